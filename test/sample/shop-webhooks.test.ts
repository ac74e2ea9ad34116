import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readWebhook } from '../../src/vend/webhook'
import { askAt, idIn, openShopDoor, thingIn, type ShopDoor } from './shop-door'
import { openWebhookEar, type WebhookEar } from './webhook-ear'

let door: ShopDoor
let ear: WebhookEar
beforeEach(async () => {
  door = await openShopDoor()
  ear = await openWebhookEar()
})
afterEach(async () => {
  await door.shop.close()
  await ear.close()
})

const listen = () => {
  door.shop.addWebhook(ear.url, 'consignment.send')
  door.shop.addWebhook(ear.url, 'consignment.receive')
}
const skus = () => ear.heard.map(({ payload }) => door.shop.products.get(String(payload.product_id))?.sku)
const types = () => ear.heard.map(({ form }) => form.get('type'))
const twoItems = [
  { sku: 'Item1', count: '60' },
  { sku: 'Item2', count: '50' },
]
const order = (lines = twoItems) => door.shop.receiveOrder({ outlet: 'Main Outlet', lines })

describe('a webhook', () => {
  it('comes once per line of a received order, as a form with the line of version 0.9', async () => {
    listen()
    const id = order()
    await door.shop.settled()
    expect(ear.heard.map(({ payload }) => payload)).toEqual([
      {
        id: expect.any(String) as unknown,
        consignment_id: id,
        product_id: door.product('Item1'),
        count: '60.00000',
        received: '60.00000',
        cost: 2.5,
        sequence_number: 1,
      },
      expect.objectContaining({ product_id: door.product('Item2'), received: '50.00000', sequence_number: 2 }),
    ])
    const [{ type, form, signature } = ear.heard[1]!] = ear.heard
    expect(type).toBe('application/x-www-form-urlencoded')
    expect(signature).toBeUndefined()
    expect([form.get('type'), form.get('domain_prefix'), form.get('environment')]).toEqual([
      'consignment.receive',
      'sample',
      'prod',
    ])
  })

  it('comes when a transfer is sent and when it arrives, and never for a return', async () => {
    listen()
    const lines = [{ sku: 'Item1', count: '10' }]
    const id = door.shop.sendTransfer({ from: 'Main Outlet', to: 'Harbour Street', lines })
    await door.shop.settled()
    expect(ear.heard[0]?.payload).toMatchObject({ count: '10.00000', received: null })
    door.shop.receiveTransfer(id, [{ sku: 'Item1', received: '8' }])
    door.shop.sendReturn({ outlet: 'Main Outlet', lines })
    await door.shop.settled()
    expect(types()).toEqual(['consignment.send', 'consignment.receive'])
    expect(ear.heard[1]?.payload).toMatchObject({ count: '10.00000', received: '8.00000' })
    door.shop.set({ returnWebhooks: true })
    door.shop.sendReturn({ outlet: 'Main Outlet', lines })
    await door.shop.settled()
    expect(types()).toHaveLength(3)
  })

  it.each([
    ['all', ['HONEY', 'TEA-MINT', 'JAM-PLUM']],
    ['counted', ['HONEY', 'TEA-MINT']],
    ['differing', ['HONEY', 'JAM-PLUM']],
  ] as const)('of a count comes for its lines: %s', async (countWebhooks, expected) => {
    door.shop.set({ countWebhooks })
    listen()
    door.shop.completeCount({
      outlet: 'Main Outlet',
      products: ['HONEY', 'TEA-MINT', 'JAM-PLUM'],
      counted: { HONEY: '11', 'TEA-MINT': '8' },
    })
    await door.shop.settled()
    expect(new Set(skus())).toEqual(new Set(expected))
  })

  it('comes for what the API does, too', async () => {
    listen()
    const id = door.shop.createConsignment({ type: 'SUPPLIER', outlet: 'Main Outlet', lines: twoItems })
    await door.ask('PUT', `/consignments/${id}`, { status: 'SENT' })
    const received = { product_id: door.product('Item1'), received: '60' }
    await door.ask('POST', `/consignments/${id}/products`, received)
    await door.ask('PUT', `/consignments/${id}`, { status: 'RECEIVED' })
    await door.shop.settled()
    // The line that nothing was received of calls nobody.
    expect(skus()).toEqual(['Item1'])
  })

  it('may be lost, come twice, or come in another order', async () => {
    listen()
    door.shop.set({ webhooksLost: 1 })
    order()
    await door.shop.settled()
    expect(ear.heard).toEqual([])
    expect(door.shop.webhookCounts).toMatchObject({ lost: 2, delivered: 0 })

    door.shop.set({ webhooksLost: 0, webhooksDoubled: 1 })
    order()
    await door.shop.settled()
    expect(skus()).toEqual(['Item1', 'Item1', 'Item2', 'Item2'])

    ear.heard.splice(0)
    door.shop.set({ webhooksDoubled: 0, webhooksShuffled: true })
    const inOrder = ['Item1', 'Item2', 'TEA-GREEN', 'TEA-BLACK', 'TEA-MINT', 'HONEY', 'KETTLE']
    order(inOrder.map((sku) => ({ sku, count: '1' })))
    await door.shop.settled()
    expect(skus()).not.toEqual(inOrder)
    expect(skus().sort()).toEqual([...inOrder].sort())
  })

  it('is repeated, after twice the pause each time, until it is taken', async () => {
    listen()
    ear.answers.push(503, 503)
    order([{ sku: 'Item1', count: '1' }])
    await door.shop.settled()
    expect(ear.heard).toHaveLength(1)
    expect(door.shop.webhookCounts).toMatchObject({ delivered: 0, waiting: 1 })
    door.clock.turn(400)
    await door.shop.settled()
    expect(ear.heard).toHaveLength(2)
    door.clock.turn(400)
    await door.shop.settled()
    expect(ear.heard).toHaveLength(2)
    door.clock.turn(400)
    await door.shop.settled()
    expect(ear.heard.map(({ raw }) => raw)).toEqual([ear.heard[0]?.raw, ear.heard[0]?.raw, ear.heard[0]?.raw])
    expect(door.shop.webhookCounts).toMatchObject({ delivered: 1, waiting: 0 })
  })

  it('is not repeated to somebody who no longer wants it', async () => {
    const id = door.shop.addWebhook(ear.url, 'consignment.receive')
    ear.answers.push(503)
    order([{ sku: 'Item1', count: '1' }])
    await door.shop.settled()
    await door.ask('DELETE', `/webhooks/${id}`)
    door.clock.turn(60_000)
    await door.shop.settled()
    expect(ear.heard).toHaveLength(1)
  })

  it('is given up after twenty tries in two days', async () => {
    listen()
    await ear.close()
    order([{ sku: 'Item1', count: '1' }])
    for (let hour = 0; hour <= 48; hour++) {
      for (let again = 0; again < 12; again++) await door.shop.settled()
      door.clock.turn(3_600_000)
    }
    await door.shop.settled()
    expect(door.shop.webhookCounts).toMatchObject({ delivered: 0, undelivered: 1, waiting: 0 })
  })

  it('waits no longer for an answer than Vend does', async () => {
    listen()
    door.shop.set({ webhookTimeoutMs: 20 })
    ear.answers.push('silence')
    order([{ sku: 'Item1', count: '1' }])
    await door.shop.settled()
    expect(door.shop.webhookCounts).toMatchObject({ delivered: 0, waiting: 1 })
  })

  it.each([
    ['hex', false],
    ['base64', true],
  ] as const)('signed in %s is one that Stocktray accepts', async (signature, signatureSpaced) => {
    door.shop.set({ signature, signatureSpaced })
    listen()
    const id = order([{ sku: 'Item1', count: '1' }])
    await door.shop.settled()
    const [webhook] = ear.heard
    const read = (clientSecrets: readonly string[]) =>
      readWebhook(
        {
          method: 'POST',
          path: '/hooks/vend/secret',
          headers: { 'content-type': webhook?.type, 'x-signature': webhook?.signature },
          body: Buffer.from(webhook?.raw ?? ''),
        },
        { pathSecret: 'secret', clientSecrets },
      )
    expect(read(['sample client secret'])).toEqual({
      ok: true,
      kind: 'consignment',
      consignmentId: id,
      type: 'consignment.receive',
    })
    expect(read(['another'])).toMatchObject({ ok: false, status: 401 })
  })

  it('of the test button carries its warning', async () => {
    listen()
    door.shop.set({ webhookExtras: false })
    door.shop.sendTestWebhooks()
    await door.shop.settled()
    expect(ear.heard[0]?.payload).toHaveProperty('TEST')
    expect([...ear.heard[0]!.form.keys()]).toEqual(['payload'])
  })
})

