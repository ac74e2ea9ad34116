import { describe, expect, it } from 'vitest'
import { bookedOn, toldInAll } from '../fakes/tiny-warehouse'
import { amount, product, settings, type TinyWorld } from '../fakes/tiny-world'
import { begun, car25, match, signal, waitingForSaucer } from './saucer-shop'

const of = (world: TinyWorld, reference: string) => world.app.history().find((one) => one.reference === reference)
const idOf = (world: TinyWorld, reference: string) => of(world, reference)?.id ?? `no ${reference}`
const holds = ({ app }: TinyWorld) => app.state().holds
const codes = (world: TinyWorld) => holds(world).map(({ code }) => code)
/** Undoes, and answers the undo's id or the sentence that stands in the way. */
const undo = ({ app }: TinyWorld, id: string) => {
  const answer = app.undo(id)
  return answer.kind === 'done' ? answer.id : answer.text
}
const obstacle = ({ app }: TinyWorld, id: string) => {
  const answer = app.undo(id)
  return answer.kind === 'obstacle' ? answer.text : `done: ${answer.id}`
}

/** Order CAR-25 of 60 and 50 is booked. */
async function booked(options: Parameters<typeof begun>[0] = {}) {
  const world = await begun(options)
  world.vend({ id: 'CAR-25' }, car25)
  await world.sync()
  return world
}

/** … and taken back. */
async function undone() {
  const world = await booked()
  undo(world, idOf(world, 'CAR-25'))
  await world.turn(0)
  return world
}

const receive = (world: TinyWorld, pieces: number) =>
  world.vend({ id: 'CAR-25' }, { ...car25, Item1: { received: amount(pieces) } })

