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
 * in other case, in JSON, in a URL, in base64), and others by what stands around them.
 */
export function createRedactor(secrets: Secrets): (text: string) => string {
  const known = [secrets.vendToken, secrets.vendClientSecret, secrets.webhookPath, ...Object.values(secrets.warehouse)]
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
    new URLSearchParams({ secret }).toString().slice('secret='.length),
    bytes.toString('base64').replace(/=+$/, ''),
    bytes.toString('base64url'),
    bytes.toString('hex'),
  ]
}

/** As a pattern; JSON, and JSON in JSON, puts backslashes before quotation marks and slashes, and more of them. */
function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/"]/g, (mark) =>
    mark === '\\' ? '\\\\+' : mark === '"' || mark === '/' ? `\\\\*${mark}` : `\\${mark}`,
  )
}
