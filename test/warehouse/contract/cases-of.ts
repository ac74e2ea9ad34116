import type { Cases } from './trial'

/** How a value of a capability is told apart from its others. */
type Told<V> = V extends null
  ? 'none'
  : V extends boolean
    ? `${V}`
    : V extends number
      ? 'a number'
      : V extends string
        ? string extends V
          ? 'a text'
          : V
        : 'what it takes'

/** A capability, or a value of one, that nobody wrote cases for does not compile. */
export type CasesOf<T> = { readonly [C in keyof T]-?: Readonly<Record<Told<T[C]>, Cases>> }

/** Several sets of cases as one. No case may silently stand in for another. */
export function together(...sets: readonly Cases[]): Cases {
  const all = sets.flatMap((set) => Object.entries(set))
  const titles = all.map(([title]) => title)
  const twice = titles.filter((title, index) => titles.indexOf(title) !== index)
  if (twice.length > 0) throw new Error(`two cases are called ${twice.join(', ')}`)
  return Object.fromEntries(all)
}

/** The same under titles that say of what. */
export function named(of: string, cases: Cases): Cases {
  return Object.fromEntries(Object.entries(cases).map(([title, test]) => [`${of}: ${title}`, test]))
}

/** The cases of the values that one connector has. */
export function pick<T extends object>(table: CasesOf<T>, capabilities: T): Cases {
  const entries = Object.entries<Readonly<Record<string, Cases>>>(table).flatMap(([capability, byValue]) => {
    const value: unknown = Object.entries(capabilities).find(([name]) => name === capability)?.[1]
    const cases = byValue[tell(value, byValue)]
    if (!cases) throw new Error(`nobody wrote cases for ${capability}`)
    return [cases]
  })
  return together(...entries)
}

function tell(value: unknown, byValue: Readonly<Record<string, Cases>>): string {
  if (value === null) return 'none'
  if (typeof value === 'number') return 'a number'
  if (typeof value === 'boolean') return value ? 'true' : 'false'
  if (typeof value !== 'string') return 'what it takes'
  return 'a text' in byValue ? 'a text' : value
}