describe('an undo of CAR-25, of 60 and 50', () => {
  it('takes 60 and 50 back under the next reference, and says so', async () => {
    const world = await booked()
    const id = undo(world, idOf(world, 'CAR-25'))
    expect(world.app.history().find((one) => one.id === id)).toMatchObject({
      ...{ cause: 'undo', reference: 'CAR-25-2', status: 'waiting', location: 'WH' },
      lines: [
        { sku: 'Item1', quantity: '-60' },
        { sku: 'Item2', quantity: '-50' },
      ],
    })
    await world.turn(0)
    expect(toldInAll(world)).toEqual({ 'WH Item1': 0, 'WH Item2': 0 })
    expect(world.booked[1]?.document.source.cause).toBe('undo')
    expect(world.app.state().shape).toBe('ok')
  })

  it('stays undone: neither the next scans nor the night nor a restart send the 60 and 50 again', async () => {
    const world = await undone()
    for (let day = 0; day < 3; day += 1) {
      await world.turn(86_400_000)
      world.restart()
      await world.sync()
    }
    expect(toldInAll(world)).toEqual({ 'WH Item1': 0, 'WH Item2': 0 })
    expect(world.booked).toHaveLength(2)
    expect(holds(world)).toEqual([])
  })

  it('shown beforehand is the same, and changes nothing', async () => {
    const world = await booked()
    expect(await world.app.previewUndo(idOf(world, 'CAR-25'), signal)).toEqual({
      ...{ kind: 'preview', documentKind: 'stocktake', location: 'WH', from: null, to: null, holds: [] },
      lines: [
        { sku: 'Item1', quantity: '-60' },
        { sku: 'Item2', quantity: '-50' },
      ],
      figures: null,
    })
    await world.sync()
    expect(world.app.history()).toHaveLength(1)
  })

  it('goes on its way only once, and is not made twice', async () => {
    const world = await booked()
    const id = idOf(world, 'CAR-25')
    undo(world, id)
    expect(obstacle(world, id)).toBe('You undid CAR-25 already; its undo CAR-25-2 is on its way.')
    await world.turn(0)
    expect(obstacle(world, id)).toBe('You undid CAR-25 already, by CAR-25-2, as ST-00002.')
    expect(await world.app.previewUndo(id, signal)).toMatchObject({ kind: 'obstacle' })
    await world.sync()
    expect(world.booked).toHaveLength(2)
  })

  it('cannot be undone itself: what was undone stays undone', async () => {
    const world = await undone()
    expect(obstacle(world, idOf(world, 'CAR-25-2'))).toMatch(
      /^CAR-25-2 is an undo itself, of CAR-25\. What was undone stays undone/,
    )
  })

  it('carries no counted figures, though the count it takes back does', async () => {
    const world = await begun()
    world.vend(
      { id: 'CNT-1', kind: 'count', status: 'complete', vendType: 'STOCKTAKE', vendStatus: 'STOCKTAKE_COMPLETE' },
      { Item1: { count: amount(10), received: amount(7) } },
    )
    await world.sync()
    undo(world, idOf(world, 'CNT-1'))
    await world.turn(0)
    expect(world.app.history().map(({ lines }) => lines)).toEqual([
      [{ sku: 'Item1', quantity: '-3', counted: '7' }],
      [{ sku: 'Item1', quantity: '3' }],
    ])
  })

  it('is sent once, though the answer was lost on the way', async () => {
    for (const refusesRepeats of [true, false]) {
      const world = await booked({ refusesRepeats })
      undo(world, idOf(world, 'CAR-25'))
      world.script.push('reset-after')
      await world.turn(0)
      expect(of(world, 'CAR-25-2')?.status).toBe('unsure')
      await world.turn(5_000)
      expect(of(world, 'CAR-25-2')?.status).toBe('delivered')
      expect(toldInAll(world)).toEqual({ 'WH Item1': 0, 'WH Item2': 0 })
    }
  })

  it.each(['cut-before', 'cut-after'] as const)('comes out once, though the power went (%s)', async (cut) => {
    const world = await booked()
    undo(world, idOf(world, 'CAR-25'))
    world.script.push(cut)
    await expect(world.turn(0)).rejects.toThrow('The power went.')
    world.restart()
    for (let minutes = 0; minutes < 3; minutes += 1) await world.turn(60_000)
    expect(toldInAll(world)).toEqual({ 'WH Item1': 0, 'WH Item2': 0 })
    expect(world.booked).toHaveLength(2)
  })

  it('whose reference somebody else has used takes the next one', async () => {
    const world = await booked()
    undo(world, idOf(world, 'CAR-25'))
    world.script.push({ kind: 'exists', found: { number: 'ST-9', consignmentId: 'other', lines: [] } })
    await world.turn(0)
    expect(world.booked.map(({ document }) => document.reference)).toEqual(['CAR-25', 'CAR-25-3'])
    expect(toldInAll(world)).toEqual({ 'WH Item1': 0, 'WH Item2': 0 })
  })

  it('whose every reference is somebody else’s ends, and does not keep the warehouse busy', async () => {
    const world = await booked()
    const id = undo(world, idOf(world, 'CAR-25'))
    const other = { kind: 'exists', found: { number: 'ST-9', consignmentId: 'other', lines: [] } } as const
    for (let tries = 0; tries < 100; tries += 1) world.script.push(other)
    await world.sync()
    await world.turn(3_600_000)
    expect(world.calls.filter((call) => call.startsWith('push CAR-25-'))).toHaveLength(20)
    expect(world.app.history().every(({ status }) => ['delivered', 'withdrawn'].includes(status))).toBe(true)
    expect(id).not.toContain(' ')
  })
})

