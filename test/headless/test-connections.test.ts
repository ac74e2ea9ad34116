import { describe, expect, vi } from 'vitest'
import { z } from 'zod'
import { testSteps, type TestStep } from '../../src/core/test-step'
import { apiOf } from '../../src/headless/office'
import { serveApi } from '../../src/headless/serve-api'
import { openShop, readShop } from '../../src/host/shop-folder'
import { testConnections } from '../../src/headless/test-connections'
import type { BackOffice } from './back-office'
import { it } from './in-office'
import { slow } from './slow'
import { straight } from './straight'
import { keysInFiles } from '../../src/settings/sealing'

const stepSchema = z.strictObject({ name: z.string(), status: z.enum(['ok', 'failed', 'skipped']), text: z.string() })

const stepsIn = (out: string) =>
  out
    .trimEnd()
    .split('\n')
    .map((line) => stepSchema.parse(JSON.parse(line)))

/** The command, in this process, without an engine that runs; `seen` is told each line as it comes. */
async function press(
  { dataDir }: BackOffice,
  seen: (step: z.infer<typeof stepSchema>) => void = () => undefined,
  { signal } = new AbortController(),
) {
  const lines: string[] = []
  const errors: string[] = []
  const output = {
    out: (line: string) => {
      lines.push(line)
      seen(stepSchema.parse(JSON.parse(line)))
    },
    err: (line: string) => errors.push(line),
  }
  const code = await testConnections({ dataDir, json: true, output, signal })
  const steps = lines.length === 0 ? [] : stepsIn(lines.join('\n'))
  const step = (name: TestStep['name']) => steps.find((one) => one.name === name)
  const not = (status: string) => steps.filter((one) => one.status !== status).map(({ name }) => name)
  expect([...lines, ...errors].join('\n')).not.toMatch(/\/hooks\/vend\/[\w-]/)
  const [notOk, notSkipped] = [not('ok'), not('skipped')]
  return { code, errors, steps, step, notOk, failed: notSkipped.filter((name) => notOk.includes(name)) }
}

