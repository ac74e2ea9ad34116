import type {
  Consignment,
  ConsignmentKind,
  ConsignmentLine,
  ConsignmentStatus,
  Leg,
  LineStatus,
  Product,
} from '../../../src/core/consignment'
import type { Approval, DecideSettings, Decision, Mark, Situation, Told, ToldAs } from '../../../src/core/decision'
import { type Draft, type EffectLine, type StandingDraft, warehouseLines } from '../../../src/core/document'
import { linesKey } from '../../../src/core/lines-key'
import { formatChange, formatQuantity, parseQuantity, type Quantity } from '../../../src/core/quantity'

/** Whole pieces as a number, anything else as Vend writes it: 60, '2.5'. */
export type Amount = number | string

export function amount(of: Amount): Quantity {
  const quantity = parseQuantity(String(of))
  if (quantity === null) throw new Error(`${String(of)} is not a quantity`)
  return quantity
}

type LineGiven = {
  readonly count?: Amount | null
  readonly received?: Amount | null
  readonly status?: LineStatus
  readonly included?: boolean | null
  readonly deleted?: boolean
}

/** One of Vend's lines. Without a `received` nothing has come in; without a `count` it is as received. */
export function line(
  productId: string,
  { count, received = 0, status = 'success', ...rest }: LineGiven,
): ConsignmentLine {
  const expected = count === undefined ? received : count
  return {
    productId,
    count: expected === null ? null : amount(expected),
    received: received === null ? null : amount(received),
    status,
    vendStatus: status.toUpperCase(),
    included: rest.included ?? null,
    deleted: rest.deleted ?? false,
  }
}

/** The shop's settings, where they are not the ordinary ones. */
export type ShopGiven = Partial<DecideSettings>

/** What differs from an ordinary day: two outlets, each with a location of its own name, everything switched on. */
export type Given = Partial<Omit<Situation, 'consignment' | 'lines' | 'products' | 'settings'>> & {
  readonly status?: ConsignmentStatus | null
  readonly consignment?: Partial<Consignment>
  readonly settings?: ShopGiven
  /** What Vend says of a product beyond its name; null: Vend does not know it. */
  readonly products?: Readonly<Record<string, Partial<Product> | null>>
}

export const order = (reference: string, lines: readonly ConsignmentLine[], given: Given = {}) =>
  situation('order', 'SUPPLIER', reference, lines, { status: 'received', ...given })

export const returned = (reference: string, lines: readonly ConsignmentLine[], given: Given = {}) =>
  situation('return', 'RETURN', reference, lines, { status: 'sent', ...given })

/** From Main to Airport. */
export const transfer = (reference: string, lines: readonly ConsignmentLine[], given: Given = {}) =>
  situation('transfer', 'OUTLET', reference, lines, { status: 'sent', ...given })

export const count = (reference: string, lines: readonly ConsignmentLine[], given: Given = {}) =>
  situation('count', 'STOCKTAKE', reference, lines, { status: 'complete', ...given })

export const consignmentOf = { order, return: returned, transfer, count } satisfies Record<
  ConsignmentKind,
  typeof order
>

/** Monday, 2 November 2026, nine o'clock: when everything here happens unless a test says otherwise. */
export const nine = Date.UTC(2026, 10, 2, 9)

const ordinarySettings: DecideSettings = {
  sending: true,
  locations: new Map([
    ['main', 'Main'],
    ['airport', 'Airport'],
  ]),
  outletNames: new Map([
    ['main', 'Main Outlet'],
    ['airport', 'Airport'],
  ]),
  transferOn: 'sent',
  limits: { units: null, lines: null },
  stocktakes: 'per-item',
  perItemUpTo: 50,
  warehouse: { id: 'odoo', name: 'Main Warehouse', transfers: true },
}

function situation(
  kind: ConsignmentKind,
  vendType: string,
  reference: string,
  lines: readonly ConsignmentLine[],
  { status = null, consignment, settings, products = {}, ...rest }: Given,
): Situation {
  const productIds = [...lines, ...(rest.told ?? [])].map(({ productId }) => productId)
  return {
    consignment: {
      id: `id-of-${reference}`,
      kind,
      status,
      vendType,
      vendStatus: status === null ? 'TELEPORTED' : status.toUpperCase(),
      outletId: kind === 'transfer' ? 'airport' : 'main',
      sourceOutletId: kind === 'transfer' ? 'main' : null,
      reference,
      name: null,
      version: 100n,
      createdAt: nine,
      updatedAt: nine,
      receivedAt: nine,
      deleted: false,
      ...consignment,
    },
    lines,
    products: new Map(
      productIds.flatMap((id) => {
        const said = products[id]
        return said === null ? [] : [[id, { ...ordinaryProduct(id), ...said }]]
      }),
    ),
    told: [],
    toldAs: null,
    drafts: [],
    approvals: [],
    marks: [],
    heldCounts: [],
    refusals: [],
    cause: 'scan',
    ...rest,
    settings: { ...ordinarySettings, ...settings },
  }
}

const ordinaryProduct = (id: string): Product => ({
  id,
  sku: id,
  name: id,
  codes: [],
  tracked: true,
  composite: false,
  version: 1n,
})