describe('an undo that the warehouse refuses', () => {
  const closed = { kind: 'refused', problems: [{ item: 'Item2', code: 'closed', message: 'Item2 is being counted.' }] }

  it('is withdrawn with the reason, is not tried again by itself, and may be made again', async () => {
    const world = await booked()
    const id = idOf(world, 'CAR-25')
    const first = undo(world, id)
    world.script.push(closed as never)
    await world.turn(0)
    const refused = world.app.history().find((one) => one.id === first)
    expect(refused?.status).toBe('withdrawn')
    expect(refused?.note).toBe(
      'Main Warehouse refused it: Item2 is being counted. Nothing was taken back. CAR-25 stands as before, and may be undone again.',
    )
    await world.turn(86_400_000)
    expect(toldInAll(world)).toEqual({ 'WH Item1': 60, 'WH Item2': 50 })
    undo(world, id)
    await world.turn(0)
    expect(toldInAll(world)).toEqual({ 'WH Item1': 0, 'WH Item2': 0 })
    expect(world.booked.map(({ document }) => document.reference)).toEqual(['CAR-25', 'CAR-25-3'])
  })

  it('leaves what was told as told: 61 in Vend later is +1, not held', async () => {
    const world = await booked()
    undo(world, idOf(world, 'CAR-25'))
    world.script.push(closed as never)
    await world.turn(0)
    receive(world, 61)
    await world.sync()
    expect(toldInAll(world)).toEqual({ 'WH Item1': 61, 'WH Item2': 50 })
  })

  it('of which one item was taken back keeps that, and another undo takes back the rest alone', async () => {
    const world = await booked()
    const id = idOf(world, 'CAR-25')
    undo(world, id)
    const problems = [{ item: 'Item2', code: 'closed', message: 'Item2 is being counted.' }]
    world.script.push({ kind: 'partly', number: 'ST-00002', rest: ['Item2'], problems })
    await world.turn(0)
    expect(of(world, 'CAR-25-2')).toMatchObject({ status: 'delivered', lines: [{ sku: 'Item1', quantity: '-60' }] })
    expect(world.app.history().at(-1)).toMatchObject({ status: 'withdrawn', lines: [{ sku: 'Item2' }] })
    expect(await world.app.previewUndo(id, signal)).toMatchObject({ lines: [{ sku: 'Item2', quantity: '-50' }] })
    undo(world, id)
    await world.turn(0)
    expect(obstacle(world, id)).toMatch(/^You undid CAR-25 already/)
    expect(world.booked.at(-1)?.document.lines.map(({ sku, quantity }) => [sku, quantity])).toEqual([
      ['Item2', -amount(50)],
    ])
  })
})

