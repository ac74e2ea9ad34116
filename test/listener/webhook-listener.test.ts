import { request } from 'node:http'
import { connect, type Socket } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { openWebhookListener, type HookReader, type WebhookListener } from '../../src/listener/webhook-listener'

let listener: WebhookListener | null = null
const sockets: Socket[] = []
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy()
  await listener?.close()
  listener = null
})

const path = '/hooks/vend/s3cret'
const refused = (status: number) => ({ ok: false, status, text: 'No.' }) as const

/** Judges as Vend's reader does, as far as these tests need it; `seen`: the length of each body that it was shown. */
function readerOf(seen: number[] = []): HookReader {
  return {
    largest: 65_536,
    refuse: ({ method, path: at, headers }) => {
      if (at !== path) return refused(404)
      if (method !== 'POST') return refused(405)
      return Number(headers['content-length']?.[0] ?? '0') > 65_536 ? refused(413) : null
    },
    read: ({ body }) => {
      seen.push(body.byteLength)
      if (body.byteLength > 65_536) return refused(413)
      const text = new TextDecoder().decode(body)
      return text === '' ? refused(400) : { ok: true, consignmentId: text === 'test' ? null : text }
    },
  }
}

type Options = Omit<Parameters<typeof openWebhookListener>[0], 'port' | 'reader'> & { readonly seen?: number[] }

async function open({ seen, ...options }: Options): Promise<number> {
  listener = await openWebhookListener({ port: 0, reader: readerOf(seen), ...options })
  return listener.port
}

async function post(port: number, body: string, at = path, method = 'POST'): Promise<number> {
  const answer = await fetch(`http://127.0.0.1:${port.toString()}${at}`, { method, ...(method === 'POST' && { body }) })
  return answer.status
}

/** A caller of its own making: `begin` is sent at once; answers all that comes back until the connection is cut. */
function callUntilCut(port: number, begin: string, then?: (socket: Socket) => void): Promise<string> {
  return new Promise((resolve) => {
    let heard = ''
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(begin)
      then?.(socket)
    })
    sockets.push(socket)
    socket.on('data', (chunk) => (heard += chunk.toString()))
    socket.on('error', () => undefined)
    socket.on('close', () => resolve(heard))
  })
}

describe('Vend calls', () => {
  it('is answered with 204 only after the trigger is on disk', async () => {
    const heard: string[] = []
    const port = await open({ hear: (ids) => heard.push(...ids) })
    expect(await post(port, 'CAR-25')).toBe(204)
    expect(heard).toEqual(['CAR-25'])
  })

  it('is answered with 503 when the disk does not take it, so that Vend calls again', async () => {
    let full = true
    const port = await open({
      hear: () => {
        if (full) throw new Error('disk full')
      },
    })
    expect(await post(port, 'CAR-25')).toBe(503)
    full = false
    expect(await post(port, 'CAR-25')).toBe(204)
  })

  it('with its test button is answered, and looks at nothing', async () => {
    const heard: string[] = []
    const port = await open({ hear: (ids) => heard.push(...ids) })
    expect(await post(port, 'test')).toBe(204)
    expect(heard).toEqual([])
  })

  it('many times at once over one connection is answered as often, after fewer commits', async () => {
    const commits: string[][] = []
    const port = await open({ hear: (ids) => commits.push([...ids]) })
    const call = (id: string) =>
      `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: ${id.length.toString()}\r\n\r\n${id}`
    const last = `GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`
    const answers = await callUntilCut(port, ['A', 'B', 'C', 'D'].map(call).join('') + last)
    expect(answers.match(/HTTP\/1.1 \d+/g)).toEqual([...Array<string>(4).fill('HTTP/1.1 204'), 'HTTP/1.1 405'])
    expect(commits).toEqual([['A', 'B', 'C', 'D']])
  })
})

