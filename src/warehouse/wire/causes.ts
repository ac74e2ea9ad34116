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

/** Why no byte of a request reached the other side: "it refused the connection. Check …". */
export function notSentBecause(code: string): string {
  return causes.get(code) ?? 'the connection did not come about. Check the network'
}

/** Why no whole answer came: "did not answer in time". */
export function lostBecause(code: string): string {
  if (code === 'STOPPED') return 'had not answered when Stocktray stopped'
  if (code === 'TIMED-OUT') return 'did not answer in time'
  if (code === 'TOO-LARGE') return 'sent more data than Stocktray can take in one answer'
  return 'was cut off before its whole answer came'
}
