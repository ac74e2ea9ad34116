/**
 * The marks of an axis from 0 up to at least `most`, at equal steps of 1, 2 or 5 times a power of ten, and no more than
 * `marks` of them above 0. Of what is only whole, no step is smaller than 1.
 */
export function marksUpTo(most: number, marks: number, isWhole: boolean): readonly number[] {
  const least = most > 0 ? most / marks : 1 / marks
  const power = 10 ** Math.floor(Math.log10(least))
  const step = [1, 2, 5, 10].map((times) => times * power).find((one) => one >= least) ?? least
  const used = isWhole ? Math.max(step, 1) : step
  const count = Math.max(Math.ceil(most / used - 1e-9), 1)
  return Array.from({ length: count + 1 }, (_, index) => index * used)
}

/** "2,500", and "1.2M" where there is more than fits: what is drawn tells no more, and the figures stand elsewhere. */
export function shownMark(mark: number): string {
  return mark >= 100_000
    ? mark.toLocaleString('en', { notation: 'compact' })
    : mark.toLocaleString('en-GB', { maximumFractionDigits: 5 })
}
