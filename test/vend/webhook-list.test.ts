import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openSampleShop, type SampleShop } from '../../src/sample/sample-shop'
import { otherInstallations, stocktrayWebhooks } from '../../src/vend/stocktray-webhooks'
import { createWebhookReader, type VendWebhook } from '../../src/vend/webhook-list'
import { randomFrom } from '../simulation/random'
import { shopClock, type ShopClock } from './shop-clock'

const signal = new AbortController().signal
const token = 'planted-token-5120'
const ownPath = `/hooks/vend/${'o'.repeat(32)}`
const ours = `https://stock.example${ownPath}`

let clock: ShopClock
let shop: SampleShop
beforeEach(async () => {
  clock = shopClock()
  shop = await openSampleShop({ clock, random: randomFrom(7).next, token })
})
afterEach(() => shop.close())

const reader = (apiVersion = '2026-07', given = token) =>
  createWebhookReader({ store: shop.url, apiVersion, token: given, clock, userAgent: 'Stocktray/test' })

async function listed(): Promise<readonly VendWebhook[]> {
  const answer = await reader().webhooks(signal)
  if (!answer.ok) throw new Error(answer.problem.text)
  return answer.value
}

/** As an application makes it: by the API. */
async function make(url: string): Promise<void> {
  const made = await fetch(`${shop.url}/api/2026-07/webhooks`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ type: 'consignment.send', url, active: false }),
  })
  expect(made.status).toBe(201)
}

describe('the list of webhooks', () => {
  it.each(['2026-07', '2.0'])(
    'says what is called, when, and whether it is switched on (version %s)',
    async (version) => {
      shop.addWebhook(ours, 'consignment.receive')
      await make('https://other.example/x')
      const answer = await reader(version).webhooks(signal)
      expect(answer).toMatchObject({
        ok: true,
        value: [
          { type: 'consignment.receive', url: ours, active: true },
          { type: 'consignment.send', url: 'https://other.example/x', active: false },
        ],
        at: Math.floor(clock.now() / 1_000) * 1_000,
      })
    },
  )

  it.each([
    ['all', 2],
    ['own', 1],
  ] as const)('may leave out what was made by hand: %s', async (webhooksListed, many) => {
    shop.set({ webhooksListed })
    shop.addWebhook(ours, 'consignment.receive')
    await make('https://other.example/x')
    expect(await listed()).toHaveLength(many)
  })

  it('needs a right of its own, and says which', async () => {
    shop.set({ forbidden: ['webhooks'] })
    const answer = await reader().webhooks(signal)
    expect(answer).toMatchObject({ ok: false, problem: { kind: 'unauthorised' } })
    expect(answer.ok ? '' : answer.problem.text).toContain('the right “webhooks” is missing')
  })

  it('is no answer when Vend refuses the token, has trouble or talks nonsense; no text quotes anything', async () => {
    const kinds: string[] = []
    const ask = async (one = reader()) => {
      const answer = await one.webhooks(signal)
      if (answer.ok) throw new Error('It answered.')
      expect(answer.problem.text).not.toContain(token)
      kinds.push(answer.problem.kind)
    }
    await ask(reader('2026-07', 'another'))
    shop.fail({ when: 'before', times: 3, answer: { status: 503 } })
    await ask()
    for (const body of ['{"data":[{"id":1}]}', '<h1>Log in</h1>', '{"data":7}']) {
      shop.fail({ when: 'before', answer: { status: 200, body } })
      await ask()
    }
    shop.fail({ when: 'before', times: 2, answer: { status: 404, body: '{}' } })
    await ask()
    await ask(createWebhookReader({ store: '', apiVersion: '2026-07', token, clock, userAgent: 'x' }))
    expect(kinds).toEqual([
      'unauthorised',
      'unreachable',
      'bad-answer',
      'bad-answer',
      'bad-answer',
      'bad-answer',
      'unreachable',
    ])
  })

  it('may be empty, or null', async () => {
    expect(await listed()).toEqual([])
    shop.fail({ when: 'before', answer: { status: 200, body: '{"data":null}' } })
    expect(await listed()).toEqual([])
  })
})

describe('a webhook that leads to a Stocktray', () => {
  const hook = (url: string, active = true): VendWebhook => ({ id: url, type: 'consignment.receive', url, active })
  const others = ['https://old-pc.example:8443/hooks/vend/abc', 'https://old-pc.example:8443/shop/hooks/vend/abc?x=1']

  it('is told by its path: ours by its secret, under any address', () => {
    const sorted = stocktrayWebhooks(
      [...others, ours, `https://tunnel.example/below${ownPath}`, 'https://till.example/hook', 'no address'].map(
        (url) => hook(url),
      ),
      ownPath,
    )
    expect(sorted.own.map(({ host }) => host)).toEqual(['stock.example', 'tunnel.example'])
    expect(sorted.others.map(({ host }) => host)).toEqual(['old-pc.example:8443', 'old-pc.example:8443'])
  })

  it('is another installation when it is not ours and switched on; each is named once', () => {
    expect(
      otherInstallations(
        [...others, ours].map((url) => hook(url)),
        ownPath,
      ),
    ).toEqual(['old-pc.example:8443'])
    expect(
      otherInstallations(
        others.map((url) => hook(url, false)),
        ownPath,
      ),
    ).toEqual([])
  })
})
