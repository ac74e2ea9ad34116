import { describe, expect, it } from 'vitest'
import type { DocumentCause, Place } from '../../src/core/document'
import { openDatabase } from '../../src/ledger/database'
import { toldInAll, type TinyWarehouseOptions } from '../fakes/tiny-warehouse'
import { amount, startOfDay, tinyWorld, type TinyWorld } from '../fakes/tiny-world'

const car25 = { Item1: { received: amount(60) }, Item2: { received: amount(50) } }
const here: Place = { kind: 'stocktake', location: 'WH' }
const there: Place = { kind: 'stock-transfer', from: 'WH', to: 'HS' }

/** A shop whose folder is an older copy of itself, put back at a moment, or nobody knows when. */
async function restored(options: TinyWarehouseOptions & { at?: number } = {}): Promise<TinyWorld> {
  const database = openDatabase(':memory:')
  const world = tinyWorld({ ...options, database })
  await world.sync()
  putBack(database, options.at)
  world.now += 60_000
  return world
}

function putBack(database: ReturnType<typeof openDatabase>, at?: number): void {
  database.exec(`INSERT INTO facts VALUES ('restored', '${at?.toString() ?? 'yes'}')`)
}

/** What was booked in the forgotten time. */
function booked(
  { booked: all }: TinyWorld,
  reference: string,
  pieces: Record<string, number>,
  { place = here, of = 'CAR-25', cause = 'scan' }: { place?: Place; of?: string; cause?: DocumentCause } = {},
): void {
  const lines = Object.entries(pieces).map(([sku, quantity]) => {
    return { item: sku, sku, quantity: amount(quantity), counted: null }
  })
  const source = { consignmentId: of, reference: of, type: 'SUPPLIER', cause }
  const number = `ST-${(all.length + 1).toString().padStart(5, '0')}`
  all.push({ number, document: { place, reference, key: `then/${reference}`, lines, source } })
}

const pushed = ({ calls }: TinyWorld) => calls.filter((call) => call.startsWith('push'))
const living = ({ app }: TinyWorld) =>
  app
    .history()
    .filter(({ status }) => status !== 'withdrawn')
    .map(({ reference, status, warehouseNumber, lines }) => {
      const what = lines.map(({ sku, quantity }) => `${sku} ${quantity}`).join(', ')
      return `${reference ?? 'draft'} ${status} ${warehouseNumber ?? '-'}: ${what}`
    })
const codes = ({ app }: TinyWorld) => app.state().holds.map(({ code }) => code)
const texts = ({ app }: TinyWorld) => app.state().holds.map(({ text }) => text)

