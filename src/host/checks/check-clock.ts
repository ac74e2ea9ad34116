import { notChecked, type Check } from './finding'

const minute = 60_000
const hour = 60 * minute

/** `ahead`: Vend's clock less this PC's, in ms; null: Vend did not tell the time, and `see` names the check that says why. */
export function checkClock(ahead: number | null, see: string): Check {
  const name = 'clock'
  if (ahead === null) return notChecked(name, see)
  const off = Math.abs(ahead)
  if (off < minute) return { name, status: 'ok', text: 'This PC and Vend agree on the time, to less than a minute.' }
  const wrong = `This PC’s clock is ${inWords(off)} ${ahead > 0 ? 'behind' : 'ahead of'} Vend’s.`
  const harm =
    'No stock is wrong by it: what is ours goes by Vend’s clock. But times that Stocktray shows are off' +
    (off < hour ? '.' : ', the nightly look comes at another hour, and secure connections may be refused.')
  const press = 'Switch “Set time automatically” on in this PC’s settings of date and time.'
  return { name, status: off < hour ? 'attention' : 'broken', text: `${wrong} ${harm} ${press}` }
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