describe('anybody else', () => {
  it.each([
    ['/', 'POST', 404],
    ['/hooks/vend/other', 'POST', 404],
    [path, 'GET', 405],
  ])('asking for %s with %s hears %i', async (at, method, status) => {
    const heard: string[] = []
    const port = await open({ hear: (ids) => heard.push(...ids) })
    expect(await post(port, 'CAR-25', at, method)).toBe(status)
    expect(heard).toEqual([])
  })

  it('saying that 10 MB will come is refused before the first of them', async () => {
    const seen: number[] = []
    const port = await open({ hear: () => undefined, seen })
    const head = `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: 10000000\r\n\r\n`
    expect(await callUntilCut(port, head)).toMatch(/^HTTP\/1.1 413 /)
    expect(seen).toEqual([])
  })

  it('sending 10 MB without saying so is refused without being read to the end', async () => {
    const seen: number[] = []
    const port = await open({ hear: () => undefined, seen })
    const status = await new Promise<number>((resolve, reject) => {
      const call = request({ host: '127.0.0.1', port, path, method: 'POST' }, (response) =>
        resolve(response.statusCode ?? 0),
      )
      call.on('error', reject)
      call.write(Buffer.alloc(10_000_000, 'a'))
    })
    expect(status).toBe(413)
    expect(seen).toEqual([65_537])
  })

  it('whose body never ends is cut off', async () => {
    const port = await open({ hear: () => undefined })
    const head = `POST ${path} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n`
    const chunk = `4000\r\n${'a'.repeat(0x4000)}\r\n`
    const cut = callUntilCut(port, head, (socket) => {
      const more = () => {
        while (!socket.destroyed && socket.writable && socket.write(chunk));
      }
      socket.on('drain', more)
      more()
    })
    await cut
    expect(await post(port, 'CAR-25')).toBe(204)
  })

  const patience = { headersTimeout: 100, requestTimeout: 200, connectionsCheckingInterval: 20 }
  it.each([
    ['says nothing', ''],
    ['never ends its headers', `POST ${path} HTTP/1.1\r\nHost: x\r\nX-Slow: `],
    ['never ends its body', `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nabc`],
    ['sends more headers than a call has', `POST ${path} HTTP/1.1\r\nHost: x\r\nX-Much: ${'a'.repeat(9_000)}\r\n\r\n`],
  ])('who %s is cut off, and nothing is heard', async (_, begin) => {
    const heard: string[] = []
    const port = await open({ hear: (ids) => heard.push(...ids), patience })
    expect(await callUntilCut(port, begin)).not.toMatch(/ 204 /)
    expect(heard).toEqual([])
  })

  it('who drips a body byte by byte has no longer than one who stops', async () => {
    const port = await open({ hear: () => undefined, patience })
    const head = `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: 60000\r\n\r\n`
    let dripping: NodeJS.Timeout | undefined
    await callUntilCut(port, head, (socket) => {
      dripping = setInterval(() => socket.write('a'), 10)
    })
    clearInterval(dripping)
    expect(await post(port, 'CAR-25')).toBe(204)
  })

  it('with more connections than there may be gets no further one', async () => {
    const port = await open({ hear: () => undefined, mostConnections: 2 })
    const open2 = await Promise.all(
      [1, 2].map(
        () =>
          new Promise<Socket>((resolve) => {
            const socket = connect(port, '127.0.0.1', () => {
              socket.write(`POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\n`)
              resolve(socket)
            })
            sockets.push(socket)
          }),
      ),
    )
    const call = `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\nA`
    expect(await callUntilCut(port, call)).toBe('')
    const answers = open2.map((socket) => new Promise((resolve) => socket.once('data', resolve)))
    for (const socket of open2) socket.write('A')
    expect(String(await answers[0])).toMatch(/ 204 /)
    expect(String(await answers[1])).toMatch(/ 204 /)
  })

  it('that goes away in the middle leaves the listener well', async () => {
    const port = await open({ hear: () => undefined })
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
    const port = await open({ hear: () => undefined })
    const answer = await new Promise<string>((resolve) => {
      const socket = connect(port, '::1')
      socket.on('error', () => resolve('refused'))
      socket.on('connect', () => resolve('connected'))
    })
    expect(answer).toBe('refused')
  })
})
