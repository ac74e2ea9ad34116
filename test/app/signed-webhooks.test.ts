import { createHmac } from 'node:crypto'
import { afterEach, describe, expect, it } from 'vitest'
import { openListener } from '../../src/app'
import type { WebhookListener } from '../../src/listener/webhook-listener'
import type { WebhookSecrets } from '../../src/vend/webhook-keys'
import { receivePayload } from '../fixtures/vend-samples'

const day = 24 * 3_600_000
const pathSecret = 'q7Jw-2mXfTz0rV5kLbN8'
// A field of a form may be spelled in more than one way: the signature is over the bytes as they came.
const body = `payload=${encodeURIComponent(receivePayload).replaceAll('%22', '"')}&type=consignment.receive`

let listener: WebhookListener | null = null
afterEach(() => listener?.close())

async function open(secrets: Omit<WebhookSecrets, 'webhookPath'>) {
  const world = { now: 0, refused: 0, heard: 0, port: 0 }
  const hearing = { hear: () => (world.heard += 1), refused: () => (world.refused += 1) }
  const all = { ...secrets, webhookPath: pathSecret }
  listener = await openListener(0, () => all, hearing, { now: () => world.now })
  world.port = listener.port
  return world
}

async function call(port: number, signature: string | null, path = pathSecret): Promise<number> {
  const answer = await fetch(`http://127.0.0.1:${port.toString()}/hooks/vend/${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      ...(signature !== null && { 'x-signature': `signature=${signature},algorithm=HMAC-SHA256` }),
    },
    body,
  })
  return answer.status
}

const hmac = (secret: string, as: 'hex' | 'base64') => createHmac('sha256', secret).update(body).digest(as)

describe('where a client secret is set', () => {
  it('a signature over the raw bytes is let in, in hex and in base64', async () => {
    const world = await open({ vendClientSecret: 'new', vendClientSecretBefore: null })
    expect(await call(world.port, hmac('new', 'hex'))).toBe(204)
    expect(await call(world.port, hmac('new', 'base64'))).toBe(204)
    expect(world).toMatchObject({ heard: 2, refused: 0 })
  })

  it('the one before holds beside it for its time, and no longer', async () => {
    const world = await open({ vendClientSecret: 'new', vendClientSecretBefore: { secret: 'old', until: 7 * day } })
    world.now = 7 * day - 1
    expect(await call(world.port, hmac('old', 'hex'))).toBe(204)
    expect(await call(world.port, hmac('new', 'hex'))).toBe(204)
    world.now = 7 * day
    expect(await call(world.port, hmac('old', 'hex'))).toBe(401)
    expect(await call(world.port, hmac('new', 'hex'))).toBe(204)
    expect(world).toMatchObject({ heard: 3, refused: 1 })
  })

  it('what is not signed, or by somebody else, is refused with 401 and counted once', async () => {
    const world = await open({ vendClientSecret: 'new', vendClientSecretBefore: null })
    expect(await call(world.port, null)).toBe(401)
    expect(await call(world.port, hmac('guess', 'hex'))).toBe(401)
    expect(world).toMatchObject({ heard: 0, refused: 2 })
  })

  it('a wrong path stays 404, signed or not, and is not counted', async () => {
    const world = await open({ vendClientSecret: 'new', vendClientSecretBefore: null })
    expect(await call(world.port, null, 'guess')).toBe(404)
    expect(await call(world.port, hmac('new', 'hex'), 'guess')).toBe(404)
    expect(world).toMatchObject({ heard: 0, refused: 0 })
  })
})

describe('where none is set', () => {
  it('webhooks come unsigned, and what was held of a secret before does not matter', async () => {
    const before = { secret: 'old', until: 7 * day }
    const world = await open({ vendClientSecret: null, vendClientSecretBefore: before })
    expect(await call(world.port, null)).toBe(204)
    expect(world).toMatchObject({ heard: 1, refused: 0 })
  })
})
