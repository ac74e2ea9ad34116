import { clockText, isFarOff } from '../../core/clock-words'
import { notChecked, type Check } from './finding'

/** `ahead`: Vend's clock less this PC's, in ms; null: Vend did not tell the time, and `see` names the check that says why. */
export function checkClock(ahead: number | null, see: string): Check {
  const name = 'clock'
  if (ahead === null) return notChecked(name, see)
  const text = clockText(ahead)
  if (text === null) return { name, status: 'ok', text: 'This PC and Vend agree on the time, to less than a minute.' }
  return { name, status: isFarOff(ahead) ? 'broken' : 'attention', text }
}
