import { createServer, type RequestListener } from 'node:http'
import { afterEach, expect, it } from 'vitest'
import { comesBack } from '../../src/host/comes-back'
import { createLoopCheck } from '../../src/listener/loop-check'
import { freePort } from '../../src/host/free-port'

const signal = new AbortController().signal
const path = '/hooks/vend/SECRET'
let made = 0
const loop = createLoopCheck(() => (++made).toString())

let close = () => undefined as unknown
afterEach(() => close())

/** What stands at our public address. */
async function at(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  const port = await freePort()
  await new Promise<void>((resolve) => {
    server.listen(port, '127.0.0.1', resolve)
  })
  close = () => {
    server.closeAllConnections()
    return server.close()
  }
  return `http://127.0.0.1:${port.toString()}/`
}

it('our address leads back when this process is what answers there', async () => {
  const url = await at(({ method = '', url = '' }, response) => {
    response.end(loop.answerTo(method, url.replace(/^\/below/, '')))
  })
  expect(await comesBack(url, path, loop, signal)).toBeNull()
  expect(await comesBack(`${url}below/`, path, loop, signal)).toBeNull()
})

const others: readonly (readonly [what: string, RequestListener, says: RegExp])[] = [
  ['another site', (_request, response) => response.end('Welcome'), /^Something else answers at 127.*\(200\)/],
  [
    'one that says back what it was asked',
    ({ url }, response) => response.end(url?.split('/').at(-1)),
    /^Something else/,
  ],
  [
    'a server without us behind it',
    (_request, response) => response.writeHead(502).end(),
    /does not reach this PC \(it answered 502\)/,
  ],
  [
    'a server that does not know the path',
    (_request, response) => response.writeHead(404).end(),
    /\(404\).*below \/hooks\/vend\//,
  ],
  ['one that sends on', (_request, response) => response.writeHead(301, { location: '/x' }).end(), /sends calls on/],
]
it.each(others)('it does not with %s, and says what to look at', async (_what, listener, says) => {
  const answer = await comesBack(await at(listener), path, loop, signal)
  expect(answer).toMatch(says)
  expect(answer).not.toContain('SECRET')
})

it('it does not where nothing takes calls', async () => {
  const port = await freePort()
  const answer = await comesBack(`http://127.0.0.1:${port.toString()}`, path, loop, signal)
  expect(answer).toMatch(/nothing takes calls there\. .*Some routers/)
})
