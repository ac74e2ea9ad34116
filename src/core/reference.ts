/** No reference is longer, however much a warehouse takes. */
const longestReference = 20

/** The eight characters that stand in where Vend has no reference. */
export function referenceBase(reference: string | null, consignmentId: string): string {
  const base = (reference ?? '').trim().replace(/[^A-Za-z0-9._-]/g, '-')
  return /[A-Za-z0-9]/.test(base) ? base : consignmentId.slice(0, 8)
}

/** "CAR-25", and from the second part on "CAR-25-2"; the base is cut so that the whole fits. `most`: what the warehouse takes. */
export function referenceOf(base: string, part: number, most = longestReference): string {
  const tail = part === 1 ? '' : `-${part.toString()}`
  return base.slice(0, Math.min(longestReference, most) - tail.length) + tail
}
