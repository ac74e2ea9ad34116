import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { connect } from '../../src/app'
import type { AgreedWebhooks, WantedWebhooks } from '../../src/core/ports/webhooks'
import { openSampleShop, type SampleShop } from '../../src/sample/sample-shop'
import { createWebhooks } from '../../src/vend/webhook-subscription'
import { settings } from '../fakes/tiny-world'
import { randomFrom } from '../simulation/random'
import { shopClock, type ShopClock } from './shop-clock'

const signal = new AbortController().signal
const token = 'planted-token-7741'
const path = `/hooks/vend/${'o'.repeat(32)}`
const url = `https://stock.example${path}`
const wanted: WantedWebhooks = { url, path, ids: [] }
const nothing = { made: 0, switchedOn: 0, removed: 0 }

let clock: ShopClock
let shop: SampleShop
beforeEach(async () => {
  clock = shopClock()
  shop = await openSampleShop({ clock, random: randomFrom(7).next, token })
})
afterEach(() => shop.close())

const port = (apiVersion = '2026-07', given = token) =>
  createWebhooks({ store: shop.url, apiVersion, token: given, clock, userAgent: 'Stocktray/test', timeoutMs: 500 })

async function agree(changed: Partial<WantedWebhooks> = {}, one = port()): Promise<AgreedWebhooks> {
  const answer = await one.agree({ ...wanted, ...changed }, signal)
  if (!answer.ok) throw new Error(answer.problem.text)
  return answer.value
}

/** Those there are, as "type url", and whether they are switched on. */
const there = () => shop.webhooks.map(({ type, url, active }) => `${type} ${url}${active ? '' : ' off'}`)
const ours = [`consignment.receive ${url}`, `consignment.send ${url}`]

