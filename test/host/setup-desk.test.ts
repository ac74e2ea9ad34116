import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, vi } from 'vitest'
import type { SetupActs } from '../../src/api/desk'
import { openHost, type Host } from '../../src/host/host'
import { setupDesk } from '../../src/host/setup-desk'
import { readShopSettings } from '../../src/settings/shop-settings'
import { filesIn, tokens, type BackOffice } from '../headless/back-office'
import { it } from '../headless/in-office'
import { straight } from '../headless/straight'
import { keysInFiles } from '../../src/settings/sealing'

const signal = new AbortController().signal

/** Nothing runs, so that what is kept is taken at once. */
const deskOf = ({ dataDir }: BackOffice): SetupActs =>
  setupDesk({ dataDir, keys: keysInFiles }, (keep) => Promise.resolve(keep()))

/** What the office's good set-up says, section by section. */
const good = ({ good: { vend, warehouse, outlets } }: BackOffice) => ({
  ...{ vend, warehouse, outlets, sendStockAdjustments: true, from: null, realTime: { via: 'off' } },
})

async function hosted(office: BackOffice, use: (host: Host) => Promise<void>) {
  const host = await openHost({ dataDir: office.dataDir, keys: keysInFiles }, (text) => expect.unreachable(text))
  try {
    await use(host)
  } finally {
    await host.close()
  }
}

const ask = async (host: Host, method: string, path: string, body?: unknown): Promise<unknown> => {
  const init = body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
  return (await host.api.request(`/api/setup${path}`, { method, ...init })).json()
}

describe('what is entered', () => {
  it('is there again for another desk, without its secrets, at the step that was reached', ({ office }) => {
    expect(deskOf(office).given()).toEqual({
      ...{ values: {}, kept: [], stands: false, begun: false, reached: 1, outlets: [], locations: [] },
    })
    const { vend, warehouse } = office.good
    expect(deskOf(office).keep({ vend, reached: 2 })).toEqual({ kind: 'done' })
    expect(deskOf(office).keep({ warehouse })).toEqual({ kind: 'done' })
    const given = deskOf(office).given()
    expect(given).toMatchObject({ begun: true, reached: 2, kept: ['vend.token', 'warehouse.token'] })
    expect(given.values).toMatchObject({ vend: { store: office.shop.url }, warehouse: { url: office.warehouse.url } })
    const seen = JSON.stringify(given) + [...filesIn(office.dataDir).values()].map(String).join('')
    for (const token of Object.values(tokens)) expect(seen).not.toContain(token)
  })

  it('that is wrong is kept all the same, and said with its place; other sections are not spoken of', ({ office }) => {
    const desk = deskOf(office)
    expect(desk.keep({ vend: { store: 'https://evil.example' } })).toEqual({
      kind: 'wrong',
      problems: [
        { path: 'vend.token', text: 'is missing.' },
        { path: 'vend.store', text: expect.stringContaining('does not belong to a Vend store') },
      ],
    })
    expect(desk.keep({ limits: { lines: 0 }, scanEveryMinutes: 'often' })).toMatchObject({
      problems: [{ path: 'scanEveryMinutes' }, { path: 'limits.lines' }],
    })
    expect(desk.keep({ realTime: { via: 'own-address' } })).toMatchObject({
      problems: [{ path: 'realTime.publicUrl' }],
    })
    expect(desk.given().values).toMatchObject({ vend: { store: 'https://evil.example' }, limits: { lines: 0 } })
  })

  it('is forgotten, and what stands holds', async ({ office }) => {
    await office.standing()
    const desk = deskOf(office)
    const before = desk.given()
    desk.keep({ sendStockAdjustments: false, reached: 4 })
    expect(desk.given()).toMatchObject({ begun: true, values: { sendStockAdjustments: false } })
    desk.forget()
    expect(desk.given()).toEqual(before)
    expect(before).toMatchObject({ stands: true, begun: false, kept: ['vend.token', 'warehouse.token'] })
    expect(before.outlets.map(({ name }) => name)).toEqual(['Main Outlet', 'Harbour Street'])
  })

  it('in a draft that was damaged is entered again, and what stands is untouched', async ({ office }) => {
    await office.standing()
    const desk = deskOf(office)
    const before = desk.given()
    desk.keep({ sendStockAdjustments: false })
    writeFileSync(join(office.dataDir, 'setup-draft.json'), '{')
    expect(desk.given()).toEqual(before)
    expect(await desk.vend(signal)).toMatchObject({ kind: 'done' })
  })
})

describe('the other side', () => {
  it('answers with what is kept: Vend with its outlets, the warehouse with its locations', async ({ office }) => {
    const desk = deskOf(office)
    desk.keep(good(office))
    expect(await desk.vend(signal)).toMatchObject({ kind: 'done', store: office.shop.url, outlets: { length: 3 } })
    expect(await desk.warehouse(signal)).toMatchObject({
      ...{ kind: 'done', name: 'In-house warehouse', locations: [{ id: 'WH-MAIN' }, { id: 'WH-HARBOUR' }] },
    })
  })

  it('that does not accept a token says so at its field', async ({ office }) => {
    const desk = deskOf(office)
    const { vend, warehouse } = good(office)
    desk.keep({ vend: { ...vend, token: 'another' }, warehouse: { ...warehouse, token: 'another' } })
    expect(await desk.vend(signal)).toMatchObject({ kind: 'wrong', problems: [{ path: 'vend.token' }] })
    expect(await desk.warehouse(signal)).toMatchObject({ kind: 'wrong', problems: [{ path: 'warehouse.token' }] })
  })

  it('that is not there is no mistake of what was entered', async ({ office }) => {
    const desk = deskOf(office)
    desk.keep(good(office))
    await office.shop.close()
    await office.warehouse.close()
    expect((await desk.vend(signal)).kind).toBe('unreachable')
    expect((await desk.warehouse(signal)).kind).toBe('unreachable')
  })

  it('at another address is never asked with the token of before', async ({ office }) => {
    await office.standing()
    const desk = deskOf(office)
    desk.keep({ vend: { store: 'another' }, warehouse: { kind: 'http', url: `${office.warehouse.url}/elsewhere` } })
    expect(await desk.vend(signal)).toEqual({ kind: 'wrong', problems: [{ path: 'vend.token', text: 'is missing.' }] })
    expect(await desk.warehouse(signal)).toMatchObject({ kind: 'wrong', problems: [{ path: 'warehouse.token' }] })
    desk.keep({ vend: { store: office.shop.url } })
    expect(await desk.vend(signal)).toMatchObject({ kind: 'done' })
  })
})

