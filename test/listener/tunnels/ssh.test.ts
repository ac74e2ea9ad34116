import { createServer } from 'node:net'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Tunnel, TunnelStatus } from '../../../src/core/ports/tunnel'
import { keepOpen } from '../../../src/listener/tunnels/keep-open'
import { authorizedKeyLine, makeSshKey } from '../../../src/listener/tunnels/ssh-key'
import { sshSession, type SshOptions } from '../../../src/listener/tunnels/ssh-session'
import { openWebhookListener, type WebhookListener } from '../../../src/listener/webhook-listener'
import { freePort } from '../../../src/host/free-port'
import { openSsh, whyNoSshd, type OpenSsh } from '../../fakes/open-ssh'

// In CI they run, or fail and say what is missing.
const missing = process.env.CI === undefined ? whyNoSshd() : null
const title = `the SSH tunnel, with OpenSSH’s own server${missing === null ? '' : ` (left out: ${missing})`}`

let key: string
let server: OpenSsh
let listener: WebhookListener
let remotePort: number
let tunnel: Tunnel | null
let heard: string[]
let told: TunnelStatus[]
let trusted: string[]

beforeEach(async () => {
  tunnel = null
  if (missing !== null) return
  ;[heard, told, trusted] = [[], [], []]
  key = await makeSshKey()
  remotePort = await freePort()
  server = await openSsh()
  server.admit(await authorizedKeyLine(key, { remoteHost: '127.0.0.1', remotePort }))
  listener = await openWebhookListener({
    port: 0,
    reader: {
      largest: 1_000,
      refuse: () => null,
      read: ({ body }) => ({ ok: true, consignmentId: new TextDecoder().decode(body) }),
    },
    hear: (ids) => heard.push(...ids),
  })
})

afterEach(async () => {
  await tunnel?.close()
  if (missing !== null) return
  await listener.close()
  await server.close()
})

/** Waits between attempts are cut short; a sign of life is asked for four times a second. */
function open(changed: Partial<SshOptions & SshOptions['server']> = {}): Tunnel {
  const { hostKey = null } = changed
  const session = sshSession({
    server: {
      ...{
        host: '127.0.0.1',
        port: server.port,
        user: server.user,
        remoteHost: '127.0.0.1',
        remotePort,
        hostKey: null,
      },
      ...changed,
    },
    publicUrl: 'https://stock.example',
    key,
    hostKey,
    trust: (one) => trusted.push(one),
    keepalive: { everyMs: 250, unanswered: 2 },
    ...changed,
  })
  const clock = { now: () => Date.now(), sleep: (_ms: number, signal: AbortSignal) => pause(signal) }
  const known = { publicUrl: 'https://stock.example', hostKey }
  tunnel = keepOpen('ssh', known, session, { clock, random: () => 0 })(listener.port, (status) => told.push(status))
  return tunnel
}

function pause(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, 50)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}

const isUp = () => vi.waitUntil(() => tunnel?.status().state === 'up', 15_000)
/** When it is down for this reason. */
const says = (reason: RegExp) =>
  vi.waitUntil(() => told.find(({ state, lastError }) => state === 'down' && reason.test(lastError ?? '')), 15_000)

async function call(consignment: string): Promise<number> {
  const answer = await fetch(`http://127.0.0.1:${remotePort.toString()}/`, { method: 'POST', body: consignment })
  return answer.status
}