describe('registering a webhook', () => {
  const wanted = () => ({ active: true, type: 'consignment.receive', url: ear.url })

  it('works once per type and address in the dated version', async () => {
    const made = await door.ask('POST', '/webhooks', wanted())
    expect(made.status).toBe(201)
    const id = idIn(made)
    expect(thingIn(made)).toEqual({ id, retailer_id: expect.any(String) as unknown, ...wanted() })
    expect((await door.ask('POST', '/webhooks', wanted())).status).toBe(409)
    expect((await door.ask('GET', '/webhooks')).body).toEqual({ data: [thingIn(made)] })
    expect(thingIn(await door.ask('GET', `/webhooks/${id}`))).toEqual(thingIn(made))

    await door.ask('PUT', `/webhooks/${id}`, { ...wanted(), active: false })
    order()
    await door.shop.settled()
    expect(ear.heard).toEqual([])

    expect((await door.ask('DELETE', `/webhooks/${id}`)).status).toBe(204)
    expect((await door.ask('GET', `/webhooks/${id}`)).status).toBe(404)
    expect((await door.ask('POST', '/webhooks', { type: 'consignment.sent', url: ear.url })).status).toBe(400)
  })

  it('works as a form in version 0.9, where nothing is there twice', async () => {
    const form = (body: object) => new URLSearchParams({ data: JSON.stringify(body) })
    const ask = (method: string, path: string, body?: URLSearchParams) =>
      askAt(`${door.shop.url}/api/webhooks${path}`, method, body)
    const made = await ask('POST', '', form(wanted()))
    expect(made.body).toMatchObject(wanted())
    expect((await ask('POST', '', form(wanted()))).status).toBe(200)
    const listed = await ask('GET', '')
    expect(listed.body).toEqual([expect.objectContaining(wanted()), expect.objectContaining(wanted())])
    const { id } = made.body as { id: string }
    expect((await ask('PUT', `/${id}`, form({ ...wanted(), active: false }))).body).toMatchObject({ id, active: false })
    expect((await ask('DELETE', `/${id}`)).body).toEqual({ status: 'success' })
    order()
    await door.shop.settled()
    expect(skus()).toEqual(['Item1', 'Item2'])
  })
})
