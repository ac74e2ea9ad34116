import { matchCommand } from '../core/item-holds'
import type { Item } from '../core/ports/warehouse'
import { counting } from '../core/words'
import type { Line } from './line'
import { readProducts } from './products'
import { rankSimilar } from './rank-similar'

export type Matched =
  | { readonly kind: 'done'; readonly text: string; readonly released: number }
  /** Nothing was changed: `wrong` is what the person entered, `unreachable` the warehouse or Vend. */
  | { readonly kind: 'wrong' | 'unreachable'; readonly text: string }

/**
 * Enters in the shop's own table which item of the warehouse a Vend SKU means: by the item's code there, or as `id:…`
 * by the warehouse's own id. What waited for it is due at once.
 */
export async function match(line: Line, sku: string, meant: string, signal: AbortSignal): Promise<Matched> {
  const { ledger, clock, warehouse } = line
  const { name } = warehouse.capabilities
  // Products are read when a movement of Vend is; this one may be newer, or there was no movement yet.
  const problem = ledger.products.isSku(sku) ? null : await readProducts(line, signal)
  if (problem) return unreachable(problem)
  if (!ledger.products.isSku(sku))
    return {
      kind: 'wrong',
      text: `Vend has no product with the SKU “${sku}”. Write it as Vend does; nothing was matched.`,
    }
  const answer = await meantItem(line, sku, meant, signal)
  if ('text' in answer) return answer
  const { item, exact } = answer
  if (exact && exact.item !== item.item)
    return {
      kind: 'wrong',
      text: `${name} has an item with the code “${sku}” itself (${exact.name}), and that one is booked on. Change its code there first; nothing was matched.`,
    }
  if (item.unfit !== null) return { kind: 'wrong', text: unfitText(name, item) }
  const at = clock.now()
  return ledger.transaction(() => {
    ledger.matches.keep(warehouse.id, { sku, item: item.item, code: item.code, name: item.name }, at)
    const released = ledger.documents.releaseItem(sku, at)
    const text = `“${sku}” in Vend is ${describe(item)} in ${name}.`
    ledger.history.tell({ at, consignmentId: null, documentId: null, text: `You matched: ${text}` })
    return { kind: 'done', text, released }
  })
}

/** Takes a match back; what was booked by it stays, and is corrected on the item that it was booked on. */
export function unmatch({ ledger, clock, warehouse }: Line, sku: string): Matched {
  return ledger.transaction(() => {
    if (!ledger.matches.drop(warehouse.id, sku)) return { kind: 'wrong', text: `“${sku}” is not matched to anything.` }
    const at = clock.now()
    const text = `“${sku}” is not matched any more. What was booked stays as it is.`
    ledger.history.tell({ at, consignmentId: null, documentId: null, text })
    // What waited for the matched item now waits for another reason.
    return { kind: 'done', text, released: ledger.documents.releaseItem(sku, at) }
  })
}

type Meant = { readonly item: Item; readonly exact: Item | undefined }

async function meantItem(
  { warehouse }: Line,
  sku: string,
  meant: string,
  signal: AbortSignal,
): Promise<Meant | Extract<Matched, { text: string }>> {
  const { name } = warehouse.capabilities
  const byCode = await warehouse.lookUpItems([...new Set([sku, meant])], signal)
  if (byCode.kind !== 'ok') return unreachable(byCode)
  const usable = (byCode.value.get(sku) ?? []).filter(({ unfit }) => unfit !== 'archived')
  const exact = usable.length === 1 && usable[0]?.unfit === null ? usable[0] : undefined
  const bearing = byCode.value.get(meant) ?? []
  const current = bearing.filter(({ unfit }) => unfit !== 'archived')
  const coded = current.length > 0 ? current : bearing.slice(0, 1)
  const [only] = coded
  if (only && coded.length === 1) return { item: only, exact }
  const id = /^id:(.+)$/.exec(meant)?.[1]
  if (id !== undefined) {
    const byId = await warehouse.readItems([id], signal)
    if (byId.kind !== 'ok') return unreachable(byId)
    const item = byId.value.get(id)
    return item
      ? { item, exact }
      : { kind: 'wrong', text: `${name} has no item with the id ${id}. Nothing was matched.` }
  }
  if (coded.length > 1) {
    const which = coded.map((one) => `${one.name}: ${matchCommand(sku, { ...one, code: '' })}`).join('; ')
    return {
      kind: 'wrong',
      text: `${name} has ${counting(coded.length, 'item')} with the code “${meant}”. Say which one by its id: ${which}`,
    }
  }
  const similar = await warehouse.similarItems(meant, [], signal)
  const close = similar.kind === 'ok' ? rankSimilar(meant, [], similar.value).slice(0, 3) : []
  const closest = close.length > 0 ? ` Closest there: ${close.map(describe).join(', ')}.` : ''
  return { kind: 'wrong', text: `${name} has no item with the code “${meant}”.${closest} Nothing was matched.` }
}

function unreachable({ text }: { readonly text: string }): Extract<Matched, { text: string }> {
  return { kind: 'unreachable', text: `${text} Nothing was matched.` }
}

const unfitWords: Readonly<Record<NonNullable<Item['unfit']>, string>> = {
  archived: 'is archived',
  'lot-tracked': 'is tracked by lots or serial numbers, which Vend does not give',
  service: 'is a service',
  untracked: 'is not kept in stock',
}

function unfitText(name: string, item: Item): string {
  return `${describe(item)} ${item.unfit ? unfitWords[item.unfit] : ''} in ${name}: no stock of it could be booked. Nothing was matched.`
}

function describe({ code, name, item }: Item): string {
  return code === '' ? `${name} (id:${item})` : `“${code}”${name === code ? '' : ` (${name})`}`
}
