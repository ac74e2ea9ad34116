import { describe, expect, it } from 'vitest'
import type { LookUp } from '../../src/core/outcome'
import { toldInAll } from '../fakes/tiny-warehouse'
import { amount, type TinyWorld } from '../fakes/tiny-world'
import { begun, car25 } from './saucer-shop'

const lost: LookUp = { kind: 'inconclusive', text: 'Main Warehouse answers with a web page.' }
const first = ({ app }: TinyWorld) => app.history()[0]
const settle = (world: TinyWorld, arrived: boolean) => world.app.settle(first(world)?.id ?? '', arrived)

/** Nobody knows whether order CAR-25 arrived: the line broke, and no look-up is answered. */
async function unsure(how: 'reset-before' | 'reset-after', options: Parameters<typeof begun>[0] = {}) {
  const world = await begun(options)
  world.vend({ id: 'CAR-25' }, car25)
  world.script.push(how)
  for (let looks = 0; looks < 50; looks += 1) world.lookUps.push(lost)
  await world.sync()
  await world.turn(120_000)
  expect(first(world)?.status).toBe('unsure')
  return world
}

/** The warehouse has CAR-25 already, with other lines. */
async function taken() {
  const world = await begun()
  world.vend({ id: 'CAR-25' }, car25)
  const lines = [{ item: 'Item1', quantity: amount(59) }]
  world.script.push({ kind: 'exists', found: { number: 'ST-9', consignmentId: 'CAR-25', lines } })
  await world.sync()
  return world
}

describe('“It arrived”, said of CAR-25', () => {
  it('that nobody could look up: it is delivered, by that word, and never sent again', async () => {
    const world = await unsure('reset-after')
    expect(settle(world, true)).toBeNull()
    expect(first(world)).toMatchObject({
      ...{ status: 'delivered', warehouseNumber: null, note: 'You said that CAR-25 arrived in Main Warehouse.' },
    })
    await world.turn(86_400_000)
    await world.sync()
    expect(toldInAll(world)).toEqual({ 'WH Item1': 60, 'WH Item2': 50 })
    expect(world.app.state().holds).toEqual([])
  })

  it('while it is being looked up: what the look-up says then is not acted upon', async () => {
    const world = await unsure('reset-after')
    const { find } = world.port
    let answer: (lookUp: LookUp) => void = () => undefined
    const asked = new Promise<void>((isAsked) => {
      const looksUp = () => {
        isAsked()
        return new Promise<LookUp>((resolve) => (answer = resolve))
      }
      Object.assign(world.port, { find: looksUp })
    })
    const turning = world.turn(900_000)
    await asked
    expect(settle(world, true)).toBeNull()
    answer({ kind: 'absent' })
    await turning
    Object.assign(world.port, { find })
    await world.turn(900_000)
    expect(world.booked).toHaveLength(1)
    expect(first(world)?.status).toBe('delivered')
  })

  it('that stands there with other lines: it is delivered under the number that the warehouse gave', async () => {
    const world = await taken()
    expect(settle(world, true)).toBeNull()
    expect(first(world)).toMatchObject({ status: 'delivered', warehouseNumber: 'ST-9', holds: [] })
    await world.turn(3_600_000)
    expect(world.booked).toEqual([])
    // What was told stays the sum that later changes are reckoned from.
    world.vend({ id: 'CAR-25' }, { ...car25, Item1: { received: amount(61) } })
    await world.sync()
    expect(toldInAll(world)).toEqual({ 'WH Item1': 1 })
  })

  it('lets go what waited behind it', async () => {
    const world = await unsure('reset-after')
    world.vend({ id: 'CAR-25' }, { ...car25, Item1: { received: amount(61) } })
    await world.sync()
    expect(world.booked).toHaveLength(1)
    settle(world, true)
    await world.sync()
    expect(toldInAll(world)).toEqual({ 'WH Item1': 61, 'WH Item2': 50 })
  })
})

