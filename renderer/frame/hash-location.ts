import { useSyncExternalStore } from 'react'

let last = '/'

/** What stands behind the #. A link to a part of the page ("#looked-at") leads to no other place. */
function place(): string {
  const { hash } = location
  if (hash === '') last = '/'
  else if (hash.startsWith('#/')) last = hash.slice(1)
  return last
}

function watch(changed: () => void): () => void {
  addEventListener('hashchange', changed)
  return () => removeEventListener('hashchange', changed)
}

function go(to: string, { replace = false }: { readonly replace?: boolean } = {}): void {
  history[replace ? 'replaceState' : 'pushState'](null, '', `#${to}`)
  dispatchEvent(new HashChangeEvent('hashchange'))
}

/** The place without its query, as it is written there. */
export function useHashPath(): string {
  return useSyncExternalStore(watch, () => place().replace(/\?.*/s, ''))
}

/** What stands behind the question mark of the place, as it is written there. */
export function useHashQuery(): string {
  return useSyncExternalStore(watch, () => /\?(.*)/s.exec(place())?.[1] ?? '')
}

/** For wouter: the place in the window stands behind the #, its query with it, as in "#/history?status=delivered". */
export const useHashLocation = Object.assign((): [string, typeof go] => [useHashPath(), go], {
  hrefs: (href: string) => `#${href}`,
  searchHook: useHashQuery,
})
