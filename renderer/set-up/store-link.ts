import { vendDomains } from '../../src/core/links'

/**
 * Where a person makes a token: Vend itself, as far as the address is one of Vend's own or of a trial shop on this PC.
 * null: it is not known yet, and nobody is led anywhere else.
 */
export function storeLink(written: string): string | null {
  const text = written.trim().toLowerCase()
  if (/^[a-z0-9][a-z0-9-]*$/.test(text)) return `https://${text}${vendDomains[0]}/`
  const address = /^https?:\/\//.test(text) ? text : `https://${text}`
  if (text === '' || !URL.canParse(address)) return null
  const { hostname, origin, username, password } = new URL(address)
  if (username !== '' || password !== '') return null
  if (/^(127(\.\d+){3}|localhost)$/.test(hostname)) return `${origin}/`
  return vendDomains.some((domain) => hostname.endsWith(domain)) ? `https://${hostname}/` : null
}