/** What the warehouse was told of one effect; at Main unless said otherwise. */
export const told = (leg: Leg, productId: string, quantity: Amount, but: Partial<Told> = {}): Told => ({
  leg,
  outletId: leg === 'arrived' ? 'airport' : 'main',
  productId,
  quantity: amount(quantity),
  location: leg === 'arrived' ? 'Airport' : 'Main',
  sku: productId,
  name: productId,
  item: productId,
  warehouse: 'odoo',
  dismissed: false,
  undone: false,
  undoing: false,
  lacking: 0n,
  ...but,
})

/** The same, of which so much was undone since. */
export const undone = (leg: Leg, productId: string, quantity: Amount, lacking: Amount = quantity): Told =>
  told(leg, productId, quantity, { undone: true, lacking: amount(lacking) })

/** A transfer told whole: out of Main and into Airport. */
export const toldTransfer = (productId: string, quantity: Amount, but: Partial<Told> = {}): Told[] => [
  { ...told('sent', productId, 0, but), quantity: -amount(quantity) },
  told('arrived', productId, quantity, but),
]

export const toldAs = (status: ConsignmentStatus, transferOn: ToldAs['transferOn'] = 'sent'): ToldAs => ({
  status,
  transferOn,
})

export const before = (leg: Leg, but: Partial<Mark> = {}): Mark => ({ leg, mark: 'before', version: 100n, ...but })

/** The decision's new documents as the ledger keeps them: with ids, nothing sent yet. */
export const standing = (documents: readonly Draft[]): StandingDraft[] =>
  documents.map((document, index) => ({ ...document, id: `draft-${String(index + 1)}` }))

/** The standing drafts after a decision: those it keeps, and those it makes. */
export function standingAfter(drafts: readonly StandingDraft[], decision: Decision): StandingDraft[] {
  const kept = decision.keep.flatMap(({ id, holds }) =>
    drafts.filter((draft) => draft.id === id).map((draft) => ({ ...draft, holds })),
  )
  return [...kept, ...decision.documents.map((document, index) => ({ ...document, id: `made-${String(index)}` }))]
}

/** "Send it anyway", for each hold of the document as it stands. */
export const approved = (document: Draft): Approval[] =>
  document.holds.map(({ code }) => ({ code, lines: linesKey(document.lines) }))

/** What counts as told once all these documents were sent too, and what was agreed is written. */
export function toldAfter(
  { told: soFar, settings }: Situation,
  documents: readonly Draft[],
  agreed: readonly EffectLine[] = [],
): Told[] {
  const byEffect = new Map(soFar.map((one) => [effectKey(one), one]))
  for (const one of [...documents.flatMap(({ lines }) => lines), ...agreed]) {
    const { leg, outletId, productId, sku, name, item, location } = one
    const earlier = byEffect.get(effectKey(one))
    byEffect.set(effectKey(one), {
      ...{ leg, outletId, productId, sku, name, item, location, warehouse: settings.warehouse.id },
      quantity: (earlier?.quantity ?? 0n) + (one.tells ?? one.quantity),
      dismissed: earlier?.dismissed ?? false,
      undone: earlier?.undone === true && (one.tells === undefined || one.quantity === 0n),
      undoing: false,
      lacking: (earlier?.lacking ?? 0n) + (one.tells ?? one.quantity) - one.quantity,
    })
  }
  return [...byEffect.values()]
}

export const effectKey = ({ leg, outletId, productId }: Pick<EffectLine, 'leg' | 'outletId' | 'productId'>) =>
  `${leg} ${outletId} ${productId}`

/** Documents in words: "Stocktake Main: Item1 +60, Item2 +50", "Transfer Main to Airport: Item1 10 [over-limit]". */
export const written = (documents: readonly Draft[]): string[] => documents.map(writtenDocument).sort()

function writtenDocument({ place, lines, holds }: Draft): string {
  const transferred = place.kind === 'stock-transfer'
  const where = transferred ? `Transfer ${place.from} to ${place.to}` : `Stocktake ${place.location}`
  const what = warehouseLines(place, lines)
    .map(({ sku, quantity, counted }) => {
      const change = transferred ? formatQuantity(quantity) : formatChange(quantity).replace('−', '-')
      return `${sku} ${change}${counted === null ? '' : ` (counted ${formatQuantity(counted)})`}`
    })
    .sort()
  const why = codes(holds)
  return `${where}: ${what.join(', ') || 'nothing'}${why.length > 0 ? ` [${why.join(', ')}]` : ''}`
}

/** Holds or ignores in words: "composite Item2", or "sending-off" when it is about the whole. */
export const coded = (reasons: readonly { readonly code: string; readonly productId?: string }[]): string[] =>
  [...new Set(reasons.map(({ code, productId }) => (productId === undefined ? code : `${code} ${productId}`)))].sort()

/** Which reasons, whatever they are about. */
export const codes = (reasons: readonly { readonly code: string }[]): string[] =>
  [...new Set(reasons.map(({ code }) => code))].sort()

/** Items numbered from 1: Item1, Item2, … */
export const items = <One>(howMany: number, make: (productId: string) => One): One[] =>
  Array.from({ length: howMany }, (_, index) => make(`Item${String(index + 1)}`))
