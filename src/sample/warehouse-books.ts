import { parseQuantity, type Quantity } from '../core/quantity'

export type WarehouseItem = {
  readonly sku: string
  readonly name: string
  /** At first, by location id, as decimals. */
  readonly onHand?: Readonly<Record<string, string>>
}
export type WarehouseLocation = { readonly id: string; readonly name: string }

export type BookedLine = { readonly sku: string; readonly quantity: Quantity; readonly counted: Quantity | null }

/** What a document says it comes from; kept and given back, never read. */
export type BookedSource = Readonly<Record<string, unknown>>

/** A Stocktake has a location, a Stock Transfer a from and a to. */
export type BookedPlace =
  | { readonly kind: 'stocktake'; readonly location: string }
  | { readonly kind: 'stock-transfer'; readonly from: string; readonly to: string }

export type WantedDocument = {
  readonly place: BookedPlace
  readonly reference: string
  readonly key: string
  readonly lines: readonly BookedLine[]
  readonly source: BookedSource
}
export type BookedDocument = WantedDocument & { readonly number: string; readonly at: number }

export type WarehouseProblem = {
  readonly sku?: string
  readonly location?: string
  readonly code: string
  readonly message: string
}

export type Shelf = { readonly location: string; readonly sku: string; readonly quantity: Quantity }

export type WarehouseBooks = {
  readonly documents: readonly BookedDocument[]
  /** Empty: it may be booked. */
  problemsOf(document: WantedDocument): readonly WarehouseProblem[]
  book(document: WantedDocument): BookedDocument
  /** Takes in a document that was booked in an earlier life. */
  restore(document: BookedDocument): void
  /** By location and SKU; shelves that never held anything are left out. */
  onHand(): readonly Shelf[]
  /** What all documents together changed; what cancels out is left out. */
  changes(): readonly Shelf[]
}

/** Where a document number starts: the shop's warehouse has been running for a while. */
const firstNumbers = { stocktake: 24, 'stock-transfer': 12 } as const

export function openWarehouseBooks(
  items: readonly WarehouseItem[],
  locations: readonly WarehouseLocation[],
  now: () => number,
): WarehouseBooks {
  const documents: BookedDocument[] = []
  const opening = () =>
    items.flatMap(({ sku, onHand = {} }) =>
      Object.entries(onHand).map(([location, level]): Shelf => ({
        location,
        sku,
        quantity: parseQuantity(level) ?? 0n,
      })),
    )
  const places = new Set(locations.map(({ id }) => id))
  const nextNumber = (kind: BookedPlace['kind']) => {
    const before = documents.filter(({ place }) => place.kind === kind).length
    const digits = (firstNumbers[kind] + before).toString().padStart(5, '0')
    return `${kind === 'stocktake' ? 'ST' : 'TR'}-${digits}`
  }
  return {
    documents,
    problemsOf: (document) => problemsOf(document, new Set(items.map(({ sku }) => sku)), places),
    book(document) {
      const booked = { ...document, number: nextNumber(document.place.kind), at: now() }
      documents.push(booked)
      return booked
    },
    restore: (document) => void documents.push(document),
    onHand: () => sumShelves([...opening(), ...documents.flatMap(changesOf)]),
    changes: () => sumShelves(documents.flatMap(changesOf)).filter(({ quantity }) => quantity !== 0n),
  }
}

function changesOf({ place, lines }: WantedDocument): Shelf[] {
  if (place.kind === 'stocktake') return lines.map(({ sku, quantity }) => ({ location: place.location, sku, quantity }))
  return lines.flatMap(({ sku, quantity }) => [
    { location: place.from, sku, quantity: -quantity },
    { location: place.to, sku, quantity },
  ])
}

/** What lies on each shelf in all. */
export function sumShelves(shelves: readonly Shelf[]): Shelf[] {
  const sums = new Map<string, Shelf>()
  for (const shelf of shelves) {
    const name = JSON.stringify([shelf.location, shelf.sku])
    sums.set(name, { ...shelf, quantity: (sums.get(name)?.quantity ?? 0n) + shelf.quantity })
  }
  return [...sums.values()]
}

function problemsOf(
  { place, lines }: WantedDocument,
  known: ReadonlySet<string>,
  places: ReadonlySet<string>,
): WarehouseProblem[] {
  const ends = place.kind === 'stocktake' ? [place.location] : [place.from, place.to]
  const skus = lines.map(({ sku }) => sku)
  const isTransfer = place.kind === 'stock-transfer'
  return [
    ...ends
      .filter((location) => !places.has(location))
      .map((location) => ({ location, code: 'unknown-location', message: `There is no location ${location}.` })),
    ...(isTransfer && place.from === place.to
      ? [{ location: place.to, code: 'same-location', message: 'A transfer needs two different locations.' }]
      : []),
    ...(lines.length === 0 ? [{ code: 'no-lines', message: 'A document needs a line.' }] : []),
    ...skus
      .filter((sku) => !known.has(sku))
      .map((sku) => ({ sku, code: 'unknown-sku', message: `There is no item ${sku}.` })),
    ...skus
      .filter((sku, index) => skus.indexOf(sku) !== index)
      .map((sku) => ({ sku, code: 'repeated-sku', message: `${sku} stands on two lines.` })),
    ...lines
      .filter(({ quantity }) => quantity === 0n || (isTransfer && quantity < 0n))
      .map(({ sku }) => ({ sku, code: 'bad-quantity', message: `The quantity of ${sku} cannot be booked.` })),
  ]
}
