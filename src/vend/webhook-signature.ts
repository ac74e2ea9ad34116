import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

/**
 * Whether `header` is a signature of these bytes under one of the secrets. Vend writes
 * "signature=…,algorithm=HMAC-SHA256" and does not document whether in hex or base64, so both are read:
 * https://x-series-api.lightspeedhq.com/docs/webhooks
 */
export function isSigned(header: string | null, body: Uint8Array, secrets: readonly string[]): boolean {
  const given = signatureIn(header ?? '')
  if (!given) return false
  // Every secret is tried, so that the time taken does not say which one fits.
  return secrets.map((secret) => timingSafeEqual(hmac(secret, body), given)).includes(true)
}

/** Whether `header` is a signature at all, of whatever. */
export function hasSignature(header: string | null): boolean {
  return signatureIn(header ?? '') !== null
}

/** Compares in a time that depends on neither text, their lengths included. */
export function sameSecret(one: string, other: string): boolean {
  return timingSafeEqual(createHash('sha256').update(one).digest(), createHash('sha256').update(other).digest())
}

function hmac(secret: string, body: Uint8Array): Buffer {
  return createHmac('sha256', secret).update(body).digest()
}

/** The 32 bytes of the signature; null when they are not there, or under another algorithm. */
function signatureIn(header: string): Buffer | null {
  const fields = new Map<string, string>()
  for (const part of header.split(',')) {
    const [, name, value] = /^\s*([a-z]+)\s*=\s*(\S+)\s*$/i.exec(part) ?? []
    if (name === undefined || value === undefined || fields.has(name.toLowerCase())) return null
    fields.set(name.toLowerCase(), value)
  }
  if ((fields.get('algorithm') ?? 'HMAC-SHA256').toUpperCase() !== 'HMAC-SHA256') return null
  const value = fields.get('signature') ?? ''
  if (/^[0-9a-f]{64}$/i.test(value)) return Buffer.from(value, 'hex')
  if (/^[A-Za-z0-9+/_-]{43}=?$/.test(value)) return Buffer.from(value, 'base64')
  return null
}
