import { z } from 'zod'
import type { Item } from '../../core/ports/warehouse'
import type { Quantity } from '../../core/quantity'
import { answered, type Answer } from './answer'
import { ask, type Asking } from './ask'
import { float, id, link, text } from './schema'
import { contextOf, type Session } from './session'
import { stepOf } from './step'

/** So many are asked for in one call. */
const atMost = 500
const similarAtMost = 40

/** An item, and what a booking of it names besides. */
export type StockItem = {
  readonly item: Item
  readonly unit: string
  /** Where goods come from and go to that a count finds or misses; null: none is set. */
  readonly lossLocation: string | null
}

const goods = z.array(
  z.object({
    id,
    default_code: text,
    display_name: text,
    barcode: text,
    active: z.boolean(),
    tracking: text,
    type: text,
    is_storable: z.boolean().optional(),
    uom_id: link,
    property_stock_inventory: link,
  }),
)
const units = z.array(z.object({ id, rounding: float }))

/** What an Odoo domain is: a list of terms. */
type Domain = readonly unknown[]

/** The items that bear exactly these codes, archived ones too. */
export async function lookUpItems(
  asking: Asking,
  session: Session,
  skus: readonly string[],
): Promise<Answer<ReadonlyMap<string, readonly Item[]>>> {
  const found = new Map<string, Item[]>()
  const wanted = [...new Set(skus)].filter((sku) => sku !== '')
  for (let from = 0; from < wanted.length; from += atMost) {
    const some = wanted.slice(from, from + atMost)
    const rows = await readGoods(asking, session, [['default_code', 'in', some]], { archivedToo: true })
    if (!rows.ok) return rows
    // A database that ignores case would otherwise have us book on a neighbour.
    for (const { item } of rows.value.filter(({ item: { code } }) => some.includes(code)))
      found.set(item.code, [...(found.get(item.code) ?? []), item])
  }
  return answered(found)
}

/** The same with what a booking needs. `company`: whose loss locations to read. */
export async function readStockItems(
  asking: Asking,
  session: Session,
  items: readonly string[],
  company: string | null = null,
): Promise<Answer<ReadonlyMap<string, StockItem>>> {
  const found = new Map<string, StockItem>()
  const wanted = [...new Set(items)].filter((item) => id.safeParse(item).success)
  for (let from = 0; from < wanted.length; from += atMost) {
    const domain = [['id', 'in', wanted.slice(from, from + atMost).map(Number)]]
    const rows = await readGoods(asking, session, domain, { archivedToo: true, company })
    if (!rows.ok) return rows
    for (const stock of rows.value) found.set(stock.item.item, stock)
  }
  return answered(found)
}

/** By Odoo's own ids. */
export async function readItems(
  asking: Asking,
  session: Session,
  items: readonly string[],
): Promise<Answer<ReadonlyMap<string, Item>>> {
  const read = await readStockItems(asking, session, items)
  return read.ok ? answered(new Map([...read.value].map(([name, { item }]) => [name, item]))) : read
}

/** Items that a person may have meant by a SKU that nothing bears. */
export async function similarItems(
  asking: Asking,
  session: Session,
  sku: string,
  barcodes: readonly string[],
): Promise<Answer<readonly Item[]>> {
  const terms: Domain[] = [['barcode', 'in', [...new Set([...barcodes, sku])].filter((code) => code !== '')]]
  for (const part of longestParts(sku)) terms.push(['default_code', 'ilike', part])
  const domain = [...terms.slice(1).map(() => '|'), ...terms]
  const rows = await readGoods(asking, session, domain, { archivedToo: false, limit: similarAtMost })
  return rows.ok ? answered(rows.value.map(({ item }) => item)) : rows
}

/** The longest run of letters and digits, and the same without zeros before it. */
export function longestParts(sku: string): string[] {
  const runs = [...sku.matchAll(/[\p{L}\p{N}]+/gu)].map(([run]) => run)
  const longest = runs.reduce((before, run) => (run.length > before.length ? run : before), '')
  return [...new Set([longest, longest.replace(/^0+/, '')])].filter((part) => part.length > 1)
}

async function readGoods(
  asking: Asking,
  session: Session,
  domain: Domain,
  how: { readonly archivedToo: boolean; readonly limit?: number; readonly company?: string | null },
): Promise<Answer<StockItem[]>> {
  const { isStorable } = session.fields
  const fields = ['default_code', 'display_name', 'barcode', 'active', 'tracking', 'type', 'uom_id']
  const args = {
    domain,
    fields: [...fields, 'property_stock_inventory', ...(isStorable ? ['is_storable'] : [])],
    ...(how.limit === undefined ? {} : { limit: how.limit }),
    // Without display_default_code the name begins with the code in brackets.
    context: {
      ...contextOf(session, how.company),
      display_default_code: false,
      ...(how.archivedToo ? { active_test: false } : {}),
    },
  }
  const rows = await ask(asking, 'product.product', 'search_read', args, goods)
  if (!rows.ok) return rows
  const roundings = await readRoundings(asking, rows.value)
  if (!roundings.ok) return roundings
  return answered(
    rows.value.map((row) => ({
      item: {
        item: row.id,
        code: row.default_code ?? '',
        name: row.display_name ?? row.default_code ?? row.id,
        barcode: row.barcode,
        step: stepOf(roundings.value.get(row.uom_id?.id ?? '') ?? 0n, session.fields.digits),
        unfit: unfitOf(row, isStorable),
      },
      unit: row.uom_id?.id ?? '',
      lossLocation: row.property_stock_inventory?.id ?? null,
    })),
  )
}

async function readRoundings(
  asking: Asking,
  rows: z.output<typeof goods>,
): Promise<Answer<ReadonlyMap<string, Quantity>>> {
  const wanted = [...new Set(rows.flatMap(({ uom_id: unit }) => (unit ? [Number(unit.id)] : [])))]
  if (wanted.length === 0) return answered(new Map())
  const read = await ask(asking, 'uom.uom', 'read', { ids: wanted, fields: ['rounding'] }, units)
  return read.ok ? answered(new Map(read.value.map((row) => [row.id, row.rounding]))) : read
}

function unfitOf(row: z.output<typeof goods>[number], isStorable: boolean): Item['unfit'] {
  if (!row.active) return 'archived'
  if (row.type !== 'product' && row.type !== 'consu') return 'service'
  if (isStorable ? row.is_storable !== true : row.type !== 'product') return 'untracked'
  return row.tracking !== null && row.tracking !== 'none' ? 'lot-tracked' : null
}
