import { describe, expect, it } from 'vitest'
import type { HistoryPage } from '../../src/core/history-page'
import { begun, car25, waitingForSaucer } from '../engine/saucer-shop'
import { amount, type TinyWorld } from '../fakes/tiny-world'
import { asking } from './asking'

/** Orders CAR-1 to CAR-5 were told, and return RET-1 too. */
async function someDay(): Promise<TinyWorld> {
  const world = await begun()
  for (let number = 1; number <= 5; number += 1) {
    world.vend({ id: `CAR-${number.toString()}` }, car25)
    await world.sync()
    world.now += 60_000
  }
  world.vend({ id: 'RET-1', kind: 'return', status: 'sent', vendType: 'RETURN' }, { Item2: { count: amount('2.5') } })
  await world.sync()
  return world
}

const page = async (world: TinyWorld, query: Record<string, string>): Promise<HistoryPage> => {
  const answer = await asking(world).client.history.$get({ query: { limit: '100', ...query } })
  const page = await answer.json()
  if (!('rows' in page)) throw new Error(page.text)
  return page
}
const references = ({ rows }: HistoryPage) => rows.map(({ reference }) => reference)

describe('the history in pages', () => {
  it('begins with the newest, and each page says where the next one goes on', async () => {
    const world = await someDay()
    const pages = [await page(world, { limit: '4' })]
    for (let next = pages[0]?.next; next; next = pages.at(-1)?.next)
      pages.push(await page(world, { limit: '4', after: next }))
    expect(pages.map(references)).toEqual([
      ['RET-1', 'CAR-5', 'CAR-4', 'CAR-3'],
      ['CAR-2', 'CAR-1'],
    ])
    expect(pages[0]?.rows[0]).toMatchObject({
      ...{ reference: 'RET-1', kind: 'stocktake', cause: 'scan', status: 'delivered', location: 'WH' },
      ...{ items: 1, units: '2.5', lines: [{ sku: 'Item2', quantity: '-2.5' }], warehouseNumber: 'ST-00006' },
    })
  })

  it('finds what words begin: a SKU, a reference, the warehouse’s number, and an outlet by its name of today', async () => {
    const world = await someDay()
    const found = async (search: string) => references(await page(world, { search }))
    expect(await found('item1')).toEqual(['CAR-5', 'CAR-4', 'CAR-3', 'CAR-2', 'CAR-1'])
    expect(await found('CAR-3')).toEqual(['CAR-3'])
    expect(await found('ST-00002')).toEqual(['CAR-2'])
    expect(await found('main ret')).toEqual(['RET-1'])
    expect(await found('harbour')).toEqual([])
    expect(await found('"*: OR NOT (')).toEqual([])
    expect(await found('car item2 00004')).toEqual(['CAR-4'])
  })

  it('can be had of late alone, with whatever is still open, however old', async () => {
    const world = await waitingForSaucer()
    for (const id of ['CAR-26', 'CAR-27']) {
      world.vend({ id }, { Item1: { received: amount(1) } })
      await world.sync()
    }
    const recent = async (last: string) => {
      const found = await (await asking(world).client.recent.$get({ query: { last } })).json()
      if (!('documents' in found)) throw new Error(found.text)
      return [found.inAll, found.documents.map(({ vend, status }) => `${vend.reference ?? ''} ${status}`)]
    }
    const waits = 'CAR-25 needs-you'
    expect(await recent('1')).toEqual([4, [waits, 'CAR-27 delivered']])
    expect(await recent('100')).toEqual([4, ['CAR-25 delivered', waits, 'CAR-26 delivered', 'CAR-27 delivered']])
  })

  it('can be narrowed, and says what it does not understand', async () => {
    const world = await someDay()
    expect(references(await page(world, { outletId: 'main', until: (world.now - 200_000).toString() }))).toEqual([
      ...['CAR-2', 'CAR-1'],
    ])
    expect(references(await page(world, { status: 'needs-you' }))).toEqual([])
    const { client } = asking(world)
    const refused = await client.history.$get({ query: { status: 'lost', limit: '0' } as never })
    expect([refused.status, await refused.json()]).toEqual([
      400,
      { kind: 'wrong', text: expect.stringMatching(/^status: .* · limit: /) },
    ])
  })
})
