import { troubles, type WarehouseWorld } from './fake-warehouse'
import { minute } from './turned-clock'

/** What the client of one request hears. `not-reached`: it certainly did nothing; `lost`: nobody knows. */
export type Answer<T> = { readonly kind: 'ok'; readonly value: T } | { readonly kind: 'not-reached' | 'lost' }

/** The way to a warehouse, on which a request may fail before it acts, after it acted, or act after it was given up. */
export function openLine(
  { clock, random, weather, count }: Pick<WarehouseWorld, 'clock' | 'random' | 'weather' | 'count'>,
  onLate: () => void,
) {
  let late: readonly { readonly at: number; readonly act: () => void }[] = []
  const catchUp = () => {
    const due = late.filter(({ at }) => at <= clock.now())
    late = late.filter(({ at }) => at > clock.now())
    for (const { act } of due) act()
  }
  return {
    /** Does what has come to its turn meanwhile: a server goes on with what its client gave up. */
    catchUp,
    /** `act` is all that the request does, `actLate` what it does when nobody waits for it any more. */
    async request<T>(signal: AbortSignal, act: () => T, actLate: () => void = act): Promise<Answer<T>> {
      for (let turns = random.between(0, 2); turns > 0; turns--) await Promise.resolve()
      clock.turn(random.between(20, 300))
      catchUp()
      if (signal.aborted) return { kind: 'not-reached' }
      if (!random.chance(weather().warehouseFails / 2)) return { kind: 'ok', value: act() }
      const trouble = random.pick(troubles)
      count(`warehouse: ${trouble}`)
      if (trouble === 'not-reached') return { kind: 'not-reached' }
      if (trouble === 'answer-lost') act()
      if (trouble === 'slow') {
        onLate()
        late = [...late, { at: clock.now() + random.between(1, 10 * minute), act: actLate }].sort((a, b) => a.at - b.at)
      }
      return { kind: 'lost' }
    },
  }
}
