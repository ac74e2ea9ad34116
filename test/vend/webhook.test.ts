import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { largestWebhook, readWebhook, refuseHead, type WebhookKeys, type WebhookRequest } from '../../src/vend/webhook'
import { inventoryPayload, receivePayload, testPayload } from '../fixtures/vend-samples'

const pathSecret = 'q7Jw-2mXfTz0rV5kLbN8'
const consignmentId = '7dbe52cd-0ae4-11e4-a0f5-b8ca3a64f8f4'
const unsigned: WebhookKeys = { pathSecret, clientSecrets: [] }
const signed: WebhookKeys = { pathSecret, clientSecrets: ['new secret', 'old secret'] }

const bytes = (text: string) => new TextEncoder().encode(text)
const form = (fields: Record<string, string>) => bytes(new URLSearchParams(fields).toString())
const receive = form({ payload: receivePayload, type: 'consignment.receive', domain_prefix: 'myshop' })

function request(more: Partial<WebhookRequest> = {}): WebhookRequest {
  return {
    method: 'POST',
    path: `/hooks/vend/${pathSecret}`,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: receive,
    ...more,
  }
}

function withSignature(signature: string | readonly string[], body = receive): WebhookRequest {
  return request({
    headers: { 'Content-Type': 'application/x-www-form-urlencoded; charset=UTF-8', 'X-Signature': signature },
    body,
  })
}

function hmac(secret: string, as: 'hex' | 'base64' | 'base64url', body = receive): string {
  return createHmac('sha256', secret).update(body).digest(as)
}

const doorbell = { ok: true, kind: 'consignment', consignmentId, type: 'consignment.receive' }

describe('a webhook', () => {
  it('says which consignment to look at, and nothing else', () => {
    expect(readWebhook(request(), unsigned)).toEqual(doorbell)
  })

  it.each(['', 'nonsense', 'Sale!'])('needs no type to name a consignment (“%s”)', (type) => {
    const body = form({ payload: receivePayload, type })
    expect(readWebhook(request({ body }), unsigned)).toEqual({ ...doorbell, type: null })
  })

  it('of another event is let through and means nothing', () => {
    const body = form({ payload: inventoryPayload, type: 'inventory.update' })
    expect(readWebhook(request({ body }), unsigned)).toEqual({ ok: true, kind: 'other', type: 'inventory.update' })
    const sale = form({ payload: '{"id":"s1","consignment_id":null}', type: 'sale.update' })
    expect(readWebhook(request({ body: sale }), unsigned)).toEqual({ ok: true, kind: 'other', type: 'sale.update' })
    const untyped = form({ payload: inventoryPayload })
    expect(readWebhook(request({ body: untyped }), unsigned)).toEqual({ ok: true, kind: 'other', type: null })
  })

  it('of Vend’s test button is known as a test', () => {
    const body = form({ payload: testPayload, type: 'consignment.receive' })
    expect(readWebhook(request({ body }), unsigned)).toEqual({ ok: true, kind: 'test' })
  })

  it('may carry a query behind its path', () => {
    expect(readWebhook(request({ path: `/hooks/vend/${pathSecret}?from=vend` }), unsigned)).toEqual(doorbell)
  })
})

describe('a signed webhook', () => {
  it.each([
    ['hex', `signature=${hmac('new secret', 'hex')},algorithm=HMAC-SHA256`],
    ['hex in capitals', `signature=${hmac('new secret', 'hex').toUpperCase()},algorithm=HMAC-SHA256`],
    ['base64', `signature=${hmac('new secret', 'base64')},algorithm=HMAC-SHA256`],
    ['base64 for addresses', `signature=${hmac('new secret', 'base64url')},algorithm=HMAC-SHA256`],
    ['the secret of before', `signature=${hmac('old secret', 'hex')},algorithm=HMAC-SHA256`],
    ['a blank after the comma', `signature=${hmac('new secret', 'hex')}, algorithm=HMAC-SHA256`],
    ['other letters', `Signature=${hmac('new secret', 'hex')},Algorithm=hmac-sha256`],
    ['the other order', `algorithm=HMAC-SHA256,signature=${hmac('new secret', 'base64')}`],
  ])('is let in: %s', (_, signature) => {
    expect(readWebhook(withSignature(signature), signed)).toEqual(doorbell)
  })

  it.each<[string, WebhookRequest]>([
    ['no signature', request()],
    ['an empty one', withSignature('')],
    ['one of another secret', withSignature(`signature=${hmac('guess', 'hex')},algorithm=HMAC-SHA256`)],
    ['one of an empty secret', withSignature(`signature=${hmac('', 'hex')},algorithm=HMAC-SHA256`)],
    [
      'one of another body',
      withSignature(`signature=${hmac('new secret', 'hex')},algorithm=HMAC-SHA256`, form({ payload: testPayload })),
    ],
    ['half of one', withSignature(`signature=${hmac('new secret', 'hex').slice(0, 32)},algorithm=HMAC-SHA256`)],
    ['another algorithm', withSignature(`signature=${hmac('new secret', 'hex')},algorithm=HMAC-SHA1`)],
    ['no algorithm at all', withSignature(`signature=${hmac('new secret', 'hex')},algorithm=none`)],
    ['two headers', withSignature(['x', `signature=${hmac('new secret', 'hex')},algorithm=HMAC-SHA256`])],
    ['two signatures', withSignature(`signature=x,signature=${hmac('new secret', 'hex')}`)],
    ['only the value', withSignature(hmac('new secret', 'hex'))],
  ])('is refused: %s', (_, one) => {
    expect(readWebhook(one, signed)).toMatchObject({ ok: false, status: 401 })
  })

  it('is not let in under an empty secret', () => {
    const keys = { pathSecret, clientSecrets: ['', 'new secret'] }
    const forged = withSignature(`signature=${hmac('', 'hex')},algorithm=HMAC-SHA256`)
    expect(readWebhook(forged, keys)).toMatchObject({ ok: false, status: 401 })
  })
})