describe('CAR-25, which was refused in a forgotten time and then booked under a later part', () => {
  it('is found under that part, and nothing is sent', async () => {
    const world = await restored()
    booked(world, 'CAR-25-2', { Item1: 60, Item2: 50 })
    world.vend({ id: 'CAR-25' }, car25)
    await world.sync()
    expect(pushed(world)).toEqual([])
    expect(living(world)).toEqual(['CAR-25-2 delivered ST-00001: Item1 60, Item2 50'])
    expect(world.app.state().shape).toBe('ok')
  })

  it('leaves that part used up: a later change takes one that is free in the warehouse too', async () => {
    const world = await restored()
    booked(world, 'CAR-25-2', { Item1: 60, Item2: 50 })
    world.vend({ id: 'CAR-25' }, car25)
    await world.sync()
    for (const pieces of [61, 63]) {
      world.vend({ id: 'CAR-25' }, { ...car25, Item1: { received: amount(pieces) } })
      await world.sync()
    }
    expect(pushed(world)).toEqual(['push CAR-25', 'push CAR-25-3'])
    expect(toldInAll(world)).toEqual({ 'WH Item1': 63, 'WH Item2': 50 })
  })

  it('is found although each of its items was refused alone, and all of it ten times more', async () => {
    const world = await restored()
    booked(world, 'CAR-25-13', { Item1: 60, Item2: 50 })
    world.vend({ id: 'CAR-25' }, car25)
    await world.sync()
    expect(pushed(world)).toEqual([])
    expect(living(world)).toEqual(['CAR-25-13 delivered ST-00001: Item1 60, Item2 50'])
  })

  it('waits until the warehouse answers for every part', async () => {
    const world = await restored()
    booked(world, 'CAR-25-3', { Item1: 60, Item2: 50 })
    world.vend({ id: 'CAR-25' }, car25)
    world.lookUps.push({ kind: 'absent' }, { kind: 'absent' }, { kind: 'inconclusive', text: 'No answer.' })
    await world.sync()
    expect(world.calls.filter((call) => call.startsWith('find'))).toHaveLength(3)
    expect(living(world)).toEqual(['CAR-25 unsure -: Item1 60, Item2 50'])
    await world.turn(60_000)
    expect(pushed(world)).toEqual([])
    expect(living(world)).toEqual(['CAR-25-3 delivered ST-00001: Item1 60, Item2 50'])
  })

  it.each([{ refusesRepeats: true }, { refusesRepeats: false }])(
    'with other lines is for you to compare, and is not sent whatever you say (%o)',
    async (options) => {
      const world = await restored(options)
      booked(world, 'CAR-25-2', { Item1: 59, Item2: 50 })
      world.vend({ id: 'CAR-25' }, car25)
      await world.sync()
      const asked = [
        'Main Warehouse already has CAR-25-2 as ST-00001, with other lines. Compare both, then say whether ours arrived.',
      ]
      expect(texts(world)).toEqual(asked)
      const id = world.app.state().holds[0]?.documentId ?? ''
      for (const act of [() => world.app.retry(id), () => world.app.settle(id, false)]) {
        expect(act()).toBeNull()
        await world.turn(3_600_000)
        expect(texts(world)).toEqual(asked)
      }
      expect(world.booked).toHaveLength(1)
      expect(world.app.settle(id, true)).toBeNull()
      expect(living(world)).toEqual(['CAR-25-2 delivered ST-00001: Item1 60, Item2 50'])
    },
  )

  it('where the later part is somebody else’s goes under its own name', async () => {
    const world = await restored()
    booked(world, 'CAR-25-2', { Item1: 60, Item2: 50 }, { of: 'other' })
    world.vend({ id: 'CAR-25' }, car25)
    await world.sync()
    expect(pushed(world)).toEqual(['push CAR-25'])
  })

  it('is for you to compare where nobody says whose the same lines are', async () => {
    const world = await restored()
    world.vend({ id: 'CAR-25' }, car25)
    const found = {
      ...{ number: 'ST-9', consignmentId: null },
      lines: Object.entries({ Item1: 60, Item2: 50 }).map(([item, pieces]) => ({ item, quantity: amount(pieces) })),
    }
    world.lookUps.push({ kind: 'absent' }, { kind: 'found', found })
    await world.sync()
    expect(pushed(world)).toEqual([])
    expect(texts(world)).toEqual([
      'Main Warehouse does not have CAR-25, but CAR-25-2 of the same consignment as ST-9, which this data folder does not remember. Compare them with ours, then say whether ours arrived.',
    ])
  })

  it('of which a part stands there half booked is for you to compare', async () => {
    const world = await restored()
    world.vend({ id: 'CAR-25' }, car25)
    world.lookUps.push({ kind: 'absent' }, { kind: 'begun' })
    await world.sync()
    expect(pushed(world)).toEqual([])
    expect(codes(world)).toEqual(['taken'])
  })
})

describe('CAR-25, which was told item by item in a forgotten time', () => {
  it('is found share by share', async () => {
    const world = await restored()
    booked(world, 'CAR-25-2', { Item1: 60 })
    booked(world, 'CAR-25-4', { Item2: 50 })
    world.vend({ id: 'CAR-25' }, car25)
    await world.sync()
    expect(pushed(world)).toEqual([])
    expect(living(world)).toEqual(['CAR-25-2 delivered ST-00001: Item1 60', 'CAR-25-4 delivered ST-00002: Item2 50'])
  })

  it('but for one item has that one sent', async () => {
    const world = await restored()
    booked(world, 'CAR-25-2', { Item2: 50 })
    world.vend({ id: 'CAR-25' }, car25)
    await world.sync()
    expect(pushed(world)).toEqual(['push CAR-25'])
    expect(living(world)).toEqual(['CAR-25-2 delivered ST-00001: Item2 50', 'CAR-25 delivered ST-00002: Item1 60'])
    expect(toldInAll(world)).toEqual({ 'WH Item1': 60, 'WH Item2': 50 })
  })
})

describe('CAR-25, which was corrected in a forgotten time and stands in Vend as before', () => {
  it.each(['CAR-25', 'CAR-25-2'])('is for you to compare, though %s has the same lines', async (reference) => {
    const world = await restored()
    booked(world, reference, { Item1: 60, Item2: 50 })
    booked(world, 'CAR-25-3', { Item1: -20 })
    world.vend({ id: 'CAR-25' }, car25)
    await world.sync()
    expect(pushed(world)).toEqual([])
    expect(texts(world)).toEqual([
      `Main Warehouse already has ${reference} as ST-00001, and CAR-25-3 of the same consignment as ST-00002, which this data folder does not remember. Compare them with ours, then say whether ours arrived.`,
    ])
  })

  it('is told where what was corrected is another item', async () => {
    const world = await restored()
    booked(world, 'CAR-25', { Item1: 60, Item2: 50 })
    booked(world, 'CAR-25-2', { Item3: -20 })
    world.vend({ id: 'CAR-25' }, car25)
    await world.sync()
    expect(living(world)).toEqual(['CAR-25 delivered ST-00001: Item1 60, Item2 50'])
    expect(codes(world)).toEqual([])
  })
})

