const minute = 60_000
const hour = 60 * minute

/** Which clock is wrong, what comes of it, and what to press. `ahead`: Vend's clock less this PC's, in ms; null: they agree to less than a minute. */
export function clockText(ahead: number): string | null {
  const off = Math.abs(ahead)
  if (off < minute) return null
  const wrong = `This PC’s clock is ${inWords(off)} ${ahead > 0 ? 'behind' : 'ahead of'} Vend’s.`
  const harm =
    'No stock is wrong by it: what is ours goes by Vend’s clock. But times that Stocktray shows are off' +
    (isFarOff(ahead) ? ', the nightly look comes at another hour, and secure connections may be refused.' : '.')
  const press = 'Switch “Set time automatically” on in this PC’s settings of date and time.'
  return `${wrong} ${harm} ${press}`
}

/** So far that more than what is shown suffers. */
export function isFarOff(ahead: number): boolean {
  return Math.abs(ahead) >= hour
}

/** "3 minutes", "2 hours", "5 days": rounded, two of a smaller unit rather than one of a larger. */
function inWords(ms: number): string {
  const units = [
    ['day', 24 * hour],
    ['hour', hour],
  ] as const
  const [unit, size] = units.find(([, size]) => ms >= 2 * size) ?? ['minute', minute]
  const number = Math.round(ms / size)
  return `${number.toString()} ${unit}${number === 1 ? '' : 's'}`
}
