/** The longest reference that every warehouse takes. */
export const longestReference = 20

/** The eight characters that stand in where Vend has no reference. */
export function referenceBase(reference: string | null, consignmentId: string): string {
  const base = (reference ?? '').trim().replace(/[^A-Za-z0-9._-]/g, '-')
  return /[A-Za-z0-9]/.test(base) ? base : consignmentId.slice(0, 8)
}

/** "CAR-25", and from the second part on "CAR-25-2"; the base is cut so that the whole fits. */
export function referenceOf(base: string, part: number): string {
  const tail = part === 1 ? '' : `-${part.toString()}`
  return base.slice(0, longestReference - tail.length) + tail
}
