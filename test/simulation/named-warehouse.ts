import type { OutgoingDocument, WarehouseLine } from '../../src/core/document'
import { shelfKey } from '../../src/core/on-hand'
import type { FoundDocument, LookUp, Outcome, RefusalProblem } from '../../src/core/outcome'
import type { Item, Notice, Operation, WarehouseAnswer, WarehousePort } from '../../src/core/ports/warehouse'
import type { Catalogue } from './catalogue'
import { describe, type FakeWarehouse, type WarehouseWorld } from './fake-warehouse'
import { bookingsOf, complaintsAbout, moves, piecesOf, refusalOf, type Piece } from './pieces'
import { openLine } from './requests'

export type NamedWorld = Omit<WarehouseWorld, 'repeat' | 'skus' | 'settleAfterMs'> & {
  readonly catalogue: Catalogue
  /** Lines in one piece of a document. */
  readonly linesPerPiece: number
  /** When Vend's consignment came to be: what is sent of it was decided later. */
  readonly bornAt: (consignmentId: string) => number
}

/** A warehouse that gives its items names of its own, and books a document in pieces, each under a name of its own. */
export type NamedWarehouse = Omit<FakeWarehouse, 'port' | 'teach'> & {
  /** Signed in with the key that is valid now; it stays as good as that key. */
  signIn(): WarehousePort
  /** The key is good for nothing any more, until `letIn` or, with a new port, `newKey`. */
  revoke(): void
  letIn(): void
  newKey(): void
  isShut(): boolean
  /** What `check` tells people from now on. */
  announce(notices: readonly Notice[]): void
  announced(): readonly Notice[]
  /** What it warned of, by reference. */
  readonly warned: ReadonlyMap<string, ReadonlySet<string>>
  /** How often something went as only such a warehouse can make it go. */
  readonly events: Record<'begun' | 'partly' | 'late pieces' | 'warnings' | 'matched', number>
}

