/** Names that mean the same for the books: what was told under one of them is corrected under it, and begun anew under another. */
export type Families = {
  of(name: string): string
  join(a: string, b: string): void
  /** Whether this name has others beside it. */
  isShared(name: string): boolean
}

export function families(): Families {
  const parents = new Map<string, string>()
  const of = (name: string): string => {
    const parent = parents.get(name)
    return parent === undefined ? name : of(parent)
  }
  return {
    of,
    join(a, b) {
      const [first, second] = [of(a), of(b)]
      if (first !== second) parents.set(second, first)
    },
    isShared: (name) => parents.has(name) || [...parents.values()].includes(name),
  }
}
