import type { App } from '../app'
import type { HistoryDocument } from '../core/app-state'
import { placeNames } from '../core/place-names'
import { formatChange, parseQuantity, type Quantity } from '../core/quantity'
import type { Settings } from '../core/settings'
import type { SampleShop } from '../sample/sample-shop'
import type { SampleWarehouse } from '../sample/sample-warehouse'
import { shortNameOf } from '../core/words'
import { columns } from './table'

/** Signed changes by "location, SKU". */
type Figures = Map<string, Quantity>

/**
 * Sets what Vend recorded beside what the warehouse booked, per location and SKU, both from the other side's own books.
 * A difference must be exactly what waits for a person; each such figure names its hold.
 */
export function compare(
  shop: SampleShop,
  warehouse: SampleWarehouse,
  app: App,
  { outlets }: Settings,
): { lines: string[]; agrees: boolean } {
  const names = placeNames(outlets)
  const locations = new Map(outlets.map(({ outlet, location }) => [outlet.name, location.id]))
  const vend = effectsOf(shop, locations)
  const booked = bookedBy(warehouse)
  const { held, why } = heldBy(shop, app, locations)
  const keys = [...new Set([...vend.keys(), ...booked.keys(), ...held.keys()])].sort()
  const rows = keys.map((key) => {
    const of = (figures: Figures) => figures.get(key) ?? 0n
    const [recorded, arrived, waits] = [of(vend), of(booked), of(held)]
    const fits = recorded === arrived + waits
    const [location = '', sku = ''] = key.split('\t')
    const name = names.get(location) ?? location
    const note = fits ? (waits === 0n ? 'agrees' : `${show(waits)} held: ${why.get(key) ?? ''}`) : 'DOES NOT AGREE'
    return { fits, cells: [name, sku, show(recorded), show(arrived), note] }
  })
  const agrees = rows.every(({ fits }) => fits)
  const table = columns([['location', 'SKU', 'Vend', 'warehouse', ''], ...rows.map(({ cells }) => cells)])
  const reasons = app.state().holds.map(({ text }) => `  ! ${text}`)
  const verdict = agrees
    ? 'Vend and the warehouse agree, but for what is held and says why.'
    : 'Vend and the warehouse do NOT agree.'
  return { lines: ['What Vend recorded, and what the warehouse booked', ...table, '', ...reasons, verdict], agrees }
}

function show(quantity: Quantity): string {
  return quantity === 0n ? '0' : formatChange(quantity)
}

function add(figures: Figures, location: string | undefined, sku: string | null, quantity: Quantity): void {
  if (location === undefined) return
  const key = `${location}\t${sku ?? ''}`
  const sum = (figures.get(key) ?? 0n) + quantity
  if (sum === 0n) figures.delete(key)
  else figures.set(key, sum)
}

function effectsOf(shop: SampleShop, locations: ReadonlyMap<string, string>, only?: readonly string[]): Figures {
  const figures: Figures = new Map()
  for (const { outlet, sku, quantity } of shop.effects(only ? { only } : {}))
    add(figures, locations.get(outlet), sku, quantity)
  return figures
}

function bookedBy(warehouse: SampleWarehouse): Figures {
  const figures: Figures = new Map()
  for (const { location, sku, quantity } of warehouse.changes()) add(figures, location, sku, quantity)
  return figures
}

type Lines = readonly { readonly sku: string; readonly quantity: Quantity }[]
type Placed = {
  readonly location?: string | null
  readonly from?: string | null
  readonly to?: string | null
  readonly lines: Lines
}

function addDocument(figures: Figures, { location, from, to, lines }: Placed): void {
  for (const { sku, quantity } of lines) {
    if (location) add(figures, location, sku, quantity)
    if (from) add(figures, from, sku, -quantity)
    if (to) add(figures, to, sku, quantity)
  }
}

/** What waits for a person: the lines of held documents, and all of a consignment that is held without a document. */
function heldBy(
  shop: SampleShop,
  app: App,
  locations: ReadonlyMap<string, string>,
): { held: Figures; why: Map<string, string> } {
  const held: Figures = new Map()
  const why = new Map<string, string>()
  const note = (figures: Figures, reason: string) => {
    for (const [key, quantity] of figures) {
      const [location = '', sku = ''] = key.split('\t')
      add(held, location, sku, quantity)
      why.set(key, why.has(key) ? `${why.get(key) ?? ''}; ${reason}` : reason)
    }
  }
  for (const document of app.history().filter(({ status }) => status === 'needs-you')) {
    const figures: Figures = new Map()
    addDocument(figures, { ...document, lines: linesOf(document) })
    note(
      figures,
      `${shortNameOf({ ...document.vend, id: document.vend.consignmentId })} (${document.holds.map(({ code }) => reasons[code] ?? code).join(', ')})`,
    )
  }
  for (const { documentId, consignmentId, title, code } of app.state().holds)
    if (documentId === null) note(effectsOf(shop, locations, [consignmentId]), `${title} (${reasons[code] ?? code})`)
  return { held, why }
}

function linesOf({ lines }: HistoryDocument): Lines {
  return lines.map(({ sku, quantity }) => ({ sku, quantity: parseQuantity(quantity) ?? 0n }))
}

/** The reasons that the sample day has, in few words. */
const reasons: Readonly<Record<string, string>> = {
  'count-zeroes': 'the count would empty the shop',
  'outlet-without-location': 'no location for the other outlet',
  'sku-not-in-warehouse': 'the warehouse does not know it',
}
