import type { Consignment } from '../core/consignment'
import type { EffectLine } from '../core/document'
import { groupBy } from '../core/group'
import type { LedgerDocument } from '../core/ledger-document'
import type { Noted } from '../core/ports/story'
import { placeNames } from '../core/place-names'
import { formatChange, formatQuantity, sum } from '../core/quantity'
import type { Trace, TracedProduct, TraceEvent } from '../core/trace'
import { shortNameOf, titleOf } from '../core/words'
import type { Line } from './line'

/** A moment of the trace with the numbers that order it. */
type Timed = Omit<TraceEvent, 'at'> & { readonly at: number }

/** Everything that happened to one SKU, from the ledger; null: nothing ever did, and no product bears it. */
export function trace(line: Line, sku: string): Trace | null {
  const { ledger } = line
  const ids = ledger.traces.productsBy(sku)
  if (ids.length === 0) return null
  const traced = new Set(ids)
  const documents = ledger.traces
    .documentsWith(ids)
    .map((document) => ({ document, lines: document.lines.filter(({ productId }) => traced.has(productId)) }))
  const noted = ledger.traces.notedAbout(ids)
  const products = productsOf(
    line,
    ids,
    documents.flatMap((one) => one.lines),
  )
  const consignmentIds = [
    ...new Set([...documents.map(({ document }) => document.consignmentId), ...noted.map((one) => one.consignmentId)]),
  ]
  const toldOf = new Map(documents.map(({ document }) => [document.consignmentId, document]))
  const seen = new Map(consignmentIds.map((id) => [id, ledger.consignments.byId(id)]))
  const titles = new Map(consignmentIds.map((id) => [id, nameOf(id, seen.get(id) ?? null, toldOf.get(id))]))
  const names = [sku, ...products.flatMap((product) => [product.sku ?? [], ...product.earlier].flat())]
  const events = [
    ...[...seen.values()].flatMap(consignmentEvent),
    ...documents.flatMap(({ document, lines }) => documentEvents(line, document, lines)),
    ...noted.map(notedEvent),
    ...moments(line, consignmentIds, new Set(documents.map(({ document }) => document.id)), names),
  ]
  return {
    ...{ sku, products },
    booked: booked(line, documents),
    events: once(events)
      .sort((a, b) => a.at - b.at || rank(a) - rank(b))
      .map((event) => ({
        ...event,
        title: event.consignmentId === null ? null : (titles.get(event.consignmentId) ?? null),
        at: new Date(event.at).toISOString(),
      })),
  }
}

/** What comes first of what happened in one commit. */
function rank({ what, documentId }: Timed): number {
  const order: readonly TraceEvent['what'][] = ['vend', 'moment', 'document', 'held', 'ignored', 'tried', 'delivered']
  return what === 'moment' && documentId !== null ? order.indexOf('ignored') : order.indexOf(what)
}

function productsOf(
  { ledger, warehouse }: Line,
  ids: readonly string[],
  lines: readonly EffectLine[],
): readonly TracedProduct[] {
  const known = ledger.products.byId(ids)
  const matches = new Map(ledger.matches.of(warehouse.id).map((match) => [match.sku, match]))
  return ids.map((id) => {
    const own = lines.filter(({ productId }) => productId === id)
    const product = known.get(id)
    const now = product?.sku ?? null
    const match = now === null ? undefined : matches.get(now)
    return {
      ...{ id, sku: now, name: product?.name ?? own.at(-1)?.name ?? '' },
      earlier: [...new Set(own.map((one) => one.sku))].filter((one) => one !== now),
      matched: match ? match.code || `id:${match.item}` : null,
    }
  })
}

function nameOf(id: string, seen: Consignment | null, told: LedgerDocument | undefined): string {
  return shortNameOf(seen ?? { id, reference: told?.vendReference ?? null, name: told?.vendName ?? null })
}

function consignmentEvent(consignment: Consignment | null): Timed[] {
  const at = consignment && (consignment.receivedAt ?? consignment.updatedAt ?? consignment.createdAt)
  if (!consignment || at === null) return []
  const text = `${titleOf(consignment)} in Vend: ${consignment.deleted ? 'deleted' : consignment.vendStatus}.`
  return [{ at, what: 'vend', text, title: null, consignmentId: consignment.id, documentId: null }]
}

