import { describe, expect, it } from 'vitest'
import { toldInAll } from '../fakes/tiny-warehouse'
import { amount, tinyWorld, type TinyWorld } from '../fakes/tiny-world'

const day = 86_400_000
const minute = 60_000

async function begun(): Promise<TinyWorld> {
  const world = tinyWorld()
  await world.sync()
  world.now += minute
  return world
}

/** One order of one Item1, told. */
async function order(world: TinyWorld, id: string): Promise<void> {
  world.vend({ id }, { Item1: { received: amount(1) } })
  await world.sync()
}

/** Edits the one line of an order; Vend gives the order no new version for it. */
function editUnseen(world: TinyWorld, id: string, received: number): void {
  const [line] = world.lines.get(id) ?? []
  if (line) world.lines.set(id, [{ ...line, received: amount(received) }])
}

/** A consignment that shows up in Vend's list behind the place where the scan stands. */
function showUpBehind(world: TinyWorld, id: string, version: bigint): void {
  world.vend({ id }, { Item2: { received: amount(10) } })
  const late = world.consignments.get(id)
  if (late) world.consignments.set(id, { ...late, version })
}

const versionOf = (world: TinyWorld, id: string): bigint => world.consignments.get(id)?.version ?? 0n
const readAgain = (world: TinyWorld) => world.asked.filter((name) => name.startsWith('consignment ')).length

async function expectRest(world: TinyWorld): Promise<void> {
  const before = [toldInAll(world), world.app.history().length, world.app.state().holds]
  const seen = () => [toldInAll(world), world.app.history().length, world.app.state().holds]
  await world.sync()
  world.app.hear([...world.consignments.keys()])
  await world.turn(10_000)
  expect(seen()).toEqual(before)
  world.restart()
  await world.sync()
  await world.turn(day)
  expect(seen()).toEqual(before)
}

describe('an edit for which Vend gives no new version', () => {
  it('is not seen by day: 1 in the warehouse; the night finds it: 4', async () => {
    const world = await begun()
    await order(world, 'CAR-25')
    editUnseen(world, 'CAR-25', 4)
    await world.sync()
    await world.turn(5 * minute)
    expect(toldInAll(world)).toEqual({ 'WH Item1': 1 })
    await world.turn(day)
    expect(toldInAll(world)).toEqual({ 'WH Item1': 4 })
    expect(world.booked.map(({ document }) => document.reference)).toEqual(['CAR-25', 'CAR-25-2'])
    await expectRest(world)
  })

  it('is found by whoever only syncs now and then, at the first time after the night', async () => {
    const world = await begun()
    await order(world, 'CAR-25')
    editUnseen(world, 'CAR-25', 4)
    world.now += day
    await world.sync()
    expect(toldInAll(world)).toEqual({ 'WH Item1': 4 })
    await expectRest(world)
  })

  it('is found when 29 days have gone by since it was told, and not when 31 have', async () => {
    const world = await begun()
    await order(world, 'OLD')
    world.now += 2 * day
    await order(world, 'NEWER')
    world.now += 29 * day
    editUnseen(world, 'OLD', 100)
    editUnseen(world, 'NEWER', 4)
    await world.sync()
    expect(toldInAll(world)).toEqual({ 'WH Item1': 1 + 4 })
    await expectRest(world)
  })

  it('of an order that waited 35 days for you is found the night after you let it go', async () => {
    const world = await begun()
    world.restart({ limits: { units: '50', lines: null } })
    world.vend({ id: 'BIG' }, { Item1: { received: amount(60) } })
    await world.sync()
    world.now += 35 * day
    await world.sync()
    const [held] = world.app.state().holds
    expect(held?.text).toBe(
      'Order Stock BIG would change 60 units; your limit is 50. Nothing was sent. Look at it and send it if it is right.',
    )
    expect(world.app.approve(held?.id ?? '')).toBeNull()
    await world.sync()
    expect(toldInAll(world)).toEqual({ 'WH Item1': 60 })
    editUnseen(world, 'BIG', 61)
    await world.turn(day)
    expect(toldInAll(world)).toEqual({ 'WH Item1': 61 })
    await expectRest(world)
  })
})

describe('what shows up in Vend’s list behind the place where the scan stands', () => {
  it('is found when the scan went by within seven days, and not when it was nine days ago', async () => {
    const world = await begun()
    for (let days = 0; days <= 10; days += 1) {
      await order(world, `DAY-${days.toString()}`)
      await world.turn(day)
    }
    showUpBehind(world, 'LATE', versionOf(world, 'DAY-5') + 1n)
    showUpBehind(world, 'TOO-LATE', versionOf(world, 'DAY-1') + 1n)
    await world.sync()
    expect(toldInAll(world)).toEqual({ 'WH Item1': 11 })
    await world.turn(day)
    expect(toldInAll(world)).toEqual({ 'WH Item1': 11, 'WH Item2': 10 })
    world.app.hear(['TOO-LATE'])
    await world.turn(2_000)
    expect(toldInAll(world)).toEqual({ 'WH Item1': 11, 'WH Item2': 20 })
    await expectRest(world)
  })
})

describe('the nightly reading comes last', () => {
  /** 60 orders were told; half of what Vend allows in five minutes is used up when the night comes. */
  async function busyNight(): Promise<TinyWorld> {
    const world = await begun()
    for (let number = 100; number < 160; number += 1)
      world.vend({ id: `CAR-${number.toString()}` }, { Item1: { received: amount(1) } })
    await world.sync()
    world.budget = { ...world.budget, limit: 350, used: 200 }
    world.asked.length = 0
    await world.turn(day)
    return world
  }

  it('reads 25 orders in five minutes, and one that is received meanwhile does not wait for the rest', async () => {
    const world = await busyNight()
    expect(readAgain(world)).toBe(25)
    world.vend({ id: 'CAR-25' }, { Item2: { received: amount(7) } })
    world.app.hear(['CAR-25'])
    await world.turn(2_000)
    expect(toldInAll(world)).toEqual({ 'WH Item1': 60, 'WH Item2': 7 })
    expect(readAgain(world)).toBe(26)
    await world.turn(5 * minute)
    expect(readAgain(world)).toBe(51)
    await world.turn(5 * minute)
    await world.turn(5 * minute)
    expect(readAgain(world)).toBe(62)
    await expectRest(world)
  })

  it('reads the rest at once when Vend’s budget is free again', async () => {
    const world = await busyNight()
    world.budget = { ...world.budget, limit: 350, used: 174 }
    expect(world.app.nextDue()).toBe(world.now)
    await world.turn(0)
    expect(readAgain(world)).toBe(60)
    expect(world.app.state()).toMatchObject({ shape: 'ok', toRead: 0 })
  })

  it('goes on after a restart where it was: each order is read once in a night', async () => {
    const world = await busyNight()
    world.restart()
    world.budget = { ...world.budget, limit: null, used: 0 }
    await world.turn(0)
    const asked = world.asked.filter((name) => name.startsWith('consignment '))
    expect([asked.length, new Set(asked).size]).toEqual([60, 60])
  })

  it('rests while Vend does not answer, and loses nothing', async () => {
    const world = await busyNight()
    editUnseen(world, 'CAR-159', 5)
    world.vendDown = 'Vend does not answer.'
    await world.turn(5 * minute)
    world.vendDown = null
    world.budget = { ...world.budget, limit: null, used: 0 }
    await world.turn(15 * minute)
    expect(toldInAll(world)).toEqual({ 'WH Item1': 64 })
    await expectRest(world)
  })
})