describe.skipIf(missing !== null)(title, () => {
  it('leads a call at the server’s port to the webhook listener, and the answer back', async () => {
    open()
    await isUp()
    expect(await call('CAR-25')).toBe(204)
    expect(heard).toEqual(['CAR-25'])
    expect(told.map(({ state }) => state)).toEqual(['down', 'down', 'up'])
    expect(tunnel?.status()).toMatchObject({
      ...{ via: 'ssh', state: 'up', lastError: null, publicUrl: 'https://stock.example', hostKey: server.hostKey },
    })
  })

  it('takes twenty calls at once', async () => {
    open()
    await isUp()
    const ids = Array.from({ length: 20 }, (_, index) => `CAR-${index.toString()}`)
    expect(new Set(await Promise.all(ids.map(call)))).toEqual(new Set([204]))
    expect([...heard].sort()).toEqual([...ids].sort())
  })

  it('comes back when its session was killed', async () => {
    open()
    await isUp()
    expect(server.signalSessions('SIGKILL')).toBeGreaterThan(0)
    expect((await says(/ended the connection/)).needsYou).toBe(false)
    await isUp()
    expect(await call('CAR-26')).toBe(204)
    expect(tunnel?.status().lastError).toBe('127.0.0.1 ended the connection.')
  })

  it('notices a session that is frozen, and comes back when the server has let go of its port', async () => {
    open()
    await isUp()
    expect(server.signalSessions('SIGSTOP')).toBeGreaterThan(0)
    await says(/does not answer any more/)
    server.signalSessions('SIGKILL')
    await isUp()
    expect(await call('CAR-27')).toBe(204)
  })

  it('comes back when the server was away, under the key that was trusted at first', async () => {
    const { port } = server
    await server.close()
    open()
    await says(/cannot be reached at port \d+ \(ECONNREFUSED\)/)
    server = await openSsh({ port })
    server.admit(await authorizedKeyLine(key, { remoteHost: '127.0.0.1', remotePort }))
    await isUp()
    expect(server.signalSessions('SIGKILL')).toBeGreaterThan(0)
    await says(/ended the connection/)
    await isUp()
    expect(trusted).toEqual([server.hostKey])
  })

  it('refuses a server with another key, and says how to trust it', async () => {
    const other = `SHA256:${'A'.repeat(43)}`
    open({ hostKey: other })
    const status = await says(/another key/)
    expect(status.lastError).toContain(`${server.hostKey} instead of ${other}`)
    expect(status.lastError).toContain('stocktray setup')
    expect(status.needsYou).toBe(true)
    expect(trusted).toEqual([])
    expect(told.some(({ state }) => state === 'up')).toBe(false)
  })

  it('says which line the server needs where our key is not accepted, and is up once it stands there', async () => {
    const line = await authorizedKeyLine(key, { remoteHost: '127.0.0.1', remotePort })
    server.admit(await authorizedKeyLine(await makeSshKey(), { remoteHost: '127.0.0.1', remotePort }))
    open()
    const status = await says(/does not accept/)
    expect(status.lastError).toContain(line)
    expect(status.needsYou).toBe(true)
    server.admit(line)
    await isUp()
    expect(tunnel?.status().needsYou).toBe(false)
  })

  it('says what to change where the server does not forward', async () => {
    server.admit(
      await authorizedKeyLine(key, { remoteHost: '127.0.0.1', remotePort: remotePort === 1024 ? 1025 : 1024 }),
    )
    open()
    expect((await says(/does not let Stocktray listen/)).lastError).toContain('permitlisten')
  })

  it('says so where a server takes the connection and never speaks', async () => {
    const mute = createServer(() => undefined)
    const port = await new Promise<number>((resolve) => {
      mute.listen(0, '127.0.0.1', () => {
        const address = mute.address()
        resolve(address !== null && typeof address === 'object' ? address.port : 0)
      })
    })
    open({ port, patienceMs: 300 })
    await says(/\(no answer\)/)
    await tunnel?.close()
    mute.close()
  })

  it('closed, lets nothing in any more', async () => {
    open()
    await isUp()
    await tunnel?.close()
    await vi.waitUntil(
      () =>
        call('CAR-28').then(
          () => false,
          () => true,
        ),
      15_000,
    )
    expect(heard).toEqual([])
  })
})

describe('our key for the server', () => {
  it('is one that can be used, whenever one is made, and no two are the same', async () => {
    const lines = new Set<string>()
    for (let made = 0; made < 300; made += 1)
      lines.add(await authorizedKeyLine(await makeSshKey(), { remoteHost: '127.0.0.1', remotePort: 18_080 }))
    expect(lines.size).toBe(300)
    for (const line of lines)
      expect(line).toMatch(
        /^restrict,port-forwarding,permitlisten="127\.0\.0\.1:18080" ssh-ed25519 [A-Za-z\d+/=]{68} stocktray$/,
      )
  })
})
