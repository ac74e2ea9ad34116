import { appendFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openHost, type Host } from '../../src/host/host'
import { keysInFiles } from '../../src/settings/sealing'
import { begun } from '../engine/saucer-shop'
import { openBackOffice, type BackOffice } from '../headless/back-office'
import { leaksIn, planted } from '../headless/planted'
import { asking } from './asking'

let office: BackOffice
let host: Host | null = null

beforeEach(async () => {
  office = await openBackOffice({ tokens: planted, clientSecret: planted.client })
})
afterEach(async () => {
  await host?.close()
  host = null
  await office.close()
})

async function asked(): Promise<{ readonly head: Headers; readonly text: string; readonly bundle: unknown }> {
  host ??= await openHost({ dataDir: office.dataDir, keys: keysInFiles }, (text) => expect.unreachable(text))
  const answer = await host.api.request('/api/support-bundle')
  const text = await answer.text()
  expect(answer.status, text).toBe(200)
  return { head: answer.headers, text, bundle: JSON.parse(text) }
}

describe('the file for support, by the API', () => {
  it('holds how things stand and the history, and no secret', async () => {
    await office.standing()
    office.receiveCar25()
    await office.synced()
    // As a log of an older program might have it.
    appendFileSync(join(office.dataDir, 'logs', 'older.log'), `Vend said: who is ${planted.vend}?\n`)
    const { head, text, bundle } = await asked()
    expect(head.get('content-disposition')).toBe('attachment; filename="stocktray-support.json"')
    expect(bundle).toMatchObject({
      problems: [],
      state: { counts: { delivered: 1 } },
      documentsInAll: 1,
      documents: [{ reference: 'CAR-25', status: 'delivered' }],
      settings: { vend: { store: office.shop.url } },
    })
    expect(bundle).toHaveProperty(['logs', 'older.log'], ['Vend said: who is …?'])
    expect(leaksIn('the bundle', text)).toEqual([])
  })

  it('is there too while no engine runs, and says why none does', async () => {
    expect((await asked()).bundle).toMatchObject({
      problems: ['Tell Stocktray where your shop and your warehouse are.', expect.stringContaining('is not set up')],
      settings: null,
    })
    await host?.close()
    host = null
    await office.standing()
    writeFileSync(join(office.dataDir, 'ledger.sqlite'), 'damaged')
    const { bundle } = await asked()
    expect(bundle).toMatchObject({ state: null, documents: [], problems: [expect.stringContaining('cannot be read')] })
    expect(bundle).toHaveProperty('settings.vend.store', office.shop.url)
  })

  it('is not given where no screens are', async () => {
    const answer = await asking(await begun()).api.request('/api/support-bundle')
    expect([answer.status, await answer.json()]).toEqual([
      409,
      { kind: 'obstacle', text: 'The file for support is written with: stocktray support-bundle FILE' },
    ])
  })
})
