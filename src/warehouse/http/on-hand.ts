import { shelfKey, type OnHand, type Shelf } from '../../core/on-hand'
import { groupBy } from '../../core/group'
import type { WarehouseAnswer } from '../../core/ports/warehouse'
import type { Quantity } from '../../core/quantity'
import type { Exchange } from '../wire/client'
import { judgeQuestion, type Judging } from '../wire/judge'
import { onHandAnswer, type OnHandAnswer } from './schema'

/** So many SKUs are asked for in one request, */
const skusAtMost = 50
/** and so long may its path become: servers refuse a request line of more than 8,000 characters or so. */
const pathAtMost = 4_000

/**
 * Asks location by location, with `sku` as often as there are items: a system that heeds only one of them says the figure
 * of that one. It need not have this question at all: a 404, from whatever answers it, says nothing.
 */
export async function askOnHand(
  at: readonly Shelf[],
  get: (path: string) => Promise<Exchange>,
  judging: Judging,
): Promise<WarehouseAnswer<OnHand>> {
  const said = new Map<string, Quantity>()
  for (const path of pathsOf(at)) {
    const exchange = await get(path)
    if (exchange.kind === 'answered' && exchange.status === 404) return { kind: 'ok', value: new Map() }
    const answer = judgeQuestion(exchange, onHandAnswer, judging)
    if (answer.kind !== 'ok') return answer
    for (const [key, quantity] of toFigures(answer.value)) said.set(key, quantity)
  }
  const asked = at.map(shelfKey)
  return {
    kind: 'ok',
    value: new Map(
      asked.flatMap((key) => {
        const quantity = said.get(key)
        return quantity === undefined ? [] : [[key, quantity] as const]
      }),
    ),
  }
}

/** One shelf on two rows that differ has no figure. */
function toFigures(rows: OnHandAnswer): Map<string, Quantity> {
  const figures = new Map<string, Quantity | null>()
  for (const { location, sku, onHand } of rows) {
    const key = shelfKey({ location, item: sku })
    figures.set(key, figures.has(key) && figures.get(key) !== onHand ? null : onHand)
  }
  return new Map([...figures].flatMap(([key, quantity]) => (quantity === null ? [] : [[key, quantity] as const])))
}

function pathsOf(at: readonly Shelf[]): string[] {
  return [...groupBy(at, ({ location }) => location)].flatMap(([location, shelves]) => {
    const base = `/on-hand?location=${encodeURIComponent(location)}`
    const paths: string[] = []
    let [path, skus] = [base, 0]
    for (const sku of new Set(shelves.map(({ item }) => item))) {
      const more = `&sku=${encodeURIComponent(sku)}`
      if (skus > 0 && (skus === skusAtMost || path.length + more.length > pathAtMost)) {
        paths.push(path)
        ;[path, skus] = [base, 0]
      }
      path += more
      skus += 1
    }
    return skus > 0 ? [...paths, path] : paths
  })
}
