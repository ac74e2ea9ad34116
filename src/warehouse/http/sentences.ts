import { notSentBecause } from '../wire/causes'

const again = 'Stocktray tries again by itself.'

/** Which warehouse, for every sentence about it. */
export function named(host: string): string {
  return `The warehouse (${host})`
}

export function notReached(host: string, code: string): string {
  if (code === 'STOPPED') return `Stocktray stopped before it sent anything to the warehouse (${host}). ${again}`
  return `${named(host)} cannot be reached: ${notSentBecause(code)}. ${again}`
}

/** `what`: "did not answer in time". For documents whose request left. */
export function maybeBooked(host: string, what: string): string {
  return `${named(host)} ${what}, so the document may or may not be booked. Stocktray looks it up there before it sends anything again.`
}

/** For questions, which change nothing. `what`: "did not answer in time". */
export function noAnswer(host: string, what: string): string {
  return `${named(host)} ${what}. ${again}`
}

export function keyRefused(host: string, status: number): string {
  if (status === 403)
    return `${named(host)} knows the token but does not allow it this. Nothing was booked. Give the token the right in the warehouse system, or enter another one in Stocktray's settings.`
  return `${named(host)} does not accept the token. Nothing was booked. Enter a valid token in Stocktray's settings.`
}

export function askedToWait(host: string): string {
  return `${named(host)} asks us to wait, because too much asks it at once. Nothing was booked; ${again}`
}

/** A 3xx or 4xx that speaks of the address, not of what was sent. */
export function wrongAddress(host: string, status: number): string {
  const what = status < 400 ? 'sent us on to another address, where the token must not go' : `answered ${status}`
  return `${named(host)} ${what}. Nothing was booked. Check the address of the warehouse in Stocktray's settings; ${again}`
}

export function unreadable(status: number, text: string | null): string {
  if (text?.trimStart().startsWith('<')) return `answered ${status} with a web page instead of data`
  return `answered ${status} with data that cannot be read`
}
