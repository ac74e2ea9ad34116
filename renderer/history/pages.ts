import type { InfiniteData } from '@tanstack/react-query'
import type { HistoryPage, HistoryRow } from '../../src/core/history-page'

/** The pages that were read so far, newest first. A page's parameter is where the page before it ended. */
export type Pages = InfiniteData<HistoryPage, string | undefined>

/** What of the first page, read again, stands above all that is shown. */
export function newIn(pages: Pages, first: HistoryPage): readonly HistoryRow[] {
  const shown = new Set(pages.pages.flatMap(({ rows }) => rows.map(({ id }) => id)))
  const known = first.rows.findIndex(({ id }) => shown.has(id))
  return known === -1 ? first.rows : first.rows.slice(0, known)
}

/**
 * The pages with what one of them says now: rows as they are, without those that the filter lets through no more. What is
 * new above comes in only `withNew`; where that is more than a page, the list begins anew.
 */
export function freshened(pages: Pages, after: string | undefined, now: HistoryPage, withNew: boolean): Pages {
  const at = pages.pageParams.indexOf(after)
  const old = pages.pages[at]
  if (!old) return pages
  const above = at === 0 ? newIn(pages, now) : []
  if (withNew && now.next !== null && above.length === now.rows.length) return { pages: [now], pageParams: [undefined] }

  const others = pages.pages.filter((_, index) => index !== at).flatMap(({ rows }) => rows)
  const elsewhere = new Set([...others, ...(withNew ? [] : above)].map(({ id }) => id))
  // What stands further down belongs to a page that is still to be read.
  const end = old.next === null ? '' : (old.rows.at(-1)?.createdAt ?? '')
  const fresh = now.rows.filter(({ id, createdAt }) => !elsewhere.has(id) && createdAt >= end)
  const seen = new Set(now.rows.map(({ id }) => id))
  const last = now.next === null ? '' : (now.rows.at(-1)?.createdAt ?? '')
  const beyond = old.rows.filter(({ id, createdAt }) => !seen.has(id) && createdAt <= last)
  const rows = [...fresh, ...beyond]
  if (JSON.stringify(rows) === JSON.stringify(old.rows)) return pages
  return { ...pages, pages: pages.pages.map((page, index) => (index === at ? { ...page, rows } : page)) }
}
