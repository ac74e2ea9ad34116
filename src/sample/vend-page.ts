import type { Wire } from './vend-wire'
import type { ShopSwitches } from './shop-switches'
import type { VendRefusal } from './vend-refusal'

export type PageQuery = {
  readonly after?: string | undefined
  readonly before?: string | undefined
  readonly page_size?: string | undefined
}

export type VendPage = { readonly data: readonly Wire[]; readonly version: Wire }

/** The rows after `after` and before `before`, lowest version first: https://x-series-api.lightspeedhq.com/docs/pagination */
export function pageOf<Row extends { readonly version: bigint }>(
  rows: Iterable<Row>,
  query: PageQuery,
  switches: ShopSwitches,
  wire: (row: Row) => Wire,
): { readonly ok: true; readonly page: VendPage } | { readonly ok: false; readonly refusal: VendRefusal } {
  const { after = '0', before, page_size: size } = query
  if (size !== undefined && switches.pageSize === 'refused') return refused('page_size is not supported')
  if (![after, before ?? '0', size ?? '1'].every((text) => /^\d{1,19}$/.test(text)) || size === '0')
    return refused('after, before and page_size must be whole numbers')
  const most = Math.min(switches.largestPage, size === undefined ? switches.usualPage : Number(size))
  const page = [...rows]
    .filter(({ version }) => version > BigInt(after) && (before === undefined || version < BigInt(before)))
    .sort((a, b) => (a.version < b.version ? -1 : 1))
    .slice(0, most)
  const version = { min: page[0]?.version ?? null, max: page.at(-1)?.version ?? null }
  return { ok: true, page: { data: page.map(wire), version } }
}

function refused(message: string): { readonly ok: false; readonly refusal: VendRefusal } {
  return { ok: false, refusal: { status: 400, message } }
}
