import type { EffectLine } from '../core/document'
import { groupBy } from '../core/group'
import type { LedgerDocument } from '../core/ledger-document'
import { partByItems, type KnownItems } from '../core/part-by-items'
import type { Item, WarehouseAnswer } from '../core/ports/warehouse'
import type { Line } from './line'
import { rankSimilar } from './rank-similar'

/** What was asked of the warehouse about items, for one round of deliveries. */
export type ItemMemory = {
  readonly bySku: Map<string, readonly Item[]>
  readonly byItem: Map<string, Item | null>
  /** What may have been meant by SKUs that nothing bears, the likeliest first. */
  readonly similar: Map<string, readonly Item[]>
  /** It did not answer what may have been meant: it is not asked that again in this round. */
  keepsSimilar: boolean
  /** The warehouse stumbled over the SKUs of the whole batch: from then on each draft asks for its own. */
  stumbled: boolean
  /** It did not say what it has on hand: it is not asked that again in this round. */
  keepsOnHand: boolean
}

export function emptyMemory(): ItemMemory {
  return {
    bySku: new Map(),
    byItem: new Map(),
    similar: new Map(),
    ...{ keepsSimilar: false, stumbled: false, keepsOnHand: false },
  }
}

/** Of unknown SKUs, so many have their likely items looked up in one round: each costs the warehouse a search. */
const similarAtMost = 20

type Unanswered = Exclude<WarehouseAnswer<never>, { kind: 'ok' }>

/**
 * Makes sure that the warehouse was asked about a draft's items in this round; in one call it is asked about the SKUs of
 * the whole batch. Answers why it could not be asked, or null.
 */
export async function askAboutItems(
  line: Line,
  memory: ItemMemory,
  draft: LedgerDocument,
  batch: readonly string[],
  signal: AbortSignal,
): Promise<Unanswered | null> {
  const lines = linesOf(line, draft)
  const unanswered =
    (await askBySku(line, memory, lines, batch, signal)) ?? (await askByItem(line, memory, lines, signal))
  if (unanswered) return unanswered
  await askForSimilar(line, memory, { ...draft, lines }, signal)
  return null
}

/** A draft's lines; a product that its consignment was told on an item of this warehouse before stays on that item. */
export function linesOf({ ledger, warehouse }: Line, { consignmentId, lines }: LedgerDocument): readonly EffectLine[] {
  if (lines.every(({ item }) => item !== null)) return lines
  const told = ledger.told.of(consignmentId).filter((one) => one.warehouse === warehouse.id)
  const items = new Map(told.flatMap(({ productId, item }) => (item === null ? [] : [[productId, item] as const])))
  return lines.map((one) => ({ ...one, item: one.item ?? items.get(one.productId) ?? null }))
}

/** What is known of a draft's items; null: not all of it was asked about yet. */
export function knownFor(line: Line, memory: ItemMemory, lines: readonly EffectLine[]): KnownItems | null {
  const known: KnownItems = { ...memory, matches: matchesOf(line, lines) }
  const asked = lines.every(({ sku, item }) => {
    const name = item ?? known.matches.get(sku)
    return (item !== null || known.bySku.has(sku)) && (name === undefined || known.byItem.has(name))
  })
  return asked ? known : null
}

async function askBySku(
  { ledger, warehouse }: Line,
  memory: ItemMemory,
  mine: readonly EffectLine[],
  batch: readonly string[],
  signal: AbortSignal,
): Promise<Unanswered | null> {
  const skusOf = (lines: readonly EffectLine[]) =>
    lines.filter(({ sku, item }) => item === null && !memory.bySku.has(sku)).map(({ sku }) => sku)
  const own = [...new Set(skusOf(mine))]
  if (own.length === 0) return null
  const drafts = (memory.stumbled ? [] : batch)
    .map((id) => ledger.documents.byId(id))
    .filter((one) => one !== null && !one.tried)
  const all = [...new Set([...own, ...drafts.flatMap((one) => skusOf(one?.lines ?? []))])]
  // One SKU that the warehouse stumbles over must not keep the others from being asked about.
  for (const asked of all.length > own.length ? [all, own] : [own]) {
    const answer = await warehouse.lookUpItems(asked, signal)
    if (answer.kind === 'ok') {
      for (const sku of asked) memory.bySku.set(sku, answer.value.get(sku) ?? [])
      return null
    }
    if (asked === own || answer.kind === 'unauthorised') return answer
    memory.stumbled = true
  }
  return null
}

async function askByItem(
  line: Line,
  memory: ItemMemory,
  lines: readonly EffectLine[],
  signal: AbortSignal,
): Promise<Unanswered | null> {
  const matches = matchesOf(line, lines)
  const names = lines.flatMap(({ sku, item }) => item ?? matches.get(sku) ?? [])
  const asked = [...new Set(names)].filter((name) => !memory.byItem.has(name))
  if (asked.length === 0) return null
  const answer = await line.warehouse.readItems(asked, signal)
  if (answer.kind !== 'ok') return answer
  for (const name of asked) memory.byItem.set(name, answer.value.get(name) ?? null)
  return null
}

/** Only help for people: where it is not answered, none is given. */
async function askForSimilar(
  line: Line,
  memory: ItemMemory,
  { place, lines }: LedgerDocument,
  signal: AbortSignal,
): Promise<void> {
  const known = knownFor(line, memory, lines)
  if (!known) return
  const { problems } = partByItems(place, lines, known)
  const unknown = problems.filter(({ code, told }) => code === 'sku-not-in-warehouse' && !told)
  const products = line.ledger.products.byId(unknown.map(({ productId }) => productId))
  for (const [sku, [problem]] of groupBy(unknown, (one) => one.sku)) {
    if (memory.similar.has(sku) || !problem) continue
    if (memory.keepsSimilar || memory.similar.size >= similarAtMost || signal.aborted) return
    const barcodes = products.get(problem.productId)?.codes ?? []
    const answer = await line.warehouse.similarItems(sku, barcodes, signal)
    // Each such question may wait for an answer as long as a delivery does.
    if (answer.kind === 'ok') memory.similar.set(sku, rankSimilar(sku, barcodes, answer.value))
    else memory.keepsSimilar = true
  }
}

function matchesOf({ ledger, warehouse }: Line, lines: readonly EffectLine[]): ReadonlyMap<string, string> {
  return ledger.matches.items(warehouse.id, new Set(lines.map(({ sku }) => sku)))
}
