import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Tunnel, TunnelStatus } from '../../../src/core/ports/tunnel'
import { keepOpen } from '../../../src/listener/tunnels/keep-open'
import { ngrokSession, type Ngrok, type NgrokOptions } from '../../../src/listener/tunnels/ngrok-session'

const authToken = 'PLANTED_ngrok_token'

let tunnel: Tunnel | null = null
afterEach(async () => {
  await tunnel?.close()
  tunnel = null
})

/** Answers what is told, and how long was waited before each further attempt, ms. */
function open(load: NonNullable<NgrokOptions['load']>, publicUrl: string | null = null) {
  const told: TunnelStatus[] = []
  const waits: number[] = []
  const clock = {
    now: () => waits.length * 1_000,
    sleep: (ms: number) => new Promise<void>((resolve) => (waits.push(ms) < 4 ? setImmediate(resolve) : undefined)),
  }
  // The fourth wait is as long as the tunnel lives.
  const patient = {
    ...clock,
    sleep: (ms: number, signal: AbortSignal) =>
      Promise.race([
        clock.sleep(ms),
        new Promise<void>((resolve) => {
          signal.addEventListener('abort', () => resolve())
        }),
      ]),
  }
  const session = ngrokSession({ authToken, publicUrl, load })
  const world = { clock: patient, random: () => 0.5 }
  tunnel = keepOpen('ngrok', { publicUrl, hostKey: null }, session, world)(8_787, (status) => told.push(status))
  return { told, waits }
}

/** ngrok's module as far as it is used: one address, whose connection a test cuts. */
function fakeNgrok(url = 'https://my-shop.ngrok.app') {
  const configs: Parameters<Ngrok['forward']>[0][] = []
  let closed = 0
  const ngrok: Ngrok = {
    forward: async (config) => {
      configs.push(config)
      return { url: () => url, close: async () => void (closed += 1) }
    },
  }
  return {
    load: async () => ngrok,
    configs,
    says: (status: string) => configs[0]?.onStatusChange?.(status),
    closed: () => closed,
  }
}

/** An ngrok that refuses in these words. */
const refusing = (text: string) => async (): Promise<Ngrok> => ({ forward: () => Promise.reject(new Error(text)) })

describe('the ngrok tunnel', () => {
  it('is down, and says why, without a way to ngrok: ngrok’s own module, at an address where nobody answers', async () => {
    const { default: real } = await import('@ngrok/ngrok')
    const { told, waits } = open(async () => ({
      forward: (config) => real.forward({ ...config, server_addr: '127.0.0.1:1' }),
    }))
    await vi.waitUntil(() => waits.length === 4)
    expect(told).toEqual([
      { via: 'ngrok', state: 'down', since: 0, lastError: null, needsYou: false, publicUrl: null, hostKey: null },
      expect.objectContaining({
        state: 'down',
        needsYou: false,
        lastError: 'ngrok cannot be reached. Check this PC’s network, and whether its firewall lets Stocktray out.',
      }),
    ])
    expect(waits).toEqual([900, 1_800, 3_600, 7_200])
  })

  it('shows the address that ngrok gives, is down while the connection is lost, and up again', async () => {
    const ngrok = fakeNgrok()
    const { told } = open(ngrok.load)
    await vi.waitUntil(() => tunnel?.status().state === 'up')
    expect(ngrok.configs).toMatchObject([{ addr: '127.0.0.1:8787', authtoken: authToken }])
    expect(ngrok.configs[0]).not.toHaveProperty('domain')
    ngrok.says('closed')
    expect(tunnel?.status()).toMatchObject({ state: 'down', publicUrl: 'https://my-shop.ngrok.app' })
    ngrok.says('connected')
    expect(told.map(({ state }) => state)).toEqual(['down', 'up', 'down', 'up'])
    await tunnel?.close()
    await vi.waitUntil(() => ngrok.closed() === 1)
  })

  it('asks for the shop’s own domain where the settings name one', async () => {
    const ngrok = fakeNgrok()
    open(ngrok.load, 'https://my-shop.ngrok.app')
    await vi.waitUntil(() => tunnel?.status().state === 'up')
    expect(ngrok.configs).toMatchObject([{ domain: 'my-shop.ngrok.app' }])
  })

  it.each([
    [
      `authentication failed: ERR_NGROK_107 Your authtoken: ${authToken}`,
      /does not accept the token \(ERR_NGROK_107\)/,
      true,
    ],
    ['ERR_NGROK_334 The endpoint is already online', /ngrok refused \(ERR_NGROK_334\)/, false],
    [`something new about ${authToken}`, /did not open its address/, false],
  ])('says what to do, and never the token, when ngrok answers “%s”', async (answer, sentence, needsYou) => {
    const { told, waits } = open(refusing(answer))
    await vi.waitUntil(() => waits.length > 0)
    expect(tunnel?.status().lastError).toMatch(sentence)
    expect(tunnel?.status().needsYou).toBe(needsYou)
    expect(JSON.stringify(told)).not.toContain(authToken)
  })

  it('says so where its program for this kind of computer is missing', async () => {
    const { waits } = open(() => Promise.reject(new Error('Cannot find module @ngrok/ngrok-linux-x64-gnu')))
    await vi.waitUntil(() => waits.length > 0)
    expect(tunnel?.status().lastError).toContain('ngrok’s program for this kind of computer (')
  })
})