describe('an attack', () => {
  const payload = (text: string) => request({ body: form({ payload: text, type: 'consignment.receive' }) })
  const path = (one: string) => request({ path: one })
  const type = (one: string | readonly string[] | undefined) => request({ headers: { 'content-type': one } })
  it.each<[string, WebhookRequest, number]>([
    ['the bare door', path('/hooks/vend'), 404],
    ['an empty secret', path('/hooks/vend/'), 404],
    ['another secret', path('/hooks/vend/guess'), 404],
    ['the start of the secret', path(`/hooks/vend/${pathSecret.slice(0, -1)}`), 404],
    ['more than the secret', path(`/hooks/vend/${pathSecret}x`), 404],
    ['the secret in other letters', path(`/hooks/vend/${pathSecret.toUpperCase()}`), 404],
    ['a path below', path(`/hooks/vend/${pathSecret}/`), 404],
    ['a path around', path(`/x/../hooks/vend/${pathSecret}`), 404],
    ['another room', path(`/api/${pathSecret}`), 404],
    ['the secret in the query', path(`/hooks/vend/?${pathSecret}`), 404],
    ['a look', request({ method: 'GET' }), 405],
    ['a method in small letters', request({ method: 'post' }), 405],
    ['no type', type(undefined), 415],
    ['JSON', type('application/json'), 415],
    ['a file', type('multipart/form-data; boundary=x'), 415],
    ['two types', type(['application/x-www-form-urlencoded', 'text/html']), 415],
    ['another alphabet', type('application/x-www-form-urlencoded; charset=utf-7'), 415],
    ['too much', request({ body: new Uint8Array(largestWebhook + 1) }), 413],
    ['nothing', request({ body: new Uint8Array() }), 400],
    ['bytes that are no text', request({ body: new Uint8Array([0xff, 0xfe, 0x00]) }), 400],
    ['no payload', request({ body: form({ data: receivePayload }) }), 400],
    ['two payloads', request({ body: bytes(`payload={}&payload=${encodeURIComponent(receivePayload)}`) }), 400],
    ['a broken payload', payload('{"consignment_id":'), 400],
    ['a payload that is a list', payload('[]'), 400],
    ['a payload that is a text', payload('"x"'), 400],
    ['a payload that is null', payload('null'), 400],
    ['brackets without end', payload('['.repeat(20_000)), 400],
    ['two ids', payload('{"consignment_id":"a1","consignment_id":"b2"}'), 400],
    ['no id', payload('{"id":"x"}'), 400],
    ['a null id', payload('{"consignment_id":null}'), 400],
    ['an object for an id', payload('{"consignment_id":{"$ne":""}}'), 400],
    ['an id that climbs the path', payload('{"consignment_id":"../../webhooks"}'), 400],
    ['an id with SQL', payload(`{"consignment_id":"1' OR '1'='1"}`), 400],
    ['an id without end', payload(`{"consignment_id":"${'a'.repeat(65)}"}`), 400],
    ['an inherited id', payload(`{"__proto__":{"consignment_id":"${consignmentId}"}}`), 400],
  ])('is refused: %s', (_, one, status) => {
    const webhook = readWebhook(one, unsigned)
    expect(webhook).toMatchObject({ ok: false, status })
    expect(!webhook.ok && webhook.text).toMatch(/\.$/)
  })

  it.each<[string, WebhookRequest, WebhookKeys, number | null]>([
    ['another path', path('/hooks/vend/guess'), signed, 404],
    ['a look', request({ method: 'GET' }), signed, 405],
    ['JSON', type('application/json'), signed, 415],
    [
      'a body that will be too long',
      request({ headers: { ...request().headers, 'content-length': (largestWebhook + 1).toString() } }),
      signed,
      413,
    ],
    ['no signature', request(), signed, 401],
    ['something else in its place', withSignature('signature=x,algorithm=HMAC-SHA256'), signed, 401],
    ['a signature of whatever', withSignature(`signature=${hmac('guess', 'hex')}`), signed, null],
    ['no signature where none is wanted', request(), unsigned, null],
  ])('is judged before its body is read: %s', (_, head, keys, status) => {
    expect(refuseHead(head, keys)?.status ?? null).toBe(status)
  })

  it('is refused while no secret is set', () => {
    expect(readWebhook(path('/hooks/vend/'), { pathSecret: '', clientSecrets: [] })).toMatchObject({ status: 404 })
  })

  it('takes the largest webhook, and not a byte more', () => {
    const filled = (size: number) => {
      const body = new Uint8Array(size).fill('x'.charCodeAt(0))
      body.set(bytes(`payload=${encodeURIComponent(receivePayload)}&type=consignment.receive&x=`))
      return body
    }
    expect(readWebhook(request({ body: filled(largestWebhook) }), unsigned)).toEqual(doorbell)
    expect(readWebhook(request({ body: filled(largestWebhook + 1) }), unsigned)).toMatchObject({ status: 413 })
  })
})

