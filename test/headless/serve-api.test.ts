import { createServer, request as ask } from 'node:http'
import { mkdtempSync, existsSync, rmSync, statSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { asking } from '../api/asking'
import { begun, car25 } from '../engine/saucer-shop'
import type { TinyWorld } from '../fakes/tiny-world'
import { ask as answered, clientOf, isEngineGone } from '../../src/headless/client'
import { keyHeader } from '../../src/headless/guard'
import { serveApi, type ServedApi } from '../../src/headless/serve-api'
import { readSession, type Session } from '../../src/host/session-file'

let [dataDir, world, changed] = ['', {} as TinyWorld, 0]
let [served, session, routes] = [{} as ServedApi, {} as Session, [] as readonly (readonly [string, string])[]]
const signal = new AbortController().signal

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'stocktray-api-'))
  world = await begun()
  changed = 0
  const { api } = asking(world)
  routes = api.routes.filter(({ method }) => method !== 'ALL').map(({ method, path }) => [method, path] as const)
  const opened = await serveApi(api.fetch, { dataDir, port: 0, changed: () => (changed += 1) })
  if (!opened.ok) throw new Error(opened.text)
  served = opened.served
  session = readSession(dataDir)!
})
afterEach(async () => {
  await served.close()
  rmSync(dataDir, { recursive: true })
})

/** One request, header by header as given: `fetch` would set some of its own. */
function send(
  method: string,
  path: string,
  headers: Record<string, string>,
  body = method === 'POST' ? '{}' : undefined,
): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const sent = ask(session.url + path, { method, headers, setHost: false }, (response) => {
      let said = ''
      response.setEncoding('utf8').on('data', (chunk: string) => (said += chunk))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: said }))
    })
    sent.on('error', reject).end(body)
  })
}

const good = () => ({ host: new URL(session.url).host, origin: session.url, [keyHeader]: session.key })

const without = (name: string, headers: Record<string, string>) =>
  Object.fromEntries(Object.entries(headers).filter(([one]) => one !== name))

describe('the API of a running engine', () => {
  it('refuses every one of its routes without the key, and with another', async () => {
    expect(routes.length).toBeGreaterThanOrEqual(13)
    const keyless = without(keyHeader, good())
    for (const [method, path] of routes)
      for (const headers of [keyless, { ...keyless, [keyHeader]: '' }, { ...keyless, [keyHeader]: 'x'.repeat(43) }]) {
        const { status, body } = await send(method, path.replace(':id', 'id-1'), headers)
        expect([method, path, status]).toEqual([method, path, 401])
        expect(body).not.toContain(session.key)
      }
    expect((await send('GET', '/nothing', keyless)).status).toBe(401)
    expect(world.app.history()).toEqual([])
  })

  const strangers: readonly (readonly [
    name: string,
    changed: (own: Record<string, string>) => Record<string, string>,
  ])[] = [
    ['no Origin', (own) => without('origin', own)],
    ['the Origin of another site', (own) => ({ ...own, origin: 'https://evil.example' })],
    ['an Origin that only begins like ours', (own) => ({ ...own, origin: `${own.origin ?? ''}.evil.example` })],
    ['a sandboxed Origin', (own) => ({ ...own, origin: 'null' })],
    ['our Origin by TLS', (own) => ({ ...own, origin: (own.origin ?? '').replace('http:', 'https:') })],
    ['a name that somebody let lead here', (own) => ({ ...own, host: 'evil.example', origin: 'http://evil.example' })],
    ['another port', (own) => ({ ...own, host: '127.0.0.1:1', origin: 'http://127.0.0.1:1' })],
  ]
  it.each(strangers)('refuses %s, also with the key', async (_name, changedBy) => {
    expect((await send('GET', '/api/state', good())).status).toBe(200)
    for (const [method, path] of routes)
      expect((await send(method, path.replace(':id', 'id-1'), changedBy(good()))).status, path).toBe(403)
  })

  it('refuses a request without a Host', async () => {
    expect((await send('GET', '/api/state', without('host', good()))).status).toBeGreaterThanOrEqual(400)
  })

  it('takes no more than a request of ours holds', async () => {
    const path = '/api/documents/id-1/retry'
    const large = JSON.stringify({ why: 'x'.repeat(70_000) })
    const measured = { ...good(), 'content-length': large.length.toString() }
    expect((await send('POST', path, measured, large)).status).toBe(413)
    expect((await send('POST', path, { ...good(), 'transfer-encoding': 'chunked' })).status).toBe(413)
  })

  it('says in a file for this user alone where it is, and forgets it when it stops', async () => {
    expect(statSync(join(dataDir, 'api.json')).mode & 0o777).toBe(0o600)
    expect(session.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
    expect(session.key).toMatch(/^[\w-]{43}$/)
    await served.close()
    expect(existsSync(join(dataDir, 'api.json'))).toBe(false)
  })

  it('answers a command, and looks at once after whatever may have changed something', async () => {
    const client = clientOf(session, signal)
    world.vend({ id: 'CAR-25' }, car25)
    expect(await answered(client.api.state.$get())).toMatchObject({ shape: 'ok' })
    expect(changed).toBe(0)
    expect(await answered(client.api.sync.$post())).toMatchObject({
      kind: 'done',
      documents: [{ reference: 'CAR-25' }],
    })
    expect(changed).toBe(1)
    expect(await answered(client.api.matches.$delete({ query: { sku: 'Item1' } }))).toMatchObject({ kind: 'wrong' })
    // A SKU may be any text.
    const sku = 'a/b?c=ü&d "#%'
    expect(await answered(client.api.trace.$get({ query: { sku } }))).toMatchObject({
      kind: 'wrong',
      text: expect.stringContaining(`“${sku}”`),
    })
  })

  it('that is gone, or goes while it is asked, is told from a refusal', async () => {
    const client = clientOf(session, signal)
    await served.close()
    const error: unknown = await answered(client.api.state.$get()).catch((thrown: unknown) => thrown)
    expect(isEngineGone(error)).toBe(true)
    expect(String(error)).toContain('stopped before it answered')
  })

  it('says which port is taken, and what to change', async () => {
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    const { port } = other.address() as AddressInfo
    const { api } = asking(world)
    expect(await serveApi(api.fetch, { dataDir, port, changed: () => undefined })).toEqual({
      ok: false,
      text: `The port ${port.toString()} cannot be opened: another program uses it. Choose another --port.`,
    })
    other.close()
  })

  it.each(['', '{', '{"url":"x","key":"y"}', '{"url":"http://127.0.0.1:1"}', '[]'])(
    'is not looked for where the file says %j',
    (text) => {
      writeFileSync(join(dataDir, 'api.json'), text)
      expect(readSession(dataDir)).toBeNull()
    },
  )
})
