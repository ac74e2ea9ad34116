import { describe, expect, it } from 'vitest'
import { toldInAll } from '../fakes/tiny-warehouse'
import { amount, tinyWorld, type TinyWorld } from '../fakes/tiny-world'

const car25 = { Item1: { received: amount(60) }, Item2: { received: amount(50) } }

/** A folder in which all is as it was before the warehouse was told of CAR-25: put back over itself, nothing shows it. */
async function putBack(): Promise<TinyWorld> {
  const before = tinyWorld()
  await before.sync()
  before.now += 60_000
  before.vend({ id: 'CAR-25' }, car25)
  before.app.hear(['CAR-25'])
  await before.turn(2_000)
  expect(before.booked.map(({ document }) => document.reference)).toEqual(['CAR-25', 'CAR-25-2'])

  const world = tinyWorld()
  await world.sync()
  world.now = before.now
  world.booked.push(...before.booked)
  world.vend({ id: 'CAR-25' }, car25)
  return world
}

describe('a folder that was put back over itself, older than what the warehouse was told', () => {
  it('finds what it never sent there: nothing is booked twice, and from then on it looks before it sends', async () => {
    const world = await putBack()
    world.app.hear(['CAR-25'])
    await world.turn(2_000)
    expect(toldInAll(world)).toEqual({ 'WH Item1': 60, 'WH Item2': 50 })
    expect(world.app.history().map(({ status }) => status)).toEqual(['delivered', 'delivered'])

    world.calls.length = 0
    world.vend({ id: 'CAR-26' }, { Item1: { received: amount(7) } })
    await world.sync()
    const about = world.calls.filter((call) => call.includes('CAR-26'))
    expect([about[0], about.at(-1)]).toEqual(['find CAR-26', 'push CAR-26'])
    expect(toldInAll(world)).toEqual({ 'WH Item1': 67, 'WH Item2': 50 })
  })

  it('that makes the order as one where it was told as two finds both, and books nothing', async () => {
    const world = await putBack()
    await world.sync()
    world.restart()
    await world.sync()
    expect(world.app.history().map(({ reference, status }) => [reference, status])).toEqual([
      ['CAR-25', 'delivered'],
      ['CAR-25-2', 'delivered'],
    ])
    expect(world.app.state().holds).toEqual([])
    expect(toldInAll(world)).toEqual({ 'WH Item1': 60, 'WH Item2': 50 })
  })

  it.each([
    { arrived: true, then: 'delivered' },
    { arrived: false, then: 'withdrawn' },
  ])(
    'in which an undo was begun when the warehouse system was replaced takes your word for it: $then',
    async ({ arrived, then }) => {
      const world = await putBack()
      world.app.hear(['CAR-25'])
      await world.turn(2_000)
      const undo = world.app.undo(world.app.history()[0]?.id ?? '')
      const id = undo.kind === 'done' ? undo.id : ''
      world.warehouseId = 'new'
      world.restart()
      await world.sync()
      expect(world.app.state().holds.map(({ documentId, code }) => [documentId, code])).toEqual([
        [id, 'warehouse-changed'],
      ])
      expect(world.app.settle(id, arrived)).toBeNull()
      expect(world.app.history().find((one) => one.id === id)?.status).toBe(then)
      await world.sync()
      expect(toldInAll(world)).toEqual({ 'WH Item1': 60, 'WH Item2': 50 })
    },
  )

  it('an ordinary folder never looks before it sends', async () => {
    const world = tinyWorld()
    await world.sync()
    world.vend({ id: 'CAR-25' }, car25)
    world.script.push('reset-after')
    await world.sync()
    await world.turn(5_000)
    world.vend({ id: 'CAR-26' }, { Item1: { received: amount(7) } })
    world.calls.length = 0
    await world.sync()
    expect(world.calls.filter((call) => call.includes('CAR-26'))).toEqual(['push CAR-26'])
  })
})