export function namedWarehouse(world: NamedWorld): NamedWarehouse {
  const { clock, random, catalogue } = world
  const pieces = new Map<string, Piece>()
  const stock = new Map<string, bigint>()
  const refused = new Set<string>()
  const complaints: string[] = []
  const seen = new Map<string, number>()
  const warned = new Map<string, Set<string>>()
  const events = { begun: 0, partly: 0, 'late pieces': 0, warnings: 0, matched: 0 }
  const { request, catchUp } = openLine(world, () => (events['late pieces'] += 1))
  let notices: readonly Notice[] = []
  let [validKey, lastKey]: [number | null, number] = [1, 1]

  // What one request does in the warehouse, all of it or nothing.
  const create = (name: string, document: OutgoingDocument, lines: readonly WarehouseLine[]): void => {
    // The name is the lock: whoever comes second creates nothing.
    if (pieces.has(name)) return
    pieces.set(name, { name, document, lines, state: 'draft', doneAt: 0 })
    world.note(`  begun ${name}`)
  }
  const remove = (piece: Piece): void => {
    if (piece.state !== 'draft') return
    piece.state = 'removed'
    pieces.delete(piece.name)
  }
  const validate = (piece: Piece, moods: boolean): RefusalProblem[] => {
    if (piece.state !== 'draft') return []
    const problems = refusalOf(piece, world, moods)
    if (problems.length > 0) return problems
    piece.state = 'done'
    piece.doneAt = clock.now()
    for (const [location, { item, quantity }] of moves(piece)) {
      const key = `${location} ${item}`
      const left = (stock.get(key) ?? 500_000n) + quantity
      stock.set(key, left)
      if (left >= 0n || quantity > 0n) continue
      const said = warned.get(piece.document.reference) ?? new Set()
      warned.set(piece.document.reference, said.add(`Item ${item} is below zero in ${location} now.`))
      events.warnings += 1
    }
    world.note(`  booked ${piece.name} ${describe({ ...piece.document, lines: piece.lines })}`)
    return []
  }

  const statesOf = (document: OutgoingDocument) =>
    piecesOf(document, world.linesPerPiece).map(({ name }) => pieces.get(name))
  const stranger = (document: OutgoingDocument): FoundDocument | null => {
    const { reference, key } = document
    const other = statesOf(document).some((piece) => piece && piece.document.key !== key)
    if (!other && !world.foreign.has(reference)) return null
    return { number: `OLD-${reference}`, consignmentId: null, lines: [{ item: '999', quantity: 77_777n }] }
  }
  const number = ({ reference }: OutgoingDocument) => `VEND/${reference}`
  const whole = (document: OutgoingDocument): FoundDocument => ({
    number: number(document),
    consignmentId: document.source.consignmentId,
    lines: document.lines,
  })
  const see = ({ reference }: OutgoingDocument) => {
    if (!seen.has(reference)) seen.set(reference, clock.now())
  }
  const warnings = ({ reference }: OutgoingDocument) => {
    const said = [...(warned.get(reference) ?? [])]
    return said.length > 0 ? { warnings: said } : {}
  }

  const push = async (document: OutgoingDocument, signal: AbortSignal): Promise<Outcome> => {
    see(document)
    complaints.push(...complaintsAbout(document, world))
    const unsure: Outcome = { kind: 'unsure', text: 'the line broke in the middle' }
    const asked = await request(signal, () => stranger(document))
    if (asked.kind !== 'ok') {
      // A connector remembers nothing: an attempt before this one may have booked some of it.
      return statesOf(document).every((piece) => piece === undefined) && asked.kind === 'not-reached'
        ? { kind: 'retry', text: 'the warehouse is away' }
        : unsure
    }
    if (asked.value) return { kind: 'exists', found: asked.value }
    if (statesOf(document).every((piece) => piece?.state === 'done') && random.chance(0.5))
      return { kind: 'exists', found: whole(document) }
    let booked = 0
    const problems: RefusalProblem[] = []
    const rest: string[] = []
    for (const { name, lines } of piecesOf(document, world.linesPerPiece)) {
      const before = pieces.get(name)
      if (!before) {
        const made = await request(signal, () => {
          create(name, document, lines)
        })
        const nothingYet = statesOf(document).every((piece) => piece === undefined)
        if (made.kind === 'not-reached' && nothingYet) return { kind: 'retry', text: 'the warehouse is away' }
        if (made.kind !== 'ok') return unsure
      }
      const piece = pieces.get(name)
      if (!piece) return unsure
      if (piece.state === 'draft') {
        const answer = await request(
          signal,
          () => validate(piece, true),
          () => validate(piece, false),
        )
        if (answer.kind !== 'ok') return unsure
        if (answer.value.length > 0) {
          const removed = await request(signal, () => {
            remove(piece)
          })
          if (removed.kind !== 'ok') return unsure
          problems.push(...answer.value)
          rest.push(...piece.lines.map(({ item }) => item))
          continue
        }
      }
      booked += 1
    }
    if (problems.length > 0) {
      refused.add(document.source.consignmentId)
      world.count('warehouse: refused')
      world.note(`  refused of ${document.reference}: ${problems.map(({ message }) => message).join(', ')}`)
    }
    if (problems.length === 0) return { kind: 'delivered', number: number(document), ...warnings(document) }
    if (booked === 0) return { kind: 'refused', problems }
    events.partly += 1
    return { kind: 'partly', number: number(document), rest, problems, ...warnings(document) }
  }

  const find = async (document: OutgoingDocument, signal: AbortSignal): Promise<LookUp> => {
    see(document)
    const answer = await request(signal, () => {
      const states = statesOf(document)
      return {
        other: stranger(document),
        none: !states.some(Boolean),
        all: states.every((one) => one?.state === 'done'),
      }
    })
    if (answer.kind !== 'ok') return { kind: 'inconclusive', text: 'no answer' }
    const { other, none, all } = answer.value
    if (other) return { kind: 'found', found: other }
    if (none) return { kind: 'absent' }
    if (all) return { kind: 'found', found: whole(document) }
    events.begun += 1
    return { kind: 'begun' }
  }

  const shut = (key: number) => key !== validKey || world.weather().warehouseSignedOut
  const out = { kind: 'unauthorised', text: 'the key is not accepted' } as const
  const operation: Operation = {
    ...{ mostLines: null, longestReference: 20, repeat: 'refused-by-name', settleAfterMs: 0, limit: '429' },
  }
  return {
    ...{ refused, complaints, warned, events },
    announce: (next) => void (notices = next),
    announced: () => notices,
    firstSeen: (reference) => seen.get(reference) ?? 0,
    revoke: () => void (validKey = null),
    letIn: () => void (validKey = lastKey),
    newKey: () => void (validKey = lastKey += 1),
    isShut: () => validKey === null,
    bookings: () => {
      catchUp()
      return bookingsOf(pieces.values(), world.id)
    },
    signIn() {
      const key = lastKey
      const ask = async <T>(signal: AbortSignal, read: () => T): Promise<WarehouseAnswer<T>> => {
        if (shut(key)) return out
        const answer = await request(signal, read, () => undefined)
        return answer.kind === 'ok' ? answer : { kind: 'retry', text: 'the warehouse is away' }
      }
      const found = <T>(names: readonly string[], of: (name: string) => T | undefined) =>
        new Map(names.flatMap((name) => present(name, of(name))))
      return {
        id: world.id,
        capabilities: {
          name: 'Named warehouse',
          stocktake: operation,
          stockTransfer: world.transfers ? { ...operation, inTransit: false } : null,
          negativeStock: 'warned',
          onHand: true,
        },
        check: (signal) => ask(signal, () => notices),
        locations: (signal) => ask(signal, () => world.locations.map((id) => ({ id, name: `Place ${id}` }))),
        lookUpItems: (skus, signal) =>
          ask(signal, () =>
            found<readonly Item[]>(skus, (sku) => {
              const all = catalogue.bearing(sku)
              return all.length > 0 ? all : undefined
            }),
          ),
        readItems: (names, signal) => ask(signal, () => found(names, catalogue.named)),
        similarItems: (_sku, _barcodes, signal) => ask(signal, () => catalogue.all().slice(0, 12)),
        onHand: (at, signal) =>
          ask(
            signal,
            () =>
              new Map(
                at
                  .filter(({ item }) => catalogue.named(item))
                  .map((shelf) => [shelfKey(shelf), stock.get(`${shelf.location} ${shelf.item}`) ?? 500_000n]),
              ),
          ),
        push: async (document, signal) => (shut(key) ? out : push(document, signal)),
        find: async (document, signal) => (shut(key) ? out : find(document, signal)),
      }
    },
  }
}

const present = <T>(name: string, value: T | undefined): (readonly [string, T])[] =>
  value === undefined ? [] : [[name, value]]
