import type { Secrets } from '../core/settings'

/** What stands in the place of a secret. */
const left = '…'
/** Shorter ones are words of every text; they are left out only where they stand by themselves. */
const shortest = 4

/** Leaves secrets out of any value of texts, lists and objects: names of properties too. */
export type Redact = <Value>(value: Value) => Value

/** Every secret of a shop, by itself. */
export function secretsOf({ vendToken, vendClientSecret, warehouse, webhookPath }: Secrets): string[] {
  return [vendToken, vendClientSecret ?? '', webhookPath, ...Object.values(warehouse)].filter((one) => one !== '')
}

/**
 * A redactor that knows these secrets, however they are written, and that leaves out what looks like one though nobody
 * named it: what a URL carries before its host, what follows `Bearer`, and values under the name of a secret.
 */
export function redactor(secrets: readonly string[]): Redact {
  const known = [...new Set(secrets.flatMap(writings))].sort((a, b) => b.length - a.length)
  const text = (value: string): string =>
    lookalikes.reduce(
      (rest, [pattern, instead]) => rest.replace(pattern, instead),
      known.reduce((rest, one) => without(rest, one), value),
    )
  const redact = (value: unknown, name = ''): unknown => {
    if (typeof value === 'string') return value !== '' && secretName.test(name) ? left : text(value)
    if (Array.isArray(value)) return value.map((one) => redact(one, name))
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [text(key), redact(one, key)]))
  }
  return <Value>(value: Value) => redact(value) as Value
}

const secretName =
  /^(.*[._-])?(token|secret|password|passwd|api_?key|authorization|cookie|signature|key|.*(Token|Secret|Password|ApiKey|Key))$/i

const lookalikes: readonly (readonly [RegExp, string])[] = [
  [/(\b[a-z][a-z0-9+.-]{0,20}:\/\/)[^\s/@"']{1,500}@/gi, `$1${left}@`],
  [/\b(bearer|basic)\s+[A-Za-z0-9._~+/=-]{6,}/gi, `$1 ${left}`],
  [/\b(lsxs_[a-z]+_)[A-Za-z0-9]+/g, `$1${left}`],
  [
    /(["']?\b(?:[a-z_-]{0,20}token|[a-z_-]{0,20}secret|password|passwd|api[_-]?key|signature|sig)["']?\s*(?:=|:\s*(?=["'])))(?:"[^"]*"|'[^']*'|[^\s&"',;)}]+)/gi,
    `$1${left}`,
  ],
]

function without(text: string, secret: string): string {
  if (secret.length >= shortest) return text.replaceAll(secret, left)
  const letter = String.raw`[\p{L}\p{N}]`
  return text.replace(new RegExp(`(?<!${letter})${escaped(secret)}(?!${letter})`, 'gu'), left)
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
}

/** The ways in which a secret may stand in a text: as it is, in a URL, in JSON, as a host name, in base64 and in hex. */
function writings(secret: string): string[] {
  const url = encodeURIComponent(secret)
  const json = JSON.stringify(secret).slice(1, -1)
  const plain = [secret, url, url.replaceAll('%20', '+'), encodeURI(secret), json, JSON.stringify(json).slice(1, -1)]
  if (secret.length < 8) return plain
  const bytes = Buffer.from(secret)
  const base64 = [0, 1, 2].map((shift) =>
    // What the neighbours decide is cut off at both ends.
    Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .replace(/=+$/, '')
      .slice(shift === 0 ? 0 : 4, -1),
  )
  const base64url = base64.map((one) => one.replaceAll('+', '-').replaceAll('/', '_'))
  return [...plain, ...plain.map((one) => one.toLowerCase()), ...base64, ...base64url, bytes.toString('hex')]
}
