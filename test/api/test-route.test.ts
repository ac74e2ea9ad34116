import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { createApi } from '../../src/api/api'
import type { RunTest } from '../../src/api/test-route'
import type { TestStep } from '../../src/core/test-step'
import { clientOf } from '../../src/headless/client'
import { serveApi } from '../../src/headless/serve-api'
import { readSession } from '../../src/host/session-file'
import { signal } from '../engine/saucer-shop'
import { tinyWorld } from '../fakes/tiny-world'

/** Asks over HTTP, as a command does; answers the lines one by one. */
async function served(
  run: RunTest | undefined,
  use: (next: () => Promise<string | null>, status: number) => Promise<void>,
) {
  const { app: engine } = tinyWorld()
  const deliver = () => engine.deliver(signal)
  const api = createApi(
    { engine, deliver, signal, rollWebhook: () => null, now: () => 0, ...(run && { test: run }) },
    () => [],
  )
  const dataDir = mkdtempSync(join(tmpdir(), 'stocktray-test-route-'))
  const serving = await serveApi(api.fetch, { dataDir, port: 0, changed: () => undefined })
  const session = readSession(dataDir)
  if (!serving.ok || !session) throw new Error('It does not listen.')
  const answer = await clientOf(session, signal).api.test.$post()
  const reader = answer.body?.getReader()
  const next = async () => {
    const read: { readonly value?: unknown } | undefined = await reader?.read()
    return read?.value instanceof Uint8Array ? new TextDecoder().decode(read.value) : null
  }
  await use(next, answer.status)
  await serving.served.close()
  rmSync(dataDir, { recursive: true })
}

const step = (name: TestStep['name']): TestStep => ({ name, status: 'ok', text: 'Well.' })

it('each step is sent when it is done, and not when all are', async () => {
  let go = () => undefined as unknown
  const gate = new Promise((resolve) => {
    go = () => resolve(null)
  })
  const run = async function* () {
    yield step('token')
    await gate
    yield step('saved')
  }
  await served(run, async (next) => {
    expect(await next()).toBe('{"name":"token","status":"ok","text":"Well."}\n')
    go()
    expect(await next()).toBe('{"name":"saved","status":"ok","text":"Well."}\n')
    expect(await next()).toBeNull()
  })
})

it('a fault of our own ends it with what it is', async () => {
  const run = async function* () {
    yield step('token')
    await Promise.reject(new Error('A mistake.'))
  }
  await served(run, async (next) => {
    let all = ''
    for (let line = await next(); line !== null; line = await next()) all += line
    expect(all).toMatch(/^\{"name":"token".*\}\n\{"kind":"fault","text":"A mistake\."\}\n$/)
  })
})

it('where nothing listens, it is refused', async () => {
  await served(undefined, async (next, status) => {
    expect(status).toBe(409)
    expect(await next()).toContain('cannot test its connections')
  })
})
