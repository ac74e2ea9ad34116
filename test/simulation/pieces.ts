import type { OutgoingDocument, WarehouseLine } from '../../src/core/document'
import type { RefusalProblem } from '../../src/core/outcome'
import { describe, type Booking } from './fake-warehouse'
import type { NamedWorld } from './named-warehouse'

/** What a document is booked in: each has a name that nothing else can have. */
export type Piece = {
  readonly name: string
  readonly document: OutgoingDocument
  readonly lines: readonly WarehouseLine[]
  state: 'draft' | 'done' | 'removed'
  doneAt: number
}

/** Always the same pieces of the same document: what goes up, what goes down, some lines at a time. */
export function piecesOf(document: OutgoingDocument, linesPerPiece: number): Pick<Piece, 'name' | 'lines'>[] {
  const { place, lines, reference } = document
  const ways =
    place.kind === 'stock-transfer'
      ? [['MOVE', lines] as const]
      : [
          ['IN', lines.filter(({ quantity }) => quantity > 0n)] as const,
          ['OUT', lines.filter(({ quantity }) => quantity < 0n)] as const,
        ]
  return ways.flatMap(([way, some]) =>
    Array.from({ length: Math.ceil(some.length / linesPerPiece) }, (_, index) => ({
      name: `VEND/${reference}/${way}/${(index + 1).toString()}`,
      lines: some.slice(index * linesPerPiece, (index + 1) * linesPerPiece),
    })),
  )
}

/** Everything that was booked of a document is one booking, whatever pieces it came in. */
export function bookingsOf(pieces: Iterable<Piece>, warehouse: string): Booking[] {
  const done = [...pieces].filter(({ state }) => state === 'done').sort((a, b) => a.doneAt - b.doneAt)
  const byReference = new Map<string, Booking>()
  for (const { document, lines, doneAt } of done) {
    const before = byReference.get(document.reference)
    byReference.set(document.reference, {
      ...{ warehouse, number: `VEND/${document.reference}` },
      document: { ...document, lines: [...(before?.document.lines ?? []), ...lines] },
      at: before?.at ?? doneAt,
    })
  }
  return [...byReference.values()]
}

/** What a piece does to the stock of each location. */
export function moves({ document: { place }, lines }: Piece): (readonly [location: string, line: WarehouseLine])[] {
  return lines.flatMap((line) =>
    place.kind === 'stocktake'
      ? [[place.location, line] as const]
      : [[place.from, { ...line, quantity: -line.quantity }] as const, [place.to, line] as const],
  )
}

/** Why a piece cannot be booked. `moods`: also without a reason in its lines. */
export function refusalOf(
  { lines }: Piece,
  { catalogue, random, weather }: NamedWorld,
  moods: boolean,
): RefusalProblem[] {
  const unfit = lines.flatMap(({ item, quantity }): RefusalProblem[] => {
    const found = catalogue.named(item)
    if (!found) return [{ item, code: 'gone', message: `no item ${item}` }]
    if (found.unfit !== null) return [{ item, code: found.unfit, message: `item ${item} is ${found.unfit}` }]
    if (found.step !== null && quantity % found.step !== 0n)
      return [{ item, code: 'too-fine', message: `item ${item} is kept in coarser steps` }]
    return []
  })
  if (!moods) return unfit
  // Often enough that some pieces of a document go and others do not.
  const mood = weather().warehouseRefuses > 0 ? 0.25 : 0
  const blocked = lines
    .filter(() => random.chance(mood))
    .map(({ item }) => ({ item, code: 'blocked', message: `item ${item} is blocked` }))
  const whole = random.chance(mood / 4) ? [{ code: 'closed', message: 'the period is closed' }] : []
  return [...unfit, ...blocked, ...whole]
}

/** What no such warehouse should ever be sent. */
export function complaintsAbout(
  document: OutgoingDocument,
  { transfers, locations, catalogue, bornAt }: NamedWorld,
): string[] {
  const { place, reference, lines, source } = document
  const places = place.kind === 'stocktake' ? [place.location] : [place.from, place.to]
  const since = bornAt(source.consignmentId)
  // An item that changed meanwhile may have been right when the document was made.
  const settled = lines.filter(({ item }) => catalogue.changedAt(item) < since)
  const wrong: readonly (readonly [boolean, string])[] = [
    [!/^[A-Za-z0-9._-]{1,20}$/.test(reference), 'a reference that is too long or has odd signs'],
    [lines.length === 0, 'no lines'],
    [lines.some(({ quantity }) => quantity === 0n), 'a line of zero'],
    [new Set(lines.map(({ item }) => item)).size < lines.length, 'one item on two lines'],
    [place.kind === 'stock-transfer' && !transfers, 'a transfer, which this warehouse cannot take'],
    [place.kind === 'stock-transfer' && place.from === place.to, 'a transfer to where it comes from'],
    [place.kind === 'stock-transfer' && lines.some(({ quantity }) => quantity < 0n), 'a transfer of less than nothing'],
    [places.some((one) => !locations.includes(one)), 'a place that does not exist'],
    [settled.some(({ item }) => !catalogue.named(item)), 'an item that does not exist'],
    [settled.some(({ item }) => (catalogue.named(item)?.unfit ?? null) !== null), 'an item that cannot be booked'],
    [
      settled.some(({ item, quantity }) => quantity % (catalogue.named(item)?.step ?? 1n) !== 0n),
      'a quantity that is too fine for its item',
    ],
  ]
  return wrong.filter(([is]) => is).map(([, text]) => `sent ${text}: ${describe(document)}`)
}
