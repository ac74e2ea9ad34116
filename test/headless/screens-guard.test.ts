import { describe, expect, it } from 'vitest'
import { guarded, keyCookie, keyHeader } from '../../src/headless/guard'

const key = 'k'.repeat(43)
const port = 4711
const host = `127.0.0.1:${port.toString()}`
const fetch = guarded(
  () => new Response('api'),
  { key, port: () => port },
  () => new Response('screens'),
)

async function ask(path: string, headers: Readonly<Record<string, string>>, method = 'GET') {
  const answer = await fetch(new Request(`http://${host}${path}`, { method, headers: { host, ...headers } }))
  return { status: answer.status, body: await answer.text(), headers: answer.headers }
}

const cookie = `${keyCookie(port)}=${key}`
const opened = { 'sec-fetch-site': 'none' }
const own = { 'sec-fetch-site': 'same-origin' }

describe('the screens of a session', () => {
  it('are opened once by the address with the key, which then stands in a cookie of this port alone', async () => {
    const { status, headers, body } = await ask(`/?key=${key}`, opened)
    expect([status, headers.get('location'), body]).toEqual([303, '/', ''])
    expect(headers.get('set-cookie')).toBe(`stocktray-4711=${key}; Path=/; HttpOnly; SameSite=Strict`)
    expect(await ask('/', { ...opened, cookie })).toMatchObject({ status: 200, body: 'screens' })
    expect(await ask('/api/state', { ...own, cookie })).toMatchObject({ status: 200, body: 'api' })
  })

  it('say how to come in without the key, with another, and with that of another port', async () => {
    const others = ['', `${keyCookie(port)}=x`, `${keyCookie(4712)}=${key}`, `x${cookie}`]
    for (const other of others)
      for (const path of ['/', '/index.html', '/assets/a.js', '/?key=x', '/?key='])
        expect(await ask(path, { ...opened, cookie: other })).toMatchObject({
          status: 401,
          body: expect.stringContaining('stocktray run'),
        })
    expect((await ask('/api/state', own)).status).toBe(401)
    // The key in an address opens the page alone.
    expect((await ask(`/assets/a.js?key=${key}`, own)).status).toBe(401)
    expect((await ask(`/api/state?key=${key}`, own)).status).toBe(401)
  })

  it('finds its cookie among others', async () => {
    expect((await ask('/', { ...opened, cookie: `a=b; ${cookie}; c=d` })).status).toBe(200)
  })

  const strangers: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
    ['a page of another site', { 'sec-fetch-site': 'cross-site' }],
    ['a page of another port', { 'sec-fetch-site': 'same-site' }],
    ['a program that does not say where it comes from', {}],
    ['another Origin', { ...own, origin: 'http://evil.example' }],
    ['a name that somebody let lead here', { ...own, host: `evil.example:${port.toString()}` }],
  ]
  it.each(strangers)('is nothing for %s, also with the cookie', async (_name, headers) => {
    for (const path of ['/', '/assets/a.js', '/api/state'])
      expect((await ask(path, { cookie, ...headers })).status, path).toBe(403)
  })

  it('takes what a page of ours sends, and only with its Origin', async () => {
    const origin = `http://${host}`
    expect((await ask('/api/sync', { ...own, cookie, origin }, 'POST')).status).toBe(200)
    expect((await ask('/api/sync', { ...own, cookie }, 'POST')).status).toBe(403)
    expect((await ask('/api/sync', { cookie, origin: 'null' }, 'POST')).status).toBe(403)
  })

  it('a command comes with its key in a header, as before', async () => {
    expect((await ask('/api/state', { origin: `http://${host}`, [keyHeader]: key })).body).toBe('api')
  })
})