describe('whatever comes', () => {
  const text = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.constantFrom('POST', 'GET', '', receivePayload))
  const usually = <T>(value: T) => fc.oneof({ arbitrary: fc.constant(value), weight: 8 }, text)
  const bit = fc.nat()
  const flipped = fc.tuple(bit, bit).map(([at, change]) => {
    const body = receive.slice()
    const index = at % body.length
    body[index] = (body[index] ?? 0) ^ (1 + (change % 255))
    return body
  })
  const body = fc.oneof(
    { arbitrary: fc.constant(receive), weight: 8 },
    flipped,
    fc.uint8Array({ maxLength: 300 }),
    fc.json().map((payload) => form({ payload, type: 'consignment.send' })),
    fc.dictionary(fc.string(), text).map(form),
  )
  const contentType = fc.oneof(
    { arbitrary: fc.constant('application/x-www-form-urlencoded'), weight: 8 },
    fc.constantFrom(undefined, ['application/x-www-form-urlencoded', 'b']),
    text,
  )
  const forged = fc.oneof(
    fc.constant(hmac('guess', 'base64')),
    fc.base64String({ minLength: 40, maxLength: 48 }),
    fc.nat({ max: 63 }).map((at) => {
      const right = hmac('new secret', 'hex')
      return `${right.slice(0, at)}${right[at] === '0' ? '1' : '0'}${right.slice(at + 1)}`
    }),
  )
  const signature = fc.oneof(
    { arbitrary: fc.constant(`signature=${hmac('new secret', 'hex')},algorithm=HMAC-SHA256`), weight: 3 },
    { arbitrary: forged.map((value) => `signature=${value},algorithm=HMAC-SHA256`), weight: 3 },
    text,
  )
  const anything = fc.record({
    method: usually('POST'),
    path: fc.oneof(
      usually(`/hooks/vend/${pathSecret}`),
      text.map((end) => `/hooks/vend/${end}`),
    ),
    headers: fc.record({ 'content-type': contentType, 'x-signature': signature }),
    body,
  })

  it('it never throws, and lets nothing in without the secret of the path', () => {
    let letIn = 0
    fc.assert(
      fc.property(anything, (one) => {
        const webhook = readWebhook(one, unsigned)
        if (!webhook.ok) return
        letIn += 1
        expect([one.method, one.path.split('?')[0]]).toEqual(['POST', `/hooks/vend/${pathSecret}`])
        if (webhook.kind === 'consignment') expect(webhook.consignmentId).toMatch(/^[A-Za-z0-9_-]{1,64}$/)
      }),
      { numRuns: 4_000 },
    )
    expect(letIn).toBeGreaterThan(400)
  })

  it('it lets nothing in without a signature over exactly these bytes', () => {
    let letIn = 0
    fc.assert(
      fc.property(anything, (one) => {
        if (!readWebhook(one, signed).ok) return
        letIn += 1
        expect(Buffer.compare(one.body, receive)).toBe(0)
        expect(one.headers['x-signature']).toContain(hmac('new secret', 'hex'))
      }),
      { numRuns: 4_000 },
    )
    expect(letIn).toBeGreaterThan(100)
  })
})
