import { request } from 'node:http'
import { connect } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import {
  openWebhookListener,
  type HookReading,
  type HookRequest,
  type WebhookListener,
} from '../../src/listener/webhook-listener'

let listener: WebhookListener | null = null
afterEach(async () => {
  await listener?.close()
  listener = null
})

const path = '/hooks/vend/s3cret'

/** Judges as Vend's reader does, as far as these tests need it; bodies over 64 KiB are too large. */
function read({ method, path: at, body }: HookRequest): HookReading {
  if (at !== path) return { ok: false, status: 404, text: 'Nothing here.' }
  if (method !== 'POST') return { ok: false, status: 405, text: 'POST.' }
  if (body.byteLength > 65_536) return { ok: false, status: 413, text: 'Too large.' }
  const text = new TextDecoder().decode(body)
  return text === ''
    ? { ok: false, status: 400, text: 'Empty.' }
    : { ok: true, consignmentId: text === 'test' ? null : text }
}

async function open(hear: (id: string) => void): Promise<number> {
  listener = await openWebhookListener({ port: 0, read, hear })
  return listener.port
}

async function post(port: number, body: string, at = path, method = 'POST'): Promise<number> {
  const answer = await fetch(`http://127.0.0.1:${port.toString()}${at}`, { method, ...(method === 'POST' && { body }) })
  return answer.status
}

describe('Vend calls', () => {
  it('is answered with 204 only after the trigger is on disk', async () => {
    const heard: string[] = []
    const port = await open((id) => heard.push(id))
    expect(await post(port, 'CAR-25')).toBe(204)
    expect(heard).toEqual(['CAR-25'])
  })

  it('is answered with 503 when the disk does not take it, so that Vend calls again', async () => {
    const port = await open(() => {
      throw new Error('disk full')
    })
    expect(await post(port, 'CAR-25')).toBe(503)
  })

  it('with its test button is answered, and looks at nothing', async () => {
    const heard: string[] = []
    const port = await open((id) => heard.push(id))
    expect(await post(port, 'test')).toBe(204)
    expect(heard).toEqual([])
  })
})

describe('anybody else', () => {
  it.each([
    ['/', 'POST', 404],
    ['/hooks/vend/other', 'POST', 404],
    [path, 'GET', 405],
  ])('asking for %s with %s hears %i', async (at, method, status) => {
    const heard: string[] = []
    const port = await open((id) => heard.push(id))
    expect(await post(port, 'CAR-25', at, method)).toBe(status)
    expect(heard).toEqual([])
  })

  it('sending 10 MB is refused without being read to the end', async () => {
    const port = await open(() => undefined)
    const status = await new Promise<number>((resolve, reject) => {
      const call = request({ host: '127.0.0.1', port, path, method: 'POST' }, (response) =>
        resolve(response.statusCode ?? 0),
      )
      call.on('error', reject)
      call.write(Buffer.alloc(10_000_000, 'a'))
    })
    expect(status).toBe(413)
  })

  it('that goes away in the middle leaves the listener well', async () => {
    const port = await open(() => undefined)
    await new Promise<void>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.write(`POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nabc`)
        socket.destroy()
        resolve()
      })
    })
    expect(await post(port, 'CAR-25')).toBe(204)
  })

  it('from outside this PC has no way in: it listens on 127.0.0.1 alone', async () => {
    const port = await open(() => undefined)
    const answer = await new Promise<string>((resolve) => {
      const socket = connect(port, '::1')
      socket.on('error', () => resolve('refused'))
      socket.on('connect', () => resolve('connected'))
    })
    expect(answer).toBe('refused')
  })
})
