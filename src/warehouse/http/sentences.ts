/** Codes of Node and of our client, in words that say where to look. */
const causes: ReadonlyMap<string, string> = new Map([
  ['ENOTFOUND', 'its address was not found. Check the address of the warehouse in the settings'],
  ['EAI_AGAIN', 'its address could not be looked up. Check the network'],
  ['ENETUNREACH', 'there is no way to it. Check the network'],
  ['EHOSTUNREACH', 'there is no way to it. Check the network, and whether its computer is switched on'],
  ['ECONNREFUSED', 'it refused the connection. Check the address, and whether the warehouse system is running'],
  ['NO-CONNECTION', 'no connection came about. Check the network, and whether its computer is switched on'],
  ['ETIMEDOUT', 'no connection came about. Check the network, and whether its computer is switched on'],
  ['CERT_HAS_EXPIRED', 'its certificate is out of date. Check the date of this computer, or renew the certificate'],
  ['CERT_NOT_YET_VALID', 'its certificate is not valid yet. Check the date and time of this computer'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'its certificate is not trusted by this computer'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'its certificate is not trusted by this computer'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'its certificate is not trusted by this computer'],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'its certificate is not trusted by this computer'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'its certificate is for another address. Check the address in the settings'],
  ['EPROTO', 'it does not speak https at this address. Check whether the address begins with http or https'],
])

const again = 'Stocktray tries again by itself.'

/** Which warehouse, for every sentence about it. */
export function named(host: string): string {
  return `The warehouse (${host})`
}

export function notReached(host: string, code: string): string {
  if (code === 'STOPPED') return `Stocktray stopped before it sent anything to the warehouse (${host}). ${again}`
  const cause = causes.get(code) ?? 'the connection did not come about. Check the network'
  return `${named(host)} cannot be reached: ${cause}. ${again}`
}

/** `what`: "did not answer in time". For documents whose request left. */
export function maybeBooked(host: string, what: string): string {
  return `${named(host)} ${what}, so the document may or may not be booked. Stocktray looks it up there before it sends anything again.`
}

/** For questions, which change nothing. `what`: "did not answer in time". */
export function noAnswer(host: string, what: string): string {
  return `${named(host)} ${what}. ${again}`
}

export function lostBecause(code: string): string {
  if (code === 'STOPPED') return 'had not answered when Stocktray stopped'
  if (code === 'TIMED-OUT') return 'did not answer in time'
  if (code === 'TOO-LARGE') return 'sent more data than Stocktray can take in one answer'
  return 'was cut off before its whole answer came'
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