function documentEvents(line: Line, document: LedgerDocument, lines: readonly EffectLine[]): Timed[] {
  const { consignmentId, id, createdAt, attemptedAt, deliveredAt, trouble, status, number, reference } = document
  const event = (at: number, what: Timed['what'], text: string): Timed => ({
    at,
    what,
    text,
    title: null,
    consignmentId,
    documentId: id,
  })
  const made = `${document.place.kind === 'stocktake' ? 'Stocktake' : 'Stock Transfer'}${reference === null ? '' : ` ${reference}`}${document.undoes === null ? '' : ', taking another back'}: ${changes(line, lines)}${standing[status]}.`
  const events = [event(createdAt, 'document', made)]
  for (const { text, productId } of document.holds)
    if (productId === undefined || lines.some((one) => one.productId === productId))
      events.push(event(createdAt, 'held', text))
  if (trouble !== null && attemptedAt !== null && deliveredAt === null)
    events.push(event(attemptedAt, 'tried', trouble))
  const where = line.warehouse.capabilities.name
  const booked = number === null ? 'Done: its lines cancel each other out.' : `In ${where} as ${number}.`
  if (deliveredAt !== null) events.push(event(deliveredAt, 'delivered', booked))
  return events
}

/** Said of a document where it was made, when its end is no event of its own. */
const standing: Readonly<Record<LedgerDocument['status'], string>> = {
  waiting: ', waiting',
  sending: ', being sent',
  unsure: ', not known yet',
  'needs-you': ', needs you',
  delivered: '',
  dismissed: ', left out by you',
  withdrawn: ', replaced before it was booked',
}

/** "+60 (counted 62) at Main warehouse, −3 at Harbour". */
function changes(line: Line, lines: readonly EffectLine[]): string {
  return [...groupBy(lines, ({ location }) => location)]
    .map(([location, own]) => {
      const counted = own.flatMap((one) => one.counted ?? [])
      const count = counted.length === 0 ? '' : ` (counted ${formatQuantity(sum(counted))})`
      return `${formatChange(sum(own.map(({ quantity }) => quantity)))}${count} at ${placeName(line, location)}`
    })
    .join(', ')
}

function placeName({ settings }: Line, id: string): string {
  return placeNames(settings.outlets).get(id) ?? id
}

function notedEvent({ what, at, text, consignmentId }: Noted): Timed {
  return { what, at, text, title: null, consignmentId, documentId: null }
}

/** Of the consignments what is about the whole or one of the documents; and what names one of the SKUs. */
function moments(
  { ledger }: Line,
  consignmentIds: readonly string[],
  documentIds: ReadonlySet<string>,
  names: readonly string[],
): Timed[] {
  const own = ledger.history.of(consignmentIds)
  return [
    ...ledger.history.naming(names),
    ...own.filter(({ documentId }) => documentId === null || documentIds.has(documentId)),
  ].map((moment) => ({ ...moment, what: 'moment', title: null }))
}

/** What a moment only says again is left out. */
function once(events: readonly Timed[]): Timed[] {
  const said = new Set(
    events.filter(({ what }) => what !== 'moment').map(({ consignmentId, text }) => `${consignmentId ?? ''} ${text}`),
  )
  return events.filter(
    ({ what, consignmentId, text }) => what !== 'moment' || !said.has(`${consignmentId ?? ''} ${text}`),
  )
}

function booked(
  line: Line,
  documents: readonly { readonly document: LedgerDocument; readonly lines: readonly EffectLine[] }[],
): Trace['booked'] {
  const lines = documents.filter(({ document }) => document.status === 'delivered').flatMap((one) => one.lines)
  return [...groupBy(lines, ({ location }) => location)]
    .map(([location, own]) => ({ location, quantity: sum(own.map(({ quantity }) => quantity)) }))
    .filter(({ quantity }) => quantity !== 0n)
    .map(({ location, quantity }) => ({
      ...{ location, name: placeName(line, location), quantity: formatQuantity(quantity) },
    }))
}
