import { describe, expect, it } from 'vitest'
import { answering, registerScheme, serveScheme } from '../../electron/scheme'

const heard = { api: [] as Request[], screens: [] as string[], changed: 0 }
const window = new AbortController()
const answer = answering({
  api: (request) => {
    heard.api.push(request)
    return new Response('api')
  },
  screens: ({ url }) => {
    heard.screens.push(url)
    return new Response('screens')
  },
  changed: () => (heard.changed += 1),
  closed: () => window.signal,
})
const ask = async (url: string, init?: RequestInit) => {
  const response = await answer(new Request(url, init))
  return [response.status, response.status === 200 ? await response.text() : 'refused']
}

describe('the scheme of the screens', () => {
  it('is one that may do what a page of https may', () => {
    const registered: unknown[] = []
    registerScheme({ registerSchemesAsPrivileged: (schemes) => registered.push(...schemes) })
    const privileges = { standard: true, secure: true, supportFetchAPI: true, stream: true }
    expect(registered).toEqual([{ scheme: 'app', privileges }])
    const handled: string[] = []
    const nothing = () => new Response()
    serveScheme(
      { handle: (scheme) => handled.push(scheme) },
      { api: nothing, screens: nothing, changed: () => undefined, closed: () => window.signal },
    )
    expect(handled).toEqual(['app'])
  })

  it('gives /api to the API, and all else to the built files', async () => {
    expect(await ask('app://stocktray/api/state')).toEqual([200, 'api'])
    expect(await ask('app://stocktray/api')).toEqual([200, 'api'])
    expect(await ask('app://stocktray/apiary.js')).toEqual([200, 'screens'])
    expect(await ask('app://stocktray/')).toEqual([200, 'screens'])
  })

  it.each([
    'app://elsewhere/api/state',
    'app://elsewhere/',
    'app://stocktray.example/',
    'app://stocktray:8080/api/state',
    'app://somebody@stocktray/api/state',
    'app://:secret@stocktray/api/state',
  ])('answers nobody at %s', async (url) => {
    // `Request` refuses a name before the host by itself; Electron hands such an address over as it stands.
    const request: unknown = { url, method: 'GET', headers: new Headers(), signal: new AbortController().signal }
    expect((await answer(request as Request)).status).toBe(403)
  })

  it('answers a page of its own only', async () => {
    const from = (origin: string) => ask('app://stocktray/api/sync', { method: 'POST', headers: { origin } })
    expect(await from('app://stocktray')).toEqual([200, 'api'])
    for (const origin of ['null', 'https://stocktray', 'app://elsewhere', 'http://127.0.0.1'])
      expect(await from(origin)).toEqual([403, 'refused'])
  })

  it('says that something may have changed after what is no GET', async () => {
    heard.changed = 0
    await ask('app://stocktray/api/state')
    expect(heard.changed).toBe(0)
    await ask('app://stocktray/api/sync', { method: 'POST', body: '{}' })
    expect(heard.changed).toBe(1)
  })

  it('tells a stream that nobody reads it any more', async () => {
    const leaving = new AbortController()
    await ask('app://stocktray/api/events', { signal: leaving.signal })
    const { signal } = heard.api.at(-1)!
    expect(signal.aborted).toBe(false)
    leaving.abort()
    expect(signal.aborted).toBe(true)
  })

  it('tells a stream that its window was closed', async () => {
    await ask('app://stocktray/api/events')
    const { signal } = heard.api.at(-1)!
    expect(signal.aborted).toBe(false)
    window.abort()
    expect(signal.aborted).toBe(true)
  })
})