describe('saving', () => {
  it('with anything wrong changes nothing, and what was entered stays', async ({ office }) => {
    await office.standing()
    const desk = deskOf(office)
    const before = readShopSettings(office.dataDir, keysInFiles)
    const outlets = [{ outlet: 'Main Outlet', location: 'nowhere' }]
    desk.keep({ outlets, sendStockAdjustments: false })
    expect(await desk.save(signal)).toMatchObject({ kind: 'wrong', problems: [{ path: 'outlets[0].location' }] })
    desk.keep({ outlets: office.good.outlets })
    await office.warehouse.close()
    expect(await desk.save(signal)).toMatchObject({ kind: 'unreachable' })
    expect(readShopSettings(office.dataDir, keysInFiles)).toEqual(before)
    expect(desk.given()).toMatchObject({ begun: true, values: { sendStockAdjustments: false } })
  })

  it('by screens keeps the same as a file does', async ({ office }) => {
    await office.standing({ from: undefined })
    const byFile = readShopSettings(office.dataDir, keysInFiles)
    const desk = deskOf(office)
    desk.keep(good(office))
    expect(await desk.save(signal)).toEqual({ kind: 'done', warnings: [], authorizedKey: null })
    expect(readShopSettings(office.dataDir, keysInFiles)).toEqual(byFile)
    expect(desk.given()).toMatchObject({ stands: true, begun: false })
  })

  it('a start that is taken out again is none', async ({ office }) => {
    await office.standing()
    const desk = deskOf(office)
    expect(desk.given().values.from).toBe(office.good.from)
    desk.keep({ from: null })
    expect(await desk.save(signal)).toMatchObject({ kind: 'done' })
    expect(readShopSettings(office.dataDir, keysInFiles)).toMatchObject({ settings: { from: null } })
  })
})

describe('a host', () => {
  it('runs on what was saved, and on the next after it', async ({ office }) => {
    const way = await straight()
    await hosted(office, async (host) => {
      expect(host.missing()?.shape).toBe('not-set-up')
      expect(await ask(host, 'PATCH', '', { ...good(office), ...way })).toEqual({ kind: 'done' })
      expect(await ask(host, 'POST', '/save')).toMatchObject({ kind: 'done' })
      expect(host.missing()).toBeNull()
      await vi.waitUntil(() => office.shop.webhooks.length === 2, 15_000)
      // Before it looked for the first time, nothing that happens is after the start.
      await vi.waitUntil(() => host.state().lastScan !== null, 15_000)
      office.receiveCar25()
      await vi.waitUntil(() => office.warehouse.documents().length === 2, 15_000)

      const first = host.running()
      expect(await ask(host, 'PATCH', '', { realTime: { via: 'off' }, scanEveryMinutes: 7 })).toEqual({ kind: 'done' })
      expect(host.running()).toBe(first)
      expect(await ask(host, 'POST', '/save')).toMatchObject({ kind: 'done' })
      expect(host.running()).not.toBe(first)
      expect(host.running()?.shop.settings).toMatchObject({ scanEveryMinutes: 7, realTime: { via: 'off' } })
      expect(host.state().realTime).toBeNull()
    })
  })

  it('whose disk does not take what is saved goes on with what stood before', async ({ office }) => {
    await office.standing()
    const before = readShopSettings(office.dataDir, keysInFiles)
    await hosted(office, async (host) => {
      await ask(host, 'PATCH', '', { scanEveryMinutes: 7 })
      const first = host.running()
      // The secrets' next revision cannot be written.
      mkdirSync(join(office.dataDir, `secrets.2.json.${process.pid}.tmp`))
      expect(await ask(host, 'POST', '/save')).toMatchObject({ kind: 'obstacle' })
      expect(host.missing()).toBeNull()
      expect(host.running()).not.toBe(first)
    })
    expect(readShopSettings(office.dataDir, keysInFiles)).toEqual(before)
  })

  it('saves nothing while the sample shop is open, and the sample goes on', async ({ office }) => {
    await hosted(office, async (host) => {
      await ask(host, 'PATCH', '', good(office))
      expect((await host.api.request('/api/sample', { method: 'POST' })).status).toBe(200)
      expect(await ask(host, 'POST', '/save')).toEqual({
        ...{ kind: 'obstacle', text: 'The sample shop is open. Leave the sample first, then save.' },
      })
      expect(readShopSettings(office.dataDir, keysInFiles).kind).toBe('not-set-up')
      expect(host.running()?.shop.dataDir).not.toBe(office.dataDir)
      await host.api.request('/api/sample', { method: 'DELETE' })
      expect(await ask(host, 'POST', '/save')).toMatchObject({ kind: 'done' })
      expect(host.running()?.shop.dataDir).toBe(office.dataDir)
    })
  })
})