describe.concurrent('stocktray test', slow, () => {
  it('says each step as it is done, has Vend call us, and keeps what it found', async ({ office }) => {
    await office.standing(await straight())
    const registered: [string, number][] = []
    const { code, steps, step, notOk } = await press(office, ({ name }) =>
      registered.push([name, office.shop.webhooks.length]),
    )
    expect({ code, notOk }).toEqual({ code: 0, notOk: [] })
    expect(steps.map(({ name }) => name)).toEqual(testSteps)
    expect(registered.slice(6)).toEqual([
      ['own address', 0],
      ['webhook', 2],
      ['saved', 2],
    ])
    expect(step('webhook')?.text).toContain('Nothing answers there now that the test is over: start “stocktray run”')
    expect(office.state()?.lastTest).toMatchObject({ failed: [] })
    const shown = await office.stocktray('test')
    expect(shown).toMatchObject({ code: 0, err: '' })
    expect(shown.out).toMatch(/^token +ok +Vend accepts .*\n(.*\n){7}saved +ok .*\n\nAll is well\.\n$/)
  })

  it('leaves Vend with an address that run replaces by the one that holds then', async ({ office }) => {
    const { realTime } = await straight()
    await office.standing({ realTime })
    expect((await press(office)).code).toBe(0)
    const left = office.shop.webhooks.map(({ url }) => url)
    // As where ngrok gives another address at each start.
    const next = await straight()
    await office.standing(next)
    const running = office.start('run')
    const { origin } = new URL(next.realTime.publicUrl)
    await vi.waitUntil(() => office.shop.webhooks.every(({ url }) => url.startsWith(origin)), 15_000)
    expect(office.shop.webhooks).toHaveLength(2)
    expect(left.filter((url) => url.startsWith(origin))).toEqual([])
    running.signal('SIGTERM')
    expect(await running.ended).toMatchObject({ code: 0 })
  })

  it('asks the engine that runs, which has the listener', async ({ office }) => {
    await office.standing(await straight())
    const running = office.start('run')
    await running.says('Running.')
    await vi.waitUntil(() => office.shop.webhooks.length === 2, 15_000)
    const { code, out, err } = await office.stocktray('test', '--json')
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(stepsIn(out).map(({ status }) => status)).toEqual(testSteps.map(() => 'ok'))
    expect(out).not.toContain('Nothing answers')
    running.signal('SIGTERM')
    expect(await running.ended).toMatchObject({ code: 0, err: '' })
  })

  it('says in its own words why an engine that runs cannot test, which is no fault', async ({ office }) => {
    const { dataDir } = office
    await office.standing()
    const read = readShop({ dataDir, keys: keysInFiles })
    const opened = read.ok ? openShop(read.shop) : read
    if (!read.ok || !opened.ok) throw new Error('The folder cannot be opened.')
    // Behind an API as an engine gives it that does not listen.
    const api = apiOf(opened.open.app, read.shop, new AbortController().signal)
    const serving = await serveApi(api, { dataDir, port: 0, changed: () => undefined })
    if (!serving.ok) throw new Error(serving.text)
    const { code, errors, steps } = await press(office)
    expect({ code, errors, steps }).toEqual({
      ...{ code: 1, steps: [] },
      errors: ['This Stocktray cannot test its connections.'],
    })
    await serving.served.close()
    opened.open.close()
  })

  it('with real time off says so, and that is well', async ({ office }) => {
    await office.standing()
    const { code, step, notOk } = await press(office)
    expect({ code, notOk }).toEqual({ code: 0, notOk: ['way in', 'own address', 'webhook'] })
    expect(step('webhook')).toEqual({
      ...{ name: 'webhook', status: 'skipped' },
      text: 'Real time is off: Vend is read every 5 minutes, and nothing is missed.',
    })
    expect(office.shop.webhooks).toEqual([])
  })

  it('says what is wrong with Vend, goes on with the rest, and exits with 3', async ({ office }) => {
    await office.standing(await straight())
    office.shop.changeToken('another')
    const refused = await press(office)
    expect(refused).toMatchObject({
      code: 3,
      notOk: ['token', 'outlets', 'mapped outlets', 'webhook'],
      failed: ['token'],
    })
    expect(refused.step('token')?.text).toContain('does not accept the access token')
    expect(refused.step('webhook')?.text).toBe('This could not be looked at: see “token”.')
    expect(office.state()?.lastTest).toMatchObject({ failed: ['token'] })
    await office.shop.close()
    const gone = await press(office)
    expect(gone).toMatchObject({ code: 3, failed: ['token'] })
    expect(gone.step('token')?.text).toContain('cannot be reached')
  })

  it('says what is wrong with the warehouse, and exits with 3', async ({ office }) => {
    await office.standing()
    office.warehouse.changeToken('another')
    expect(await press(office)).toMatchObject({ code: 3, failed: ['warehouse'] })
    await office.warehouse.close()
    const gone = await press(office)
    expect(gone).toMatchObject({ code: 3, failed: ['warehouse'] })
    expect(gone.step('locations')).toMatchObject({ status: 'skipped', text: expect.stringContaining('“warehouse”') })
  })

  it('says which outlet and location is gone, and exits with 1', async ({ office }) => {
    const outlets = [{ outlet: '11111111-2222-3333-4444-555555555555', location: 'WH-GONE' }]
    const path = office.write({ ...office.good, outlets })
    expect((await office.stocktray('setup', '--no-test', '--file', path)).code).toBe(0)
    expect(await press(office)).toMatchObject({ code: 1, failed: ['mapped outlets', 'locations'] })
  })

  it('says where our address leads elsewhere, and where Vend does not take the webhook', async ({ office }) => {
    const { realTime } = await straight()
    const { host } = new URL(office.warehouse.url)
    await office.standing({ realTime: { ...realTime, publicUrl: office.warehouse.url } })
    const elsewhere = await press(office)
    expect(elsewhere).toMatchObject({ code: 1, failed: ['own address'] })
    expect(elsewhere.step('own address')?.text).toContain(`Something else answers at ${host}`)
    office.shop.set({ forbidden: ['webhooks'] })
    await office.standing({ realTime })
    const refused = await press(office)
    expect(refused).toMatchObject({ code: 3, failed: ['webhook'] })
    expect(refused.step('webhook')?.text).toContain('the right “webhooks” is missing')
  })

  it('says where the webhook’s port is taken', async ({ office }) => {
    const { port } = new URL(office.warehouse.url)
    const { realTime } = await straight()
    await office.standing({ realTime: { ...realTime, port: Number(port) } })
    const taken = await press(office)
    expect(taken).toMatchObject({ code: 1, failed: ['way in'] })
    expect(taken.step('way in')?.text).toContain(`port ${port} cannot be opened`)
  })

  it('that is stopped says so, and exits with 1 whatever was well', async ({ office }) => {
    await office.standing(await straight())
    const stop = new AbortController()
    const stopped = await press(
      office,
      ({ name }) => {
        if (name === 'locations') stop.abort()
      },
      stop,
    )
    expect(stopped).toMatchObject({ code: 1, errors: ['Stopped before it was done.'] })
    expect(stopped.step('locations')).toMatchObject({ status: 'ok' })
  })

  it('says that a folder is not set up, as every command does', async ({ office }) => {
    const { code, out, err } = await office.stocktray('test')
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toContain('is not set up')
  })
})
