import { z } from 'zod'
import type { Settings } from '../core/settings'
import type { InputProblem } from './problems'
import { secretText } from './secret-text'

const filled = z.string().trim().min(1)

/** A name or an address: no user, no port, no scheme. */
const hostName = filled.regex(/^[\w.-]+$|^[\da-f:.]+$/i, {
  error: 'must be a host name or an address alone, such as “vps.example” or “203.0.113.7”',
})
const tcpPort = z.int().min(1).max(65_535)

const hostKey = filled.regex(/^SHA256:[A-Za-z\d+/]{43}$/, {
  error: 'must be the fingerprint of the server’s key as ssh-keygen -l shows it: “SHA256:” and 43 characters',
})

const ssh = z.strictObject({
  host: hostName,
  port: tcpPort.default(22),
  user: filled.regex(/^[\w.@\\-]+$/, { error: 'must be the name of a user of that server' }),
  remoteHost: hostName.default('127.0.0.1'),
  remotePort: tcpPort,
  hostKey: hostKey.optional(),
})

const publicUrl = filled.refine(isPublicUrl, {
  error: 'must be the address that Vend calls, such as https://stock.example, without user name, question mark or #',
})

function isPublicUrl(text: string): boolean {
  if (/[?#]/.test(text) || !URL.canParse(text)) return false
  const { protocol, username, password } = new URL(text)
  return username === '' && password === '' && ['https:', 'http:'].includes(protocol)
}

/** Vend calls over https; a trial shop on this computer may do without, and an SSH server that has nothing before it. */
function isSafe(url: string, via: string): boolean {
  const { protocol, hostname } = new URL(url)
  const trial = hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.')
  return protocol === 'https:' || trial || via === 'ssh'
}

/** How Vend reaches the webhook listener, as a set-up file says it under `realTime`. */
export const realTimeSchema = z
  .strictObject({
    via: z.enum(['off', 'own-address', 'ssh', 'ngrok']).default('off'),
    publicUrl: publicUrl.optional(),
    /** 0: one that is free. */
    port: z.int().min(0).max(65_535).default(8_787),
    stocktakes: z.enum(['per-item', 'whole']).default('per-item'),
    perItemUpTo: z.int().min(1).max(10_000).default(50),
    ssh: ssh.optional(),
    ngrok: z.strictObject({ authToken: secretText }).optional(),
  })
  .prefault({})

export type RealTimeGiven = z.infer<typeof realTimeSchema>

/** As it is kept: what belongs to another way in is left out, and the token is no setting. */
export function realTimeSettings(given: RealTimeGiven): Settings['realTime'] {
  const { via, publicUrl, port, stocktakes, perItemUpTo, ssh } = given
  const kept = via === 'ssh' && ssh !== undefined ? { ...ssh, hostKey: ssh.hostKey ?? null } : null
  return { via, publicUrl: publicUrl ?? null, port, stocktakes, perItemUpTo, ssh: kept }
}

const block = z.object({
  via: z.enum(['own-address', 'ssh', 'ngrok']),
  publicUrl: z.unknown().optional(),
  ssh: z.unknown().optional(),
  ngrok: z.unknown().optional(),
})

/** What the way in needs beside its name, and what belongs to another one; also looked at beside other problems. */
export function realTimeProblems(given: unknown): InputProblem[] {
  const read = block.safeParse(given)
  if (!read.success) return []
  const { via, ssh: server, ngrok } = read.data
  const url = publicUrl.safeParse(read.data.publicUrl).data
  const problem = (name: string, text: string): InputProblem => ({ path: `realTime.${name}`, text })
  const other = (name: string): InputProblem => problem(name, `belongs to “via”: “${name}”, and “via” is “${via}”.`)
  return [
    ...(via !== 'ngrok' && read.data.publicUrl === undefined
      ? [problem('publicUrl', 'is missing. Vend must know which address to call.')]
      : []),
    ...(url !== undefined && !isSafe(url, via) ? [problem('publicUrl', notSafe)] : []),
    ...(url !== undefined && via === 'ngrok' && !isHostAlone(url) ? [problem('publicUrl', notNgroks)] : []),
    ...(via === 'ssh' && server === undefined
      ? [problem('ssh', 'is missing: the server’s “host”, the “user” there and the “remotePort” it listens at.')]
      : []),
    ...(via === 'ngrok' && ngrok === undefined
      ? [problem('ngrok', 'is missing: the “authToken” of your account at ngrok.')]
      : []),
    ...(via !== 'ssh' && server !== undefined ? [other('ssh')] : []),
    ...(via !== 'ngrok' && ngrok !== undefined ? [other('ngrok')] : []),
  ]
}

const notSafe =
  'must be the address that Vend calls, such as https://stock.example, without user name, question mark or #.'
const notNgroks = 'must be the domain that ngrok gave you and nothing more, such as https://my-shop.ngrok.app.'

function isHostAlone(url: string): boolean {
  const { pathname, port } = new URL(url)
  return pathname === '/' && port === ''
}
