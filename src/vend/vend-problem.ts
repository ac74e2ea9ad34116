import type { VendProblem } from '../core/ports/vend'

/** What of Vend is asked for; each needs the right of the same name: https://x-series-api.lightspeedhq.com/docs/scopes */
export type Area = 'consignments' | 'products' | 'outlets' | 'webhooks'

const inWords: Readonly<Record<Area, string>> = {
  consignments: 'stock movements',
  products: 'products',
  outlets: 'outlets',
  webhooks: 'webhooks',
}

export const checkAddress = "Check the name of the store in Stocktray's settings, and the internet connection."
const tryLater = 'Stocktray tries again by itself.'

/** Codes of Node and axios, in words that say where to look. */
const causes: ReadonlyMap<string, string> = new Map([
  ['ENOTFOUND', 'its address was not found. Check the internet connection and the name of the store'],
  ['EAI_AGAIN', 'its address could not be looked up. Check the internet connection'],
  ['ENETUNREACH', 'there is no way to it. Check the internet connection'],
  ['EHOSTUNREACH', 'there is no way to it. Check the internet connection'],
  ['ECONNREFUSED', 'it refused the connection. Check the address, and whether a firewall is in between'],
  ['TIMED-OUT', 'it took too long to answer. Check the internet connection'],
  ['ETIMEDOUT', 'it took too long to answer. Check the internet connection'],
  ['CERT_HAS_EXPIRED', 'its certificate is out of date. Check the date and time of this computer'],
  ['CERT_NOT_YET_VALID', 'its certificate is not valid yet. Check the date and time of this computer'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'its certificate is not trusted. Something on this network stands in between'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'its certificate is not trusted. Something on this network stands in between'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'its certificate is not trusted. Something on this network stands in between'],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'its certificate is not trusted. Something on this network stands in between'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'its certificate is for another address. Check the name of the store'],
])

export function unreachable(host: string, code: string): VendProblem {
  const cause = causes.get(code) ?? 'the connection broke. Check the internet connection'
  return { kind: 'unreachable', text: `Vend (${host}) cannot be reached: ${cause}. ${tryLater}` }
}

export function inTrouble(host: string, status: number): VendProblem {
  return {
    kind: 'unreachable',
    text: `Vend (${host}) has trouble of its own (it answered ${status.toString()}). Nothing to do; ${tryLater}`,
  }
}

export function limited(host: string, retryAt: number): VendProblem {
  return {
    kind: 'limited',
    text: `Vend (${host}) keeps asking us to wait, because too much asks it at once. Nothing to do; ${tryLater} If it stays so, see what else uses the store's tokens.`,
    retryAt,
  }
}

export function tokenRefused(host: string): VendProblem {
  return {
    kind: 'unauthorised',
    text: `Vend (${host}) does not accept the access token: it has run out, was deleted, or belongs to another store. Create a new one in Vend under Setup, Personal tokens, and paste it into Stocktray's settings.`,
  }
}

export function rightMissing(host: string, area: Area): VendProblem {
  return {
    kind: 'unauthorised',
    text: `Vend (${host}) does not let the access token read ${inWords[area]}: the right “${rightFor(area)}” is missing. Create a token in Vend that has it, as a user who may see ${inWords[area]}, and paste it into Stocktray's settings.`,
  }
}

function rightFor(area: Area): string {
  return area === 'webhooks' ? 'webhooks' : `${area}:read`
}

/** `what`: "sent a web page instead of data". */
export function badAnswer(host: string, area: Area, what: string): VendProblem {
  return { kind: 'bad-answer', text: `Vend (${host}), asked for ${inWords[area]}, ${what}` }
}

export const cancelled: VendProblem = { kind: 'cancelled', text: 'Stocktray stopped waiting for Vend.' }
