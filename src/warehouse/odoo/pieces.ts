import type { Quantity } from '../../core/quantity'
import type { OutgoingDocument, WarehouseLine } from '../../core/document'

/** So many lines go in one call: 500 took Odoo up to 20 s, and its own limit is 120 s by default. */
export const linesAtOnce = 500

/** One transfer of Odoo's. Its name is the lock: unique per company in Odoo's own database. */
export type Piece = {
  readonly name: string
  readonly from: string
  readonly to: string
  readonly lines: readonly WarehouseLine[]
}

type Direction = 'transfer' | 'in' | 'out'

const tails = { transfer: '', in: '/IN', out: '/OUT' } as const satisfies Record<Direction, string>

/**
 * The next transfers to be made of a document, all in one call: at most `atOnce` of `missing`, apart by direction, for an
 * Odoo of 14 moves nothing where a transfer holds both, and by loss location. `taken`: names that stand there already.
 */
export function nextPieces(
  { place, reference }: Pick<OutgoingDocument, 'place' | 'reference'>,
  missing: readonly WarehouseLine[],
  lossLocationOf: (item: string) => string,
  taken: ReadonlySet<string>,
  atOnce = linesAtOnce,
): Piece[] {
  const batch = [...missing].sort((a, b) => byItem(a.item, b.item)).slice(0, atOnce)
  const groups = new Map<string, { direction: Direction; from: string; to: string; lines: WarehouseLine[] }>()
  for (const line of batch) {
    const way = wayOf(place, line.quantity, () => lossLocationOf(line.item))
    const key = `${way.direction} ${way.from} ${way.to}`
    groups.set(key, { ...way, lines: [...(groups.get(key)?.lines ?? []), line] })
  }
  const used = new Set(taken)
  // In and then out, so that a name does not depend on which line comes first.
  return [...groups.values()]
    .sort((a, b) => a.direction.localeCompare(b.direction))
    .map(({ direction, from, to, lines }) => {
      const name = freeName(reference, direction, used)
      used.add(name)
      return { name, from, to, lines }
    })
}

/** Every name that the transfers of this document may bear: a few more than its lines need, for further loss locations. */
export function namesOf(
  { reference, lines }: Pick<OutgoingDocument, 'reference' | 'lines'>,
  atOnce = linesAtOnce,
): string[] {
  const most = 2 * Math.ceil(lines.length / atOnce) + 20
  const numbers = Array.from({ length: most }, (_, index) => index + 1)
  return numbers.flatMap((number) => Object.values(tails).map((tail) => nameOf(reference, tail, number)))
}

/** Which of a document's names this is; null: none. */
export function directionOf(reference: string, name: string): Direction | null {
  const rest = name.startsWith(`VEND/${reference}`) ? name.slice(`VEND/${reference}`.length) : null
  const [, tail] = /^(\/IN|\/OUT|)(?:\/\d+)?$/.exec(rest ?? '-') ?? []
  if (tail === undefined) return null
  return tail === '/IN' ? 'in' : tail === '/OUT' ? 'out' : 'transfer'
}

function wayOf(
  place: OutgoingDocument['place'],
  quantity: Quantity,
  loss: () => string,
): { direction: Direction; from: string; to: string } {
  if (place.kind === 'stock-transfer') return { direction: 'transfer', from: place.from, to: place.to }
  if (quantity > 0n) return { direction: 'in', from: loss(), to: place.location }
  return { direction: 'out', from: place.location, to: loss() }
}

function freeName(reference: string, direction: Direction, used: ReadonlySet<string>): string {
  for (let number = 1; ; number += 1) {
    const name = nameOf(reference, tails[direction], number)
    if (!used.has(name)) return name
  }
}

function nameOf(reference: string, tail: string, number: number): string {
  return `VEND/${reference}${tail}${number === 1 ? '' : `/${number}`}`
}

/** By Odoo's own ids as numbers, so that the same lines always come in the same order. */
function byItem(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0)
}
