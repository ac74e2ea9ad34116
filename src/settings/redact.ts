import type { Secrets } from '../core/settings'

/** What stands in the place of a secret. */
const veil = '…'

/** Shorter ones would be found in every word, and protect nothing. */
const shortestSecret = 4

/** Where a secret that is not ours, or not ours any more, gives itself away by what stands around it. */
const patterns: readonly (readonly [RegExp, string])[] = [
  // https://name:password@host
  [/([a-z][a-z0-9+.-]*:\/\/)[^\s/?#]*@/gi, `$1${veil}@`],
  [/(\/hooks\/vend\/)[\w%-]+/gi, `$1${veil}`],
  [/(authorization["']?\s*[:=]\s*["']?)(?:(?:bearer|basic|token)\s+)?[^\s"',;]+/gi, `$1${veil}`],
  [/\b(bearer|basic)\s+[\w.~+/=-]{8,}/gi, `$1 ${veil}`],
  [/((?:token|api[_-]?key|secret|password|passwd|signature)["']?\s*[:=]\s*["']?)[^\s"',;&}]+/gi, `$1${veil}`],
]

/**
 * Answers a function that takes every secret out of a text: the known ones wherever and however they are spelled (plain,
 * in other case, in JSON, in a URL, in base64), and others by what stands around them. `others`: secrets beside the
 * shop's own; without those, `secrets` is null.
 */
export function createRedactor(secrets: Secrets | null, others: readonly string[] = []): (text: string) => string {
  const own = secrets && [
    ...[secrets.vendToken, secrets.vendClientSecret, secrets.webhookPath],
    secrets.vendClientSecretBefore?.secret ?? null,
    ...[secrets.sshKey, secrets.ngrokAuthToken],
  ]
  const known = [...(own ?? []), ...Object.values(secrets?.warehouse ?? {}), ...others]
  const spellings = known
    .flatMap((secret) => (secret === null ? [] : [secret, secret.trim()]))
    .filter(({ length }) => length >= shortestSecret)
    .flatMap(spellingsOf)
  // The longest first: one secret may begin with another.
  const ordered = [...new Set(spellings)].sort((a, b) => b.length - a.length)
  const ours = ordered.length === 0 ? null : new RegExp(ordered.map(literally).join('|'), 'gi')
  return (text) => {
    const bare = ours === null ? text : text.replace(ours, veil)
    return patterns.reduce((left, [pattern, instead]) => left.replace(pattern, instead), bare)
  }
}

function spellingsOf(secret: string): string[] {
  const bytes = Buffer.from(secret)
  return [
    secret,
    encodeURIComponent(secret),
    encodeURI(secret),
    new URLSearchParams({ secret }).toString().slice('secret='.length),
    ...(bytes.length < shortestInBase64 ? [0] : [0, 1, 2]).flatMap((before) => base64Behind(before, bytes)),
    bytes.toString('hex'),
  ]
}

/** In base64 a secret of fewer bytes, without its ends, is a piece that any text may have. */
const shortestInBase64 = 8

/** Base64 of what stands behind so many other bytes; what the neighbours decide is left off. */
function base64Behind(before: number, bytes: Buffer): string[] {
  const whole = Buffer.concat([Buffer.alloc(before), bytes])
    .toString('base64')
    .replace(/=+$/, '')
  const sure = bytes.length < shortestInBase64 ? whole : whole.slice(before === 0 ? 0 : 4, -1)
  return [sure, sure.replaceAll('+', '-').replaceAll('/', '_')]
}

/** As a pattern; JSON, and JSON in JSON, puts backslashes before quotation marks and slashes, and more of them. */
function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/"]/g, (mark) =>
    mark === '\\' ? '\\\\+' : mark === '"' || mark === '/' ? `\\\\*${mark}` : `\\${mark}`,
  )
}
