import type { OnHand, Shelf } from '../core/on-hand'
import type { WarehouseAnswer } from '../core/ports/warehouse'
import type { Line } from './line'

/** So many shelves are asked for at once; of a longer document the rest is not said. */
const atMost = 1_000

/**
 * What the warehouse has on these shelves. It is only information, so it is waited for no longer than `patienceMs`, and
 * whatever goes wrong with it is no trouble: null.
 */
export async function askOnHand(
  { warehouse, clock }: Pick<Line, 'warehouse' | 'clock'>,
  shelves: readonly Shelf[],
  patienceMs: number,
  signal: AbortSignal,
): Promise<OnHand | null> {
  if (!warehouse.capabilities.onHand || signal.aborted) return null
  if (shelves.length === 0) return new Map()
  const [giveUp, answered] = [new AbortController(), new AbortController()]
  const said = warehouse
    .onHand(shelves.slice(0, atMost), AbortSignal.any([signal, giveUp.signal]))
    // A bug in what is only information must not keep documents from going.
    .catch((): WarehouseAnswer<OnHand> => ({ kind: 'retry', text: '' }))
  const late = clock.sleep(patienceMs, AbortSignal.any([signal, answered.signal])).then(() => null)
  const answer = await Promise.race([said, late])
  giveUp.abort()
  answered.abort()
  return answer?.kind === 'ok' ? answer.value : null
}
