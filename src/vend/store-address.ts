export type StoreAddress =
  { readonly ok: true; readonly origin: string } | { readonly ok: false; readonly text: string }

const example = 'Enter it as in your browser when Vend is open, for example myshop.retail.lightspeed.app.'
const currentDomain = 'retail.lightspeed.app'
/** Unsupported for API use since March 2025; shops still know their store by it. */
const oldDomain = 'vendhq.com'
/** Where people log in or read about Vend; no store has these names. */
const notStores = new Set(['www', 'secure', 'login', 'api', 'docs', 'developers', 'localhost'])

/**
 * Turns what a shopkeeper pastes ("myshop", "myshop.vendhq.com", a whole browser address) into the origin of the
 * store's API. Only Lightspeed's own hosts are taken, and this computer for trials: the token goes nowhere else.
 */
export function readStoreAddress(pasted: string): StoreAddress {
  const text = pasted.trim()
  if (text === '') return refused(`The address of your Vend store is missing. ${example}`)
  if (isName(text.toLowerCase())) return storeNamed(text.toLowerCase())
  const url = urlOf(text)
  // What is no host name is not quoted: it may be a token that went into the wrong field.
  if (!url) return refused(`This is not the address of a Vend store. ${example}`)
  if (url.username !== '' || url.password !== '')
    return refused(`The address of your Vend store must not contain a user name or password. ${example}`)
  if (isLoopback(url.hostname)) return { ok: true, origin: url.origin }
  if (url.port !== '') return refused(`Vend stores have no port number; leave “:${url.port}” out. ${example}`)
  const name = nameUnder(url.hostname, currentDomain) ?? nameUnder(url.hostname, oldDomain)
  if (name === null || !isName(name))
    return refused(
      url.hostname.includes('.')
        ? `“${shown(url.hostname)}” does not belong to a Vend store. ${example}`
        : `This is not the address of a Vend store. ${example}`,
    )
  return storeNamed(name)
}

function storeNamed(name: string): StoreAddress {
  if (notStores.has(name)) return refused(`“${name}” is not the name of a store. ${example}`)
  return { ok: true, origin: `https://${name}.${currentDomain}` }
}

function urlOf(text: string): URL | null {
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `${schemeFor(text)}://${text}`
  const url = URL.canParse(withScheme) ? new URL(withScheme) : null
  return url && (url.protocol === 'https:' || url.protocol === 'http:') ? url : null
}

/** A trial server on this computer rarely has a certificate. */
function schemeFor(text: string): 'http' | 'https' {
  const [host = ''] = text.split(/[/:?#]/)
  return isLoopback(host.toLowerCase()) ? 'http' : 'https'
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname)
}

function nameUnder(hostname: string, domain: string): string | null {
  return hostname.endsWith(`.${domain}`) ? hostname.slice(0, -domain.length - 1) : null
}

/** "xn--…" is how a look-alike in foreign letters is written; Vend's names are plain. */
function isName(text: string): boolean {
  return !text.startsWith('xn--') && /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(text)
}

function shown(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}

function refused(text: string): StoreAddress {
  return { ok: false, text }
}