describe('CAR-25 changed in Vend after it was undone', () => {
  it('to 55: the whole 55 is held, goes when it is approved, and what comes after goes by itself', async () => {
    const world = await undone()
    receive(world, 55)
    await world.sync()
    expect(toldInAll(world)).toEqual({ 'WH Item1': 0, 'WH Item2': 0 })
    expect(codes(world)).toEqual(['undone-before'])
    expect(holds(world)[0]?.text).toContain('Send the whole of it as Vend says now (+55), or leave it as it is.')
    expect(world.app.approve(holds(world)[0]?.id ?? '')).toBeNull()
    await world.sync()
    expect(toldInAll(world)).toEqual({ 'WH Item1': 55, 'WH Item2': 0 })
    receive(world, 57)
    await world.sync()
    expect(toldInAll(world)).toEqual({ 'WH Item1': 57, 'WH Item2': 0 })
    expect(world.app.state().shape).toBe('ok')
  })

  it('to 55, left out, and to 40 then: the whole 40 is held', async () => {
    const world = await undone()
    receive(world, 55)
    await world.sync()
    expect(world.app.dismiss(holds(world)[0]?.id ?? '', 'it never came')).toBeNull()
    await world.sync()
    expect(holds(world)).toEqual([])
    receive(world, 40)
    await world.sync()
    expect(world.app.history().at(-1)?.lines).toEqual([{ sku: 'Item1', quantity: '40' }])
    expect(codes(world)).toContain('undone-before')
    expect(toldInAll(world)).toEqual({ 'WH Item1': 0, 'WH Item2': 0 })
  })

  it('to 0, and to 60 once more: nothing goes by itself, and the whole 60 is asked about', async () => {
    const world = await undone()
    receive(world, 0)
    await world.sync()
    expect([holds(world), world.app.state().shape]).toEqual([[], 'ok'])
    receive(world, 60)
    await world.sync()
    expect(codes(world)).toEqual(['undone-before'])
    expect(toldInAll(world)).toEqual({ 'WH Item1': 0, 'WH Item2': 0 })
    world.app.approve(holds(world)[0]?.id ?? '')
    await world.sync()
    expect(toldInAll(world)).toEqual({ 'WH Item1': 60, 'WH Item2': 0 })
  })

  it('and changed back to 60 before anybody decided: the hold is gone, and it stays undone', async () => {
    const world = await undone()
    receive(world, 55)
    await world.sync()
    receive(world, 60)
    await world.sync()
    expect(holds(world)).toEqual([])
    expect(toldInAll(world)).toEqual({ 'WH Item1': 0, 'WH Item2': 0 })
  })

  it('while the undo has not arrived: the whole 55 waits behind it, and comes out right if the undo is refused', async () => {
    const world = await booked()
    world.script.push('retry', 'retry', 'retry', 'retry')
    undo(world, idOf(world, 'CAR-25'))
    await world.turn(0)
    receive(world, 55)
    await world.sync()
    expect(codes(world)).toEqual(['undone-before'])
    world.script.length = 0
    world.script.push({ kind: 'refused', problems: [{ code: 'closed', message: 'Closed for today.' }] })
    await world.sync()
    await world.sync()
    expect(toldInAll(world)).toEqual({ 'WH Item1': 55, 'WH Item2': 50 })
    expect(holds(world)).toEqual([])
  })

  it('to 0 while the undo has not arrived, which is then refused: −60 goes, for the warehouse still has them', async () => {
    const world = await booked()
    world.script.push('retry', 'retry', 'retry', 'retry')
    undo(world, idOf(world, 'CAR-25'))
    await world.turn(0)
    receive(world, 0)
    await world.sync()
    world.script.length = 0
    world.script.push({ kind: 'refused', problems: [{ code: 'closed', message: 'Closed for today.' }] })
    await world.sync()
    await world.sync()
    expect(toldInAll(world)).toEqual({ 'WH Item1': 0, 'WH Item2': 50 })
  })

  it('and sent whole can be undone again', async () => {
    const world = await undone()
    receive(world, 55)
    await world.sync()
    world.app.approve(holds(world)[0]?.id ?? '')
    await world.sync()
    expect(obstacle(world, idOf(world, 'CAR-25'))).toMatch(/already/)
    undo(world, idOf(world, 'CAR-25-3'))
    await world.turn(0)
    expect(toldInAll(world)).toEqual({ 'WH Item1': 0, 'WH Item2': 0 })
    receive(world, 20)
    await world.sync()
    expect(world.app.history().at(-1)).toMatchObject({
      ...{ status: 'needs-you', lines: [{ sku: 'Item1', quantity: '20' }] },
    })
  })
})

