import { notSentBecause } from './causes'

const again = 'Stocktray tries again by itself.'

/** What every sentence calls the system and what opens it: "The warehouse (stock.example)", "token". */
export type Named = { readonly system: string; readonly key: string }

export function notReached({ system }: Named, code: string): string {
  if (code === 'STOPPED') return `${system} was not asked, because Stocktray stopped. ${again}`
  return `${system} cannot be reached: ${notSentBecause(code)}. ${again}`
}

/** `what`: "did not answer in time". For documents whose request left. */
export function maybeBooked({ system }: Named, what: string): string {
  return `${system} ${what}, so the document may or may not be booked. Stocktray looks it up there before it sends anything again.`
}

/** For questions, which change nothing. `what`: "did not answer in time". */
export function noAnswer({ system }: Named, what: string): string {
  return `${system} ${what}. ${again}`
}

export function keyRefused({ system, key }: Named, status: number): string {
  if (status === 403)
    return `${system} knows the ${key} but does not allow it this. Nothing was booked. Give the ${key} the right in the warehouse system, or enter another one in Stocktray's settings.`
  return `${system} does not accept the ${key}. Nothing was booked. Enter a valid ${key} in Stocktray's settings.`
}

export function askedToWait({ system }: Named): string {
  return `${system} asks us to wait, because too much asks it at once. Nothing was booked; ${again}`
}

/** A 3xx or 4xx that speaks of the address, not of what was sent. */
export function wrongAddress({ system, key }: Named, status: number): string {
  const what = status < 400 ? `sent us on to another address, where the ${key} must not go` : `answered ${status}`
  return `${system} ${what}. Nothing was booked. Check the address of the warehouse in Stocktray's settings; ${again}`
}

/** A refusal without a reason that can be read. */
export function refusedWithout({ system }: Named, status: number): string {
  return `${system} refused the document (it answered ${status}) and gave no reason that can be read.`
}

/** "answered 200 with data that cannot be read". */
export function unreadable(status: number, text: string | null): string {
  if (isPage(text)) return `answered ${status} with a web page instead of data`
  return `answered ${status} with data that cannot be read`
}

/** What an answer with a status that was not expected says of the system: "has trouble of its own …". */
export function strange({ key }: Named, status: number, text: string | null): string {
  if (status >= 300 && status < 400) return `sent us on to another address, where the ${key} must not go`
  if (status >= 500) return `has trouble of its own (it answered ${status})`
  return isPage(text) ? unreadable(status, text) : `answered ${status}, which it should not`
}

export function isPage(text: string | null): boolean {
  return text?.trimStart().startsWith('<') ?? false
}