describe('a transfer of 10 of which 8 arrived, told in a forgotten time', () => {
  const received = {
    ...({ id: 'TR-1', kind: 'transfer', vendType: 'OUTLET', sourceOutletId: 'main', outletId: 'harbour' } as const),
    ...({ status: 'received', vendStatus: 'RECEIVED' } as const),
  }
  const lines = { Item1: { count: amount(10), received: amount(8) } }

  it('is found as the Stock Transfer and the Stocktake that it was', async () => {
    const world = await restored()
    booked(world, 'TR-1-2', { Item1: 8 }, { place: there, of: 'TR-1' })
    booked(world, 'TR-1-3', { Item1: -2 }, { of: 'TR-1' })
    world.vend(received, lines)
    await world.sync()
    expect(pushed(world)).toEqual([])
    expect(living(world).map((text) => text.split(':')[0])).toEqual([
      'TR-1-2 delivered ST-00001',
      'TR-1-3 delivered ST-00002',
    ])
  })

  it('is not taken for a Stocktake of the same lines', async () => {
    const world = await restored()
    booked(world, 'TR-1-2', { Item1: 10 }, { of: 'TR-1' })
    world.vend(received, { Item1: { count: amount(10), received: amount(10) } })
    await world.sync()
    expect(pushed(world)).toEqual([])
    expect(codes(world)).toEqual(['taken'])
  })
})

describe('an undo in a folder that was put back', () => {
  async function undone(): Promise<TinyWorld> {
    const database = openDatabase(':memory:')
    const world = tinyWorld({ database, refusesRepeats: false })
    await world.sync()
    world.vend({ id: 'CAR-25' }, car25)
    await world.sync()
    const id = world.app.history()[0]?.id ?? ''
    expect(world.app.undo(id).kind).toBe('done')
    putBack(database)
    world.restart()
    world.calls.length = 0
    return world
  }

  it('that was about to go then, and went, is not sent again', async () => {
    const world = await undone()
    booked(world, 'CAR-25-2', { Item1: -60, Item2: -50 }, { cause: 'undo' })
    await world.sync()
    expect(pushed(world)).toEqual([])
    expect(toldInAll(world)).toEqual({ 'WH Item1': 0, 'WH Item2': 0 })
    expect(world.app.state().counts).toMatchObject({ delivered: 2, waiting: 0, unsure: 0 })
  })

  it('that was refused then, and went under the next part, is not sent again', async () => {
    const world = await undone()
    booked(world, 'CAR-25-3', { Item1: -60, Item2: -50 }, { cause: 'undo' })
    await world.sync()
    expect(pushed(world)).toEqual([])
    expect(living(world)[1]).toBe('CAR-25-3 delivered ST-00002: Item1 -60, Item2 -50')
  })

  it('of which a share was taken back asks you', async () => {
    const world = await undone()
    booked(world, 'CAR-25-3', { Item1: -60 }, { cause: 'undo' })
    await world.sync()
    expect(pushed(world)).toEqual([])
    expect(codes(world)).toEqual(['taken'])
  })

  it('that never went goes once', async () => {
    const world = await undone()
    await world.sync()
    expect(pushed(world)).toEqual(['push CAR-25-2'])
    expect(toldInAll(world)).toEqual({ 'WH Item1': 0, 'WH Item2': 0 })
  })
})

describe('a folder that was put back a moment ago', () => {
  it('sends nothing before what it forgot must have arrived', async () => {
    const world = await restored({ settleAfterMs: 60_000, refusesRepeats: false, at: startOfDay + 50_000 })
    world.vend({ id: 'CAR-25' }, car25)
    await world.sync()
    expect(living(world)).toEqual(['CAR-25 unsure -: Item1 60, Item2 50'])
    booked(world, 'CAR-25', { Item1: 60, Item2: 50 })
    await world.turn(51_000)
    expect(pushed(world)).toEqual([])
    expect(living(world)).toEqual(['CAR-25 delivered ST-00001: Item1 60, Item2 50'])
  })

  it('on a clock that was set back meanwhile waits no longer than that', async () => {
    const world = await restored({ settleAfterMs: 60_000, at: startOfDay + 86_400_000 })
    world.vend({ id: 'CAR-25' }, car25)
    await world.sync()
    expect(pushed(world)).toEqual([])
    await world.turn(61_000)
    expect(pushed(world)).toEqual(['push CAR-25'])
  })
})
