import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'

/** Chance that repeats itself: the same seed gives the same days. */
export type Random = {
  /** 0 ≤ x < 1. */
  next(): number
  /** A whole number, `low` and `high` included. */
  between(low: number, high: number): number
  chance(probability: number): boolean
  pick<T>(items: readonly T[]): T
  /** One of the values, as often as its weight says. */
  weighted<T>(rows: readonly (readonly [weight: number, value: T])[]): T
  shuffled<T>(items: readonly T[]): T[]
  /** A stream of its own, so that what one part asks does not shift another's answers. */
  fork(): Random
}

export function randomFrom(seed: number): Random {
  const generator = xoroshiro128plus(mixed(seed))
  const next = () => uniformFloat64(generator)
  const between = (low: number, high: number) => low + Math.floor(next() * (high - low + 1))
  const pick = <T>(items: readonly T[]): T => {
    const item = items[between(0, items.length - 1)]
    if (item === undefined) throw new Error('pick() from nothing')
    return item
  }
  return {
    next,
    between,
    pick,
    chance: (probability) => next() < probability,
    weighted<T>(rows: readonly (readonly [number, T])[]): T {
      let rest = next() * rows.reduce((total, [weight]) => total + weight, 0)
      return (rows.find(([weight]) => (rest -= weight) < 0) ?? pick(rows))[1]
    },
    shuffled<T>(items: readonly T[]): T[] {
      return items
        .map((item) => [next(), item] as const)
        .sort(([a], [b]) => a - b)
        .map(([, item]) => item)
    },
    fork: () => randomFrom(Math.floor(next() * 4294967296)),
  }
}

/** Seeds that are close to each other begin with nearly the same numbers, unless their bits are spread first (MurmurHash3). */
function mixed(seed: number): number {
  let bits = seed | 0
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b)
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35)
  return bits ^ (bits >>> 16)
}
