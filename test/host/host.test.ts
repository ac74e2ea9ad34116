import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openHost, type Host } from '../../src/host/host'
import { keysInFiles } from '../../src/settings/sealing'

let [folder, host] = ['', {} as Host]
const complaints: string[] = []
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'stocktray-host-'))
  host = await openHost({ dataDir: join(folder, 'data'), keys: keysInFiles }, (text) => complaints.push(text))
})
afterEach(async () => {
  await host.close()
  rmSync(folder, { recursive: true })
  expect(complaints.splice(0)).toEqual([])
})

async function ask(method: string, path: string): Promise<unknown> {
  return (await host.api.fetch(new Request(`http://stocktray/api${path}`, { method }))).json()
}
const sampleFolders = () => readdirSync(tmpdir()).filter((name) => name.startsWith('stocktray-sample-'))

describe('a host', () => {
  it('stands before anything is set up: its state says so, and what needs an engine is refused in words', async () => {
    const sentence = 'Tell Stocktray where your shop and your warehouse are.'
    expect(await ask('GET', '/state')).toMatchObject({ shape: 'not-set-up', sentence })
    expect(host.state()).toMatchObject({ shape: 'not-set-up', sentence })
    for (const [method, path] of [
      ['POST', '/sync'],
      ['GET', '/history'],
      ['POST', '/test'],
      ['GET', '/documents/abcd'],
    ] as const)
      expect(await ask(method, path), path).toEqual({ kind: 'obstacle', text: sentence })
    expect(await ask('GET', '/setup')).toMatchObject({ kind: 'done', values: {}, kept: [], stands: false })
    expect(existsSync(join(folder, 'data'))).toBe(false)
  })

  it('opens the sample shop, goes on with it, and leaves no trace of it', async () => {
    const before = sampleFolders()
    const told = vi.fn()
    const unwatch = host.watch(told)
    expect(await ask('POST', '/sample')).toEqual({ kind: 'done' })
    expect(await ask('GET', '/sample')).toEqual({ isOpen: true })
    expect(told).toHaveBeenCalled()
    await vi.waitUntil(() => host.state().shape === 'ok', 15_000)
    expect(await ask('POST', '/sample/next')).toMatchObject({ said: expect.stringContaining('CAR-25') })
    await vi.waitUntil(() => host.state().counts.delivered === 2, 15_000)
    // It is open already: nothing is begun anew.
    expect(await ask('POST', '/sample')).toEqual({ kind: 'done' })
    expect(host.state().counts.delivered).toBe(2)
    unwatch()
    expect(await ask('DELETE', '/sample')).toEqual({ kind: 'done' })
    expect(host.state().shape).toBe('not-set-up')
    expect(sampleFolders()).toEqual(before)
    expect(await ask('POST', '/sample/next')).toMatchObject({ kind: 'obstacle' })
  })

  it('that is closed while the sample is open leaves no trace of it either', async () => {
    const before = sampleFolders()
    await ask('POST', '/sample')
    await host.close()
    expect(sampleFolders()).toEqual(before)
  })
})

describe('the events of a host', () => {
  it('are the state as it is, and again when it has changed; closing the page ends them', async () => {
    const page = new AbortController()
    const answer = await host.api.fetch(new Request('http://stocktray/api/events', { signal: page.signal }))
    expect(answer.headers.get('content-type')).toContain('text/event-stream')
    const shapes: string[] = []
    const reading = (async () => {
      const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader()
      for (let read = await reader?.read(); read && !read.done; read = await reader?.read())
        for (const [, shape = ''] of read.value.matchAll(/"shape":"([a-z-]+)"/g)) shapes.push(shape)
    })().catch(() => undefined)
    await vi.waitUntil(() => shapes.includes('not-set-up'))
    await ask('POST', '/sample')
    await vi.waitUntil(() => shapes.includes('ok'), 15_000)
    await ask('DELETE', '/sample')
    await vi.waitUntil(() => shapes.at(-1) === 'not-set-up', 15_000)
    page.abort()
    await reading
  })
})
