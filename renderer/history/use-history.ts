import { useInfiniteQuery, useQueries } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import type { HistoryPage } from '../../src/core/history-page'
import { ask, client } from '../api/client'
import { queries } from '../api/queries'
import { queryOf, type Filter } from './filter'
import { freshened, newIn, type Pages } from './pages'

/** So many rows are read at once. */
const pageRows = '100'

/**
 * The history with a filter, as far down as somebody has looked. When the state changes, the first page and those that are
 * looked at are read again, and no others. What is new waits, counted in `news`, until the top is looked at.
 */
export function useHistory(filter: Filter) {
  const [looked, setLooked] = useState<Looked>(atTop)
  const key = useMemo(() => ['history', 'list', filter], [filter])
  const list = useInfiniteQuery<HistoryPage, Error, Pages, readonly unknown[], string | undefined>({
    queryKey: key,
    queryFn: ({ pageParam, signal }) => read(filter, pageParam, signal),
    initialPageParam: undefined,
    getNextPageParam: ({ next }) => next,
    // Or else every page down to where somebody looks would be read again with each change.
    staleTime: 'static',
  })
  const { data, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = list
  const afters = useMemo(() => (data ? aftersOf(data, looked) : []), [data, looked])
  const fresh = useQueries({
    queries: afters.map((after) => ({
      queryKey: ['history', 'page', filter, after ?? null],
      queryFn: async ({ signal }: { readonly signal: AbortSignal }) => ({
        after,
        page: await read(filter, after, signal),
      }),
    })),
    combine: (all) => all.flatMap((one) => one.data ?? []),
  })
  const first = fresh.find(({ after }) => after === undefined)?.page
  const news = useMemo(() => (data && first ? newIn(data, first).length : 0), [data, first])
  const { isTop } = looked
  useEffect(() => {
    const before = queries.getQueryData<Pages>(key)
    const now = fresh.reduce((pages, { after, page }) => pages && freshened(pages, after, page, isTop), before)
    if (now !== before) queries.setQueryData(key, now)
  }, [fresh, key, isTop])
  const rows = useMemo(() => data?.pages.flatMap((page) => page.rows) ?? [], [data])
  const state = { error, isPending, hasNextPage, isFetchingNextPage }
  return { ...state, fetchNextPage, refetch, rows, news: isTop ? 0 : news, setLooked }
}

/** Which rows are seen, by their number in the list. */
export type Looked = { readonly isTop: boolean; readonly from: number; readonly to: number }

const atTop: Looked = { isTop: true, from: 0, to: 0 }

async function read(filter: Filter, after: string | undefined, signal: AbortSignal): Promise<HistoryPage> {
  const query = { ...queryOf(filter), limit: pageRows, ...(after !== undefined && { after }) }
  return ask(client.api.history.$get({ query }, { init: { signal } }))
}

/** The parameters of the first page and of those that are looked at. */
function aftersOf({ pages, pageParams }: Pages, { from, to }: Looked): (string | undefined)[] {
  let begins = 0
  return pages.flatMap(({ rows }, index) => {
    const [start, end] = [begins, begins + rows.length]
    begins = end
    return index === 0 || (start <= to && end > from) ? [pageParams[index]] : []
  })
}