describe('a document that a later one changed', () => {
  async function corrected() {
    const world = await booked()
    receive(world, 61)
    await world.sync()
    return world
  }

  it('is undone only after that one: the sentence names it', async () => {
    const world = await corrected()
    const [first, second] = [idOf(world, 'CAR-25'), idOf(world, 'CAR-25-2')]
    expect(obstacle(world, first)).toBe(
      `CAR-25 was changed later by CAR-25-2. Undo that one first (${second}), then this one.`,
    )
    undo(world, second)
    expect(obstacle(world, first)).toBe(
      'CAR-25 was changed later by CAR-25-2, whose undo has not arrived yet. Undo CAR-25 after that.',
    )
    await world.turn(0)
    expect(toldInAll(world)).toEqual({ 'WH Item1': 60, 'WH Item2': 50 })
    undo(world, first)
    await world.turn(0)
    expect(toldInAll(world)).toEqual({ 'WH Item1': 0, 'WH Item2': 0 })
  })

  it('of which only the later +1 was undone, edited to 65: the whole difference +5 is held', async () => {
    const world = await corrected()
    undo(world, idOf(world, 'CAR-25-2'))
    await world.turn(0)
    receive(world, 65)
    await world.sync()
    expect(world.app.history().at(-1)).toMatchObject({ lines: [{ sku: 'Item1', quantity: '5' }], status: 'needs-you' })
    world.app.approve(holds(world)[0]?.id ?? '')
    await world.sync()
    expect(toldInAll(world)).toEqual({ 'WH Item1': 65, 'WH Item2': 50 })
  })

  it('that is still on its way is waited for', async () => {
    const world = await booked()
    receive(world, 61)
    world.script.push('reset-after')
    await world.sync()
    expect(obstacle(world, idOf(world, 'CAR-25'))).toMatch(/^A later change of CAR-25, CAR-25-2, is on its way\./)
  })

  it('that was not sent yet is decided anew: the whole 61 is held', async () => {
    const world = await booked()
    world.knownSkus.delete('Item1')
    receive(world, 61)
    await world.sync()
    world.knownSkus.add('Item1')
    undo(world, idOf(world, 'CAR-25'))
    await world.turn(0)
    await world.turn(3_600_000)
    expect(toldInAll(world)).toEqual({ 'WH Item1': 0, 'WH Item2': 0 })
    expect(codes(world)).toEqual(['undone-before'])
    expect(world.app.history().at(-1)?.lines).toEqual([{ sku: 'Item1', quantity: '61' }])
  })

  it('that a person took upon themselves is told of: the undo waits for an approval', async () => {
    const world = await booked()
    world.knownSkus.delete('Item1')
    receive(world, 61)
    await world.sync()
    world.app.dismiss(holds(world)[0]?.id ?? '', 'added by hand')
    undo(world, idOf(world, 'CAR-25'))
    await world.turn(0)
    expect(holds(world).map(({ code, text }) => [code, text])).toEqual([
      ['dismissed-before', expect.stringContaining('you took a change of Item1 by +1 upon yourself')],
    ])
    world.app.approve(holds(world)[0]?.id ?? '')
    await world.turn(0)
    expect(toldInAll(world)).toEqual({ 'WH Item1': 0, 'WH Item2': 0 })
  })
})

describe('an undo of a transfer of 10', () => {
  const transfer = { kind: 'transfer', vendType: 'OUTLET', sourceOutletId: 'main', outletId: 'harbour' } as const
  async function transferred(options: Parameters<typeof begun>[0] = {}) {
    const world = await begun(options)
    world.vend(
      { id: 'TR-1', ...transfer, status: 'sent', vendStatus: 'SENT', receivedAt: null },
      { Item1: { count: amount(10), received: amount(0), status: 'sent' } },
    )
    await world.sync()
    return world
  }

  it('goes back the other way, whole', async () => {
    const world = await transferred()
    undo(world, idOf(world, 'TR-1'))
    await world.turn(0)
    expect(world.booked[1]?.document).toMatchObject({ place: { kind: 'stock-transfer', from: 'HS', to: 'WH' } })
    expect(toldInAll(world)).toEqual({ 'WH Item1': 0, 'HS Item1': 0 })
  })

  it('that was received as 8 takes the −2 first, then the 10; received as 9 later, the whole of it is asked about', async () => {
    const world = await transferred()
    const arrive = (pieces: number) =>
      world.vend(
        { id: 'TR-1', status: 'received', vendStatus: 'RECEIVED', receivedAt: world.now },
        { Item1: { count: amount(10), received: amount(pieces) } },
      )
    arrive(8)
    await world.sync()
    expect(obstacle(world, idOf(world, 'TR-1'))).toContain('changed later by TR-1-2')
    undo(world, idOf(world, 'TR-1-2'))
    await world.turn(0)
    undo(world, idOf(world, 'TR-1'))
    await world.turn(0)
    expect(toldInAll(world)).toEqual({ 'WH Item1': 0, 'HS Item1': 0 })
    arrive(9)
    await world.sync()
    expect(toldInAll(world)).toEqual({ 'WH Item1': 0, 'HS Item1': 0 })
    expect(world.app.history().at(-1)).toMatchObject({ location: 'HS', lines: [{ sku: 'Item1', quantity: '9' }] })
    for (const { id } of holds(world)) world.app.approve(id)
    await world.sync()
    // What was sent has not changed since it was undone, so that stays undone.
    expect(toldInAll(world)).toEqual({ 'WH Item1': 0, 'HS Item1': 9 })
  })

  it('told as two Stocktakes is two undos, one for each', async () => {
    const world = await transferred({ transfers: false })
    for (const { id } of world.app.history()) undo(world, id)
    await world.turn(0)
    expect(toldInAll(world)).toEqual({ 'WH Item1': 0, 'HS Item1': 0 })
    expect(world.booked).toHaveLength(4)
  })
})