describe('our webhooks in Vend', () => {
  it.each(['2026-07', '2.0'])(
    'are made once, one for each call; then one look says that they stand (%s)',
    async (version) => {
      const one = port(version)
      const { ids, ...changes } = await agree({}, one)
      expect(changes).toEqual({ made: 2, switchedOn: 0, removed: 0 })
      expect(there()).toEqual(ours)
      expect(ids).toEqual(shop.webhooks.map(({ id }) => id))
      const before = shop.requests
      expect(await agree({}, one)).toEqual({ ids, ...nothing })
      expect(shop.requests - before).toBe(1)
    },
  )

  it('are made where the store takes only the form of version 0.9, and changed and removed there too', async () => {
    shop.set({ webhookForms: 'old' })
    const one = port()
    expect(await agree({}, one)).toMatchObject({ made: 2 })
    expect(there()).toEqual(ours)
    shop.switchWebhookOff(shop.webhooks[0]?.id ?? '')
    expect(await agree({}, one)).toMatchObject({ made: 0, switchedOn: 1 })
    expect(there()).toEqual(ours)
    expect(await agree({ url: null }, one)).toMatchObject({ ids: [], removed: 2 })
    expect(shop.webhooks).toEqual([])
  })

  it('that lead to an address of before are removed, once the new ones are there', async () => {
    await agree({ url: `https://older.example${path}` })
    expect(await agree()).toMatchObject({ made: 2, removed: 2 })
    expect(there()).toEqual(ours)
  })

  it('that lead to a path of before are known by their ids', async () => {
    const rolled = `/hooks/vend/${'n'.repeat(32)}`
    const { ids } = await agree()
    const now = { url: `https://stock.example${rolled}`, path: rolled, ids }
    expect(await agree(now)).toMatchObject({ made: 2, removed: 2 })
    expect(there()).toEqual(ours.map((one) => one.replace(path, rolled)))
  })

  it('leave alone what is not ours: other addresses, other Stocktrays, what others switched off, other calls', async () => {
    const others = [
      shop.addWebhook('https://till.example/hook', 'consignment.receive'),
      shop.addWebhook(`https://stock.example/hooks/vend/${'x'.repeat(32)}`, 'consignment.receive'),
      shop.addWebhook(`https://old-pc.example/hooks/vend/${'y'.repeat(32)}`, 'consignment.send'),
      shop.addWebhook(`https://older.example${path}`, 'sale.update'),
    ]
    shop.switchWebhookOff(others[2] ?? '')
    const before = shop.webhooks
    await agree()
    await agree({ url: `https://newer.example${path}` })
    await agree({ url: null })
    expect(shop.webhooks).toEqual(before)
  })

  it('are switched on again, also where Vend does not let one be changed', async () => {
    await agree()
    for (const faults of [0, 1]) {
      shop.switchWebhookOff(shop.webhooks[0]?.id ?? '')
      shop.fail(...Array.from({ length: faults }, () => refusal('PUT', 405)))
      if (faults === 0) expect(await agree()).toMatchObject({ made: 0, switchedOn: 1, removed: 0 })
      else expect(await port().agree(wanted, signal)).toMatchObject({ ok: false })
      shop.heal()
      shop.fail(...Array.from({ length: faults }, () => refusal('PUT', 400)))
      await agree()
      expect([...there()].sort()).toEqual(ours)
    }
  })

  it('that somebody made by hand serve, though Vend may not list them', async () => {
    shop.set({ webhooksListed: 'own' })
    shop.addWebhook(url, 'consignment.receive')
    shop.addWebhook(url, 'consignment.send')
    await agree()
    expect(there()).toEqual(ours)
  })

  it('stand once each: what is there twice is removed, and the host may be spelled in other case', async () => {
    shop.addWebhook(url, 'consignment.receive')
    shop.switchWebhookOff(shop.webhooks[0]?.id ?? '')
    const spelled = url.replace('stock.example', 'Stock.Example:443')
    shop.addWebhook(spelled, 'consignment.receive')
    expect(await agree()).toMatchObject({ made: 1, switchedOn: 0, removed: 1 })
    expect(there()).toEqual([`consignment.receive ${spelled}`, `consignment.send ${url}`])
  })

  it('are not there as long as Vend refuses, and what it says holds neither token nor path', async () => {
    const kinds: string[] = []
    const refuse = async (one = port()) => {
      const answer = await one.agree(wanted, signal)
      if (answer.ok) throw new Error('It agreed.')
      expect(answer.problem.text).not.toContain(token)
      expect(answer.problem.text).not.toContain('ooo')
      kinds.push(answer.problem.kind)
      shop.heal()
    }
    await refuse(port('2026-07', 'another'))
    shop.set({ forbidden: ['webhooks'] })
    await refuse()
    shop.set({ forbidden: [] })
    for (const answer of [{ status: 503 }, { status: 429 }, { wait: 700 }] as const) {
      shop.fail({ when: 'before', only: 'POST', times: 6, answer })
      await refuse()
    }
    expect(kinds).toEqual(['unauthorised', 'unauthorised', 'unreachable', 'limited', 'unreachable'])
  })

  it('are finished the next time where Vend refused in the middle', async () => {
    await agree({ url: `https://older.example${path}` })
    shop.fail(refusal('DELETE', 403))
    expect(await port().agree(wanted, signal)).toMatchObject({ ok: false })
    expect(await agree()).toMatchObject({ made: 0, removed: 2 })
    expect(there()).toEqual(ours)
  })

  it('are believed only when Vend shows them', async () => {
    shop.fail({ when: 'before', only: 'POST', answer: { status: 201, body: '{"data":{}}' } })
    expect(await port().agree(wanted, signal)).toMatchObject({ ok: false, problem: { kind: 'bad-answer' } })
    expect(await agree()).toMatchObject({ made: 1 })
  })

  it('are made once when Vend does it and its answer is lost', async () => {
    shop.fail({ when: 'after', only: 'POST', answer: 'drop' })
    await agree()
    expect(there()).toEqual(ours)
  })

  it('count against the budget of everything else that Vend is asked', async () => {
    const sides = { ...settings, vend: { store: shop.url, apiVersion: '2026-07' } }
    const secrets = { vendToken: token, warehouse: { token: 'x' } }
    const connected = connect(sides, secrets, clock)
    if (!connected.ok) throw new Error(connected.text)
    const { vend, webhooks } = connected.connections
    await webhooks.agree(wanted, signal)
    expect(vend.budget()).toMatchObject({ made: 4, used: 4, limit: 350 })
  })
})

function refusal(method: string, status: number) {
  return { when: 'before', only: method, answer: { status } } as const
}
