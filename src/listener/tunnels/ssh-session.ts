import { createHash } from 'node:crypto'
import { connect, type Socket } from 'node:net'
import type { Client, ClientChannel, ClientErrorExtensions } from 'ssh2'
import type { SshSettings } from '../../core/settings'
import type { Session, SessionEnd, SessionNews } from './keep-open'
import { authorizedKeyLine, privateKeyText } from './ssh-key'
import { needsPerson, sshSentence, type SshTrouble } from './ssh-words'

export type SshOptions = {
  readonly server: SshSettings
  readonly publicUrl: string
  /** Our own, as `makeSshKey` makes it. */
  readonly key: string
  /** The fingerprint that was trusted before; null: the first one that is shown will be. */
  readonly hostKey: string | null
  /** Called once with the fingerprint that is trusted from now on. What it throws ends the session. */
  readonly trust: (hostKey: string) => void
  /** How often the server is asked for a sign of life, ms, and how many it may leave unanswered; 10 s and 3 unless given. */
  readonly keepalive?: { readonly everyMs: number; readonly unanswered: number }
  /** For the whole of the handshake, ms; 20 s unless given. */
  readonly patienceMs?: number
}

/** Calls of Vend under way at once; it makes a few a minute. */
const mostCalls = 100

/** Connects to an SSH server and lets it forward a port of its own to ours, as `ssh -R` does (RFC 4254, section 7). */
export function sshSession({
  server,
  publicUrl,
  key,
  trust,
  keepalive,
  patienceMs = 20_000,
  ...given
}: SshOptions): Session {
  let trusted = given.hostKey
  return async (localPort, news, signal) => {
    const line = await authorizedKeyLine(key, server)
    const { default: ssh2 } = await import('ssh2')
    const client = new ssh2.Client()
    const calls = new Set<Socket>()
    let shown = ''
    const ended = new Promise<SessionEnd>((resolve) => {
      const end = (trouble: SshTrouble) => {
        resolve({ text: sshSentence(trouble, server), needsYou: needsPerson(trouble) })
        client.destroy()
        for (const call of calls) call.destroy()
      }
      signal.addEventListener('abort', () => end({ kind: 'ended' }), { once: true })
      client
        .on('error', (error) => end(troubleOf(error, { trusted, shown, line })))
        .on('close', () => end({ kind: 'ended' }))
        // Only now has the server proved that the key is its own.
        .on('handshake', () => {
          try {
            if (trusted === null) trust(shown)
            trusted = shown
            news.trusts(shown)
          } catch (error) {
            end({ kind: 'other', text: error instanceof Error ? error.message : String(error) })
          }
        })
        .on('ready', () => forward(client, server, { publicUrl, news, end }))
        .on('tcp connection', (_from, accept, reject) => {
          if (calls.size < mostCalls) passOn(accept(), localPort, calls)
          else reject()
        })
    })
    if (signal.aborted) return ended
    client.connect({
      ...{ host: server.host, port: server.port, username: server.user, privateKey: privateKeyText(key) },
      readyTimeout: patienceMs,
      keepaliveInterval: keepalive?.everyMs ?? 10_000,
      keepaliveCountMax: keepalive?.unanswered ?? 3,
      hostVerifier: (hostKey: Buffer) => {
        shown = fingerprintOf(hostKey)
        return trusted === null || trusted === shown
      },
    })
    return ended
  }
}

/** As `ssh-keygen -l` shows it. */
function fingerprintOf(hostKey: Buffer): string {
  return `SHA256:${createHash('sha256').update(hostKey).digest('base64').replace(/=+$/, '')}`
}

function forward(
  client: Client,
  { remoteHost, remotePort }: SshSettings,
  { publicUrl, news, end }: { publicUrl: string; news: SessionNews; end: (trouble: SshTrouble) => void },
): void {
  client.setNoDelay(true)
  client.forwardIn(remoteHost, remotePort, (error) => {
    if (error) end({ kind: 'forward-refused' })
    else news.up(publicUrl)
  })
}

/** One call, from the server to our port and back. */
function passOn(channel: ClientChannel, localPort: number, calls: Set<Socket>): void {
  const local = connect({ host: '127.0.0.1', port: localPort, noDelay: true })
  calls.add(local)
  local.on('error', () => channel.destroy())
  local.on('close', () => {
    calls.delete(local)
    channel.destroy()
  })
  channel.on('error', () => local.destroy())
  channel.on('close', () => local.destroy())
  local.pipe(channel).pipe(local)
}

function troubleOf(
  error: Error & ClientErrorExtensions,
  { trusted, shown, line }: { trusted: string | null; shown: string; line: string },
): SshTrouble {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : null
  if (trusted !== null && shown !== '' && shown !== trusted) return { kind: 'other-key', trusted, shown }
  if (error.level === 'client-authentication') return { kind: 'key-not-accepted', line }
  if (code === 'ECONNRESET' || code === 'EPIPE') return { kind: 'ended' }
  if (code !== null) return { kind: 'unreachable', code }
  if (error.level === 'client-timeout')
    return /keepalive/i.test(error.message) ? { kind: 'silent' } : { kind: 'unreachable', code: 'no answer' }
  return { kind: 'other', text: error.message }
}