describe('an undo of a transfer of 10 between two outlets of one location, received as 8', () => {
  const within = {
    outlets: settings.outlets.map((one) => ({ ...one, location: { id: 'WH', name: 'Main Warehouse' } })),
  }
  const arrive = (world: TinyWorld, pieces: number) =>
    world.vend(
      { id: 'TR-1', kind: 'transfer', vendType: 'OUTLET', sourceOutletId: 'main', outletId: 'harbour' },
      { Item1: { count: amount(10), received: amount(pieces) } },
    )
  async function undone() {
    const world = await begun()
    world.restart(within)
    arrive(world, 8)
    await world.sync()
    undo(world, idOf(world, 'TR-1'))
    await world.turn(0)
    return world
  }

  it('takes the −2 back that the location was told; received as 9 later, −1 is asked about and goes', async () => {
    const world = await undone()
    expect(world.booked.map(({ document }) => document.lines[0]?.quantity)).toEqual([amount(-2), amount(2)])
    arrive(world, 9)
    await world.sync()
    expect(world.app.history().at(-1)).toMatchObject({ location: 'WH', lines: [{ sku: 'Item1', quantity: '-1' }] })
    expect(holds(world)).toMatchObject([{ code: 'undone-before', text: expect.stringContaining('(−1)') as string }])
    for (const { id } of holds(world)) world.app.approve(id)
    await world.sync()
    expect(toldInAll(world)).toEqual({ 'WH Item1': -1 })
    arrive(world, 10)
    await world.sync()
    expect(toldInAll(world)).toEqual({ 'WH Item1': 0 })
    expect(holds(world)).toEqual([])
  })

  it('received as 10 later is asked about, though nothing of it is to be sent; as 7 after that, −3 goes', async () => {
    const world = await undone()
    arrive(world, 10)
    await world.sync()
    expect(codes(world)).toEqual(['undone-before'])
    for (const { id } of holds(world)) world.app.approve(id)
    await world.sync()
    expect(world.app.state().shape).toBe('ok')
    expect(world.booked).toHaveLength(2)
    arrive(world, 7)
    await world.sync()
    expect(toldInAll(world)).toEqual({ 'WH Item1': -3 })
    expect(world.booked).toHaveLength(3)
  })

  it('received as 9 and left out stays undone; as 8 before anybody decided, the question is gone', async () => {
    const world = await undone()
    arrive(world, 9)
    await world.sync()
    arrive(world, 8)
    await world.sync()
    expect(holds(world)).toEqual([])
    arrive(world, 9)
    await world.sync()
    for (const { id } of holds(world)) world.app.dismiss(id, 'as it is')
    await world.sync()
    expect(holds(world)).toEqual([])
    expect(toldInAll(world)).toEqual({ 'WH Item1': 0 })
  })

  it('where one outlet has got a location of its own since, is sent whole as well, leg by leg', async () => {
    const world = await undone()
    arrive(world, 9)
    world.restart({ outlets: settings.outlets })
    await world.sync()
    expect(holds(world).length).toBeGreaterThan(1)
    for (const { id } of holds(world).filter(({ code }) => code === 'location-changed')) world.app.approve(id)
    await world.sync()
    expect(toldInAll(world)).toEqual({ 'WH Item1': 9 })
    // Decided once more, on the same figures.
    arrive(world, 9)
    await world.sync()
    for (const { id } of holds(world)) world.app.approve(id)
    await world.sync()
    expect(toldInAll(world)).toEqual({ 'WH Item1': -1 })
    expect(holds(world)).toEqual([])
  })
})