describe('“It did not arrive”, said of CAR-25', () => {
  it.each([true, false])(
    'sends the same one again, under its reference and key (repeats refused: %s)',
    async (refused) => {
      const world = await unsure('reset-before', { refusesRepeats: refused })
      world.lookUps.length = 0
      expect(settle(world, false)).toBeNull()
      await world.sync()
      expect(world.booked.map(({ document }) => document.reference)).toEqual(['CAR-25'])
      expect(world.booked[0]?.document.key).toBe('https://shop.retail.lightspeed.app/warehouse/CAR-25/1')
      expect(world.app.history().map(({ status }) => status)).toEqual(['delivered'])
    },
  )

  it.each([true, false])('though it did: the warehouse has it once (repeats refused: %s)', async (refused) => {
    const world = await unsure('reset-after', { refusesRepeats: refused })
    world.lookUps.length = 0
    expect(settle(world, false)).toBeNull()
    await world.sync()
    expect(toldInAll(world)).toEqual({ 'WH Item1': 60, 'WH Item2': 50 })
    expect(first(world)).toMatchObject({ status: 'delivered', warehouseNumber: 'ST-00001' })
  })

  it('before the warehouse’s own time limit is over has to be said again', async () => {
    const world = await begun({ settleAfterMs: 600_000 })
    world.vend({ id: 'CAR-25' }, car25)
    world.script.push('reset-before')
    await world.sync()
    expect(settle(world, false)).toMatch(
      /^Main Warehouse may still be working on it\. Say that again after \d\d:\d\d\.$/,
    )
    expect(first(world)?.status).toBe('unsure')
  })

  it('where it stands there with other lines asks again, and books nothing', async () => {
    const world = await taken()
    const lines = [{ item: 'Item1', quantity: amount(59) }]
    const there = { kind: 'exists', found: { number: 'ST-9', consignmentId: 'CAR-25', lines } } as const
    world.script.push(there)
    world.now += 3_600_000
    expect(settle(world, false)).toBeNull()
    await world.turn(0)
    expect(world.booked).toEqual([])
    expect(world.app.state().holds.map(({ code }) => code)).toEqual(['taken'])
  })

  it('in the warehouse system before: it goes to the one that is set now, as a new document', async () => {
    const world = await unsure('reset-before')
    world.lookUps.length = 0
    world.warehouseId = 'new'
    world.restart()
    await world.sync()
    expect(world.app.state().holds.map(({ code }) => code)).toEqual(['warehouse-changed'])
    expect(settle(world, false)).toBeNull()
    await world.sync()
    expect(world.booked.map(({ document }) => [document.reference, document.key])).toEqual([
      ['CAR-25-2', 'https://shop.retail.lightspeed.app/new/CAR-25/2'],
    ])
    expect(first(world)?.status).toBe('withdrawn')
  })
})

describe('an undo that nobody knows of', () => {
  it('is settled by hand like every other document', async () => {
    for (const arrived of [true, false]) {
      const world = await begun()
      world.vend({ id: 'CAR-25' }, car25)
      await world.sync()
      const made = world.app.undo(first(world)?.id ?? '')
      world.script.push(arrived ? 'reset-after' : 'reset-before')
      world.lookUps.push(lost, lost)
      await world.sync()
      await world.turn(120_000)
      expect(world.app.settle(made.kind === 'done' ? made.id : '', arrived)).toBeNull()
      world.lookUps.length = 0
      await world.sync()
      expect(toldInAll(world)).toEqual({ 'WH Item1': 0, 'WH Item2': 0 })
      expect(world.booked).toHaveLength(2)
    }
  })
})

describe('what there is nothing to say about', () => {
  it('is said in a sentence', async () => {
    const world = await begun()
    expect(world.app.settle('nothing', true)).toContain('There is no document “nothing”')
    world.vend({ id: 'CAR-25' }, car25)
    world.knownSkus.delete('Item2')
    world.script.push('retry')
    await world.sync()
    const [going, waiting] = world.app.history()
    expect(world.app.settle(going?.id ?? '', true)).toMatch(/^It has certainly not arrived/)
    expect(world.app.settle(waiting?.id ?? '', true)).toMatch(/^It was never sent/)
    await world.sync()
    expect(world.app.settle(going?.id ?? '', false)).toBe(
      'It has arrived already, as ST-00001. If that is wrong, undo it.',
    )
    world.app.dismiss(waiting?.id ?? '', 'by hand')
    expect(world.app.settle(waiting?.id ?? '', true)).toMatch(/^You left it out/)
  })
})
