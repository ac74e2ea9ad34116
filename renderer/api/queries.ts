import { QueryClient } from '@tanstack/react-query'

/** What is shown is asked again when the state changed, not by a clock of its own. */
export const queries = new QueryClient({
  defaultOptions: { queries: { retry: 1, staleTime: Infinity, refetchOnWindowFocus: false } },
})