describe('an undo after things have changed', () => {
  it('goes to the item that was told, though its SKU is matched to another by now', async () => {
    const world = await waitingForSaucer()
    await match(world, 'Item2', 'SAUCER')
    await world.turn(0)
    world.items.set('PLATE', [
      { ...(world.items.get('SAUCER')?.[0] ?? { item: '' }), item: '88', code: 'PLATE' } as never,
    ])
    await match(world, 'Item2', 'PLATE')
    undo(world, idOf(world, 'CAR-25-2'))
    await world.turn(0)
    expect(bookedOn(world)).toEqual({ 'WH Item1': 60, 'WH 77': 0 })
  })

  it('of the SKU is held, and goes to the item that was told once it is approved', async () => {
    const world = await booked()
    world.products.set('Item1', product('Item1', 9n, { sku: 'CUP' }))
    world.vend({ id: 'CAR-26' }, { Item1: { received: amount(1) } })
    world.knownSkus.add('CUP')
    await world.sync()
    undo(world, idOf(world, 'CAR-25'))
    await world.turn(0)
    expect(holds(world).map(({ code, text }) => [code, text])).toEqual([
      ['sku-changed', 'CAR-25: Item1 is called CUP in Vend now. Its undo would go to Item1, as it was told.'],
    ])
    const [held] = holds(world)
    expect(world.app.retry(held?.id ?? '')).toMatch(/^It waits for your decision/)
    expect(world.app.settle(held?.id ?? '', false)).toMatch(/^It was never sent/)
    expect(obstacle(world, idOf(world, 'CAR-25'))).toContain('waits for your decision')
    expect(world.app.approve(held?.id ?? '')).toBeNull()
    await world.turn(0)
    expect(toldInAll(world)).toEqual({ 'WH Item1': 0, 'WH Item2': 0, 'WH CUP': 1 })
  })

  it('of the outlet’s location is held; other orders and other items of the order go meanwhile', async () => {
    const world = await booked()
    const [, harbour] = settings.outlets
    const moved = { outlet: { id: 'main', name: 'Main Outlet' }, location: { id: 'WH2', name: 'New Warehouse' } }
    world.restart({ outlets: harbour ? [moved, harbour] : [] })
    await world.sync()
    undo(world, idOf(world, 'CAR-25'))
    expect(codes(world)).toEqual(['location-changed'])
    world.vend({ id: 'CAR-25' }, { ...car25, Item3: { received: amount(5) } })
    world.vend({ id: 'CAR-26' }, { Item1: { received: amount(1) } })
    await world.sync()
    expect(toldInAll(world)).toEqual({ 'WH Item1': 60, 'WH Item2': 50, 'WH2 Item3': 5, 'WH2 Item1': 1 })
    world.app.approve(holds(world)[0]?.id ?? '')
    await world.turn(0)
    expect(toldInAll(world)).toMatchObject({ 'WH Item1': 0, 'WH Item2': 0 })
  })

  it('left out while it is held leaves CAR-25 as it is, and what Vend changes then is asked about', async () => {
    const world = await booked()
    world.restart({ outlets: settings.outlets.slice(1) })
    await world.sync()
    undo(world, idOf(world, 'CAR-25'))
    expect(world.app.dismiss(holds(world)[0]?.id ?? '', 'done by hand')).toBeNull()
    world.restart({ outlets: settings.outlets, from: world.now - 3_600_000 })
    await world.sync()
    receive(world, 55)
    await world.sync()
    expect(toldInAll(world)).toEqual({ 'WH Item1': 60, 'WH Item2': 50 })
    expect(codes(world)).toEqual(['dismissed-before'])
    expect(world.app.history().at(-1)?.lines).toEqual([{ sku: 'Item1', quantity: '-5' }])
    expect(undo(world, idOf(world, 'CAR-25'))).not.toContain(' ')
  })

  it('of the warehouse system is held; approved, it finds the items there by their SKU', async () => {
    const world = await booked()
    world.warehouseId = 'new'
    world.restart()
    await world.sync()
    undo(world, idOf(world, 'CAR-25'))
    expect(holds(world).map(({ code, text }) => [code, text])).toEqual([
      [
        'warehouse-changed',
        'CAR-25 was told to another warehouse system. Take it back there by hand, or send its undo to Main Warehouse.',
      ],
    ])
    await world.turn(3_600_000)
    expect(world.booked).toHaveLength(1)
    world.knownSkus.delete('Item1')
    world.items.set('Item1', [{ item: '501', code: 'Item1', name: 'Cup', barcode: null, step: null, unfit: null }])
    expect(world.app.approve(holds(world)[0]?.id ?? '')).toBeNull()
    await world.turn(0)
    expect(bookedOn(world)).toEqual({ 'WH Item1': 60, 'WH 501': -60, 'WH Item2': 0 })
    await world.sync()
    expect(world.booked).toHaveLength(2)
  })

  it('of the warehouse system, of which it does not know one item: that waits, stays an undo, and goes once it is known', async () => {
    const world = await booked()
    world.warehouseId = 'new'
    world.restart()
    await world.sync()
    undo(world, idOf(world, 'CAR-25'))
    world.knownSkus.delete('Item2')
    world.app.approve(holds(world)[0]?.id ?? '')
    await world.turn(0)
    expect(toldInAll(world)).toEqual({ 'WH Item1': 0, 'WH Item2': 50 })
    expect(codes(world)).toEqual(['sku-not-in-warehouse'])
    expect(world.app.history().at(-1)?.cause).toBe('undo')
    world.knownSkus.add('Item2')
    await world.turn(15 * 60_000)
    expect(toldInAll(world)).toEqual({ 'WH Item1': 0, 'WH Item2': 0 })
  })

  it('made, and the warehouse system replaced before it went: it is withdrawn, and nothing is sent twice or for ever', async () => {
    const world = await booked()
    const id = undo(world, idOf(world, 'CAR-25'))
    world.warehouseId = 'new'
    world.restart()
    await world.sync()
    expect(world.app.history().find((one) => one.id === id)?.status).toBe('withdrawn')
    expect(toldInAll(world)).toEqual({ 'WH Item1': 60, 'WH Item2': 50 })
  })
})

