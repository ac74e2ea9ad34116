import { createHmac } from 'node:crypto'
import type { WebhookRequest } from '../../src/vend/webhook'
import { inventoryPayload, receivePayload, testPayload } from '../fixtures/vend-samples'
import type { Random } from '../simulation/random'

export const pathSecret = 'q7Jw-2mXfTz0rV5kLbN8'
export const clientSecrets = ['new secret', 'old secret'] as const

export function hmac(secret: string, body: Uint8Array, as: 'hex' | 'base64'): string {
  return createHmac('sha256', secret).update(body).digest(as)
}

const path = `/hooks/vend/${pathSecret}`
const formType = 'application/x-www-form-urlencoded'
const deep = '['.repeat(3_000)
const ids = [
  '../../webhooks',
  "1' OR '1'='1",
  '',
  'a'.repeat(65),
  '7dbe52cd-0ae4-11e4-a0f5-b8ca3a64f8f4',
  '\u0000',
  'é',
]
const payloads = [
  ...[receivePayload, inventoryPayload, testPayload, deep, 'null', '[]', '"x"', '{"consignment_id":{"$ne":""}}'],
  ...[
    '{"__proto__":{"consignment_id":"a"}}',
    '{"consignment_id":1e400}',
    '{"consignment_id":"a","consignment_id":"b"}',
  ],
]
const heads = [
  ...['', 'GET', 'post', 'PUT', 'POST ', 'OPTIONS', '/', '/hooks/vend/', '/hooks/vend/guess', '/api/state', '*'],
  ...[`${path}/`, `${path}?a=b`, `//hooks/vend/${pathSecret}`, `/x/../hooks/vend/${pathSecret}`, path.toUpperCase()],
  ...[
    'application/json',
    `${formType}; charset=utf-7`,
    `${formType};charset="UTF-8"`,
    'multipart/form-data; boundary=x',
  ],
  ...['signature=,algorithm=HMAC-SHA256', 'signature=x,algorithm=none', '0', '-1', '99999999999', 'NaN', '1e3'],
]

/** A webhook as Vend sends it, or with up to four things about it changed: what the pure reader is given. */
export function mutatedWebhook(random: Random): WebhookRequest {
  let body = bodyOf(random.chance(0.7) ? receivePayload : random.pick(payloads))
  const secret = random.pick([...clientSecrets, 'guess', ''])
  // As it was signed, whatever becomes of the body.
  const signature = `signature=${hmac(secret, body, random.pick(['hex', 'base64'] as const))},algorithm=HMAC-SHA256`
  const request: { method: string; path: string; headers: Record<string, string | string[] | undefined> } = {
    ...{ method: 'POST', path },
    headers: { 'content-type': formType, ...(random.chance(0.7) && { 'x-signature': signature }) },
  }
  for (let changes = random.between(0, 4); changes > 0; changes -= 1) {
    const field = random.pick(['method', 'path', 'header', 'body', 'body'] as const)
    if (field === 'body') body = mutatedBytes(random, body)
    else if (field !== 'header') request[field] = mutatedText(random, request[field])
    else {
      const name = random.pick(['content-type', 'x-signature', 'content-length', 'X-Signature', '__proto__', 'host'])
      const standing = request.headers[name]
      const text = mutatedText(random, typeof standing === 'string' ? standing : '')
      request.headers[name] = random.chance(0.2) ? [text, text] : random.chance(0.1) ? undefined : text
    }
  }
  return { ...request, body }
}

function bodyOf(payload: string): Uint8Array {
  return Buffer.from(new URLSearchParams({ payload, type: 'consignment.receive', domain_prefix: 'myshop' }).toString())
}

function mutatedText(random: Random, text: string): string {
  if (random.chance(0.4)) return random.pick(heads)
  return Buffer.from(mutatedBytes(random, Buffer.from(text, 'latin1'))).toString('latin1')
}

/** A byte turned, cut out or put in; the end cut off; a piece twice; something strange in its middle. */
export function mutatedBytes(random: Random, bytes: Uint8Array): Uint8Array {
  const at = random.between(0, bytes.length)
  const to = Math.min(bytes.length, at + random.between(0, 40))
  const [before, after] = [bytes.subarray(0, at), bytes.subarray(at)]
  switch (random.between(0, 5)) {
    case 0: {
      const turned = Buffer.from(bytes)
      if (at < turned.length) turned[at] = random.between(0, 255)
      return turned
    }
    case 1:
      return before
    case 2:
      return Buffer.concat([before, bytes.subarray(to)])
    case 3:
      return Buffer.concat([before, bytes.subarray(at, to), after])
    case 4:
      return Buffer.concat([before, Buffer.from([random.between(0, 255)]), after])
    default:
      return Buffer.concat([before, Buffer.from(random.pick([...payloads, ...heads, ...ids])), after])
  }
}