describe('what cannot be undone', () => {
  it('is said in a sentence: unknown, not sent, held, on its way, left out', async () => {
    const world = await begun()
    expect(obstacle(world, 'nothing')).toContain('There is no document “nothing”')
    world.vend({ id: 'CAR-25' }, car25)
    world.knownSkus.delete('Item2')
    world.script.push('reset-after')
    await world.sync()
    const [first, second] = world.app.history()
    expect(obstacle(world, first?.id ?? '')).toBe('CAR-25 is on its way. Undo it once it has arrived.')
    expect(obstacle(world, second?.id ?? '')).toBe('CAR-25 was not sent yet. Leave it out instead of undoing it.')
    world.app.dismiss(second?.id ?? '', 'by hand')
    expect(obstacle(world, second?.id ?? '')).toMatch(/^You left CAR-25 out/)
    expect(world.app.retry(second?.id ?? '')).toMatch(/^You left it out, so it is not sent/)
  })

  it('what needed no booking, because its lines cancelled each other out', async () => {
    const world = await begun()
    world.items.set('Item1', [{ item: 'same', code: 'Item1', name: 'A', barcode: null, step: null, unfit: null }])
    world.items.set('Item2', [{ item: 'same', code: 'Item2', name: 'A', barcode: null, step: null, unfit: null }])
    world.vend({ id: 'CAR-25' }, { Item1: { received: amount(5) }, Item2: { received: amount(-5) } })
    await world.sync()
    expect(obstacle(world, world.app.history()[0]?.id ?? '')).toMatch(/cancel each other out/)
  })
})
