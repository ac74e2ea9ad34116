import { describe, expect, it } from 'vitest'
import { freeFrom, replayWait } from '../../src/engine/look-limits'
import { openDatabase } from '../../src/ledger/database'
import { first } from '../../src/ledger/rows'
import { amount, tinyWorld, type TinyWorld } from '../fakes/tiny-world'

const car25 = { Item1: { received: amount(60) }, Item2: { received: amount(50) } }
const minute = 60_000

async function begun(database = openDatabase(':memory:')) {
  const world = tinyWorld({ database })
  await world.sync()
  world.now += minute
  return world
}

/** What Vend was asked about one consignment. */
const askedOf = ({ asked }: TinyWorld, id: string) => asked.filter((name) => name === `consignment ${id}`).length

/** A sender calls every second, for so long, and the app does what is due. */
async function flood(world: TinyWorld, ms: number, idOf: (second: number) => readonly string[]): Promise<void> {
  for (let second = 0; second < ms / 1_000; second += 1) {
    world.app.hear(idOf(second))
    await world.turn(1_000)
  }
}

describe('a webhook that is replayed', () => {
  it('makes Vend be asked at most six times a minute while it has nothing new', async () => {
    const world = await begun()
    world.vend({ id: 'CAR-25' }, car25)
    await world.sync()
    for (let minutes = 0; minutes < 3; minutes += 1) {
      world.asked.length = 0
      for (let calls = 0; calls < 20; calls += 1) {
        world.app.hear(['CAR-25'])
        await world.turn(3_000)
      }
      expect(askedOf(world, 'CAR-25')).toBeGreaterThan(0)
      expect(askedOf(world, 'CAR-25')).toBeLessThanOrEqual(6)
    }
    expect(world.logged.filter(({ step }) => step === 'put-off').length).toBeLessThanOrEqual(6)
  })

  it('loses nothing of what Vend changes meanwhile: it is told within the minute, without any scan', async () => {
    const world = await begun()
    world.vend({ id: 'CAR-25' }, { Item1: { received: amount(60) } })
    await world.sync()
    await flood(world, 40_000, () => ['CAR-25'])
    world.vend({ id: 'CAR-25' }, { Item1: { received: amount(61) } })
    await flood(world, minute, () => ['CAR-25'])
    expect(world.booked.map(({ document }) => document.lines.map(({ quantity }) => quantity))).toEqual([
      [amount(60)],
      [amount(1)],
    ])
  })

  it('is looked at on time where each call found lines booked since, though no version says so', async () => {
    const world = await begun()
    const line = (booked: number, index: number) =>
      index < booked ? { received: amount(1) } : { received: amount(1), status: 'pending' as const }
    const linesOf = (booked: number) =>
      Object.fromEntries(['Item1', 'Item2', 'Item3'].map((id, index) => [id, line(booked, index)]))
    world.vend({ id: 'CAR-25' }, linesOf(0))
    await world.sync()
    const { version } = world.consignments.get('CAR-25')!
    for (let booked = 1; booked <= 3; booked += 1) {
      world.vend({ id: 'CAR-25' }, linesOf(booked))
      world.consignments.set('CAR-25', { ...world.consignments.get('CAR-25')!, version })
      world.app.hear(['CAR-25'])
      await world.turn(2_000)
      expect(world.booked).toHaveLength(booked)
    }
  })

  it('waits on disk: a restart in between neither forgets it nor asks sooner', async () => {
    const world = await begun()
    world.vend({ id: 'CAR-25' }, car25)
    await world.sync()
    for (let calls = 0; calls < 10; calls += 1) {
      world.app.hear(['CAR-25'])
      await world.turn(3_000)
      world.restart()
    }
    expect(askedOf(world, 'CAR-25')).toBeLessThanOrEqual(6)
    expect(world.app.state().toRead).toBe(1)
    world.asked.length = 0
    await world.turn(minute)
    expect(askedOf(world, 'CAR-25')).toBe(1)
    expect(world.app.state().toRead).toBe(0)
  })
})

describe('ids that Vend does not have', () => {
  it('take at most a tenth of what Vend allows, and leave the rest to what is real', async () => {
    const world = await begun()
    world.budget = { ...world.budget, limit: 350 }
    await world.turn(5 * minute)
    world.asked.length = 0
    world.vend({ id: 'CAR-25' }, car25)
    await flood(world, 4 * minute, (second) => [`made-up-${second}`, `made-up-too-${second}`])
    expect(world.asked.filter((name) => name.startsWith('consignment made-up'))).toHaveLength(35)
    world.app.hear(['CAR-25'])
    await world.turn(2 * minute)
    // The scan has found it, though its webhook has to wait behind the others.
    expect(world.booked.length).toBeGreaterThan(0)
  })

  it('are let go where they had to wait for a minute and the scan does not know them either; what it knows stays', async () => {
    const world = await begun()
    await flood(world, 40_000, (second) => [`made-up-${second}`])
    expect(world.app.state()).toMatchObject({ shape: 'working', toRead: 5 })
    world.vend({ id: 'CAR-25' }, car25)
    world.app.hear(['CAR-25'])
    await world.turn(4 * minute)
    expect(world.booked.map(({ document }) => document.source.cause)).toEqual(['webhook', 'webhook'])
    expect(world.app.state()).toMatchObject({ shape: 'ok', toRead: 0 })
    expect(world.logged).toContainEqual({ step: 'let-go', count: 5 })
  })

  it('are each looked up where there are few, whatever the scan says', async () => {
    const world = await begun()
    world.app.hear(['made-up'])
    await world.sync()
    expect(askedOf(world, 'made-up')).toBe(1)
    expect(world.logged.filter(({ step }) => step === 'let-go')).toEqual([])
  })

  it('beyond two thousand are not taken, so that disk and memory stay as they are; what was seen still is', async () => {
    const database = openDatabase(':memory:')
    const world = await begun(database)
    world.vend({ id: 'CAR-25' }, car25)
    await world.sync()
    const rows = (table: string) => Number(first(database, `SELECT COUNT(*) AS count FROM ${table}`)?.count)
    world.app.hear(Array.from({ length: 2_000 }, (_, index) => `made-up-${index}`))
    for (let batch = 0; batch < 20; batch += 1) {
      const ids = Array.from({ length: 200 }, (_, index) => `more-${batch}-${index}`)
      expect(() => world.app.hear([...ids, 'CAR-25'])).toThrow('Vend never showed')
    }
    expect(rows('triggers')).toBe(2_001)
    await world.turn(3_000)
    expect(askedOf(world, 'CAR-25')).toBe(1)
    // Whatever is remembered of it ends with the five minutes.
    await world.turn(5 * minute)
    await world.turn(5 * minute)
    world.app.hear(['made-up-at-last'])
    await world.turn(2_000)
    expect([rows('triggers'), rows('looks')]).toEqual([0, 1])
  })
})

describe('many movements that are replayed at once', () => {
  const ids = Array.from({ length: 200 }, (_, index) => `OLD-${index}`)

  it('take at most half of what Vend allows, are read all the same, and what is new is told on time', async () => {
    const world = await begun()
    world.budget = { ...world.budget, limit: 350 }
    for (const id of ids) world.vend({ id }, { Item1: { received: amount(1) } })
    await world.sync()
    await world.turn(5 * minute)
    const booked = world.booked.length
    world.asked.length = 0
    await flood(world, 4 * minute, () => ids)
    expect(world.asked.filter((name) => name.startsWith('consignment OLD'))).toHaveLength(175)
    world.vend({ id: 'NEW' }, car25)
    await world.turn(minute)
    expect(world.booked).toHaveLength(booked + 1)
    for (let times = 0; times < 2; times += 1) await world.turn(5 * minute)
    expect(world.app.state()).toMatchObject({ toRead: 0, shape: 'ok' })
  })
})

describe('how long a look waits', () => {
  const looks = (...ats: number[]) => ats.map((at) => ({ at, calls: 1 }))
  it.each([
    ['not at all after five', looks(1, 2, 3, 4, 5), 10, null],
    ['until the first of six is a minute ago', looks(1, 2, 3, 4, 5, 6), 10, 60_001],
    ['not at all when they are a minute ago', looks(1, 2, 3, 4, 5, 6), 60_001, null],
    ['a minute where one alone took more calls', [{ at: 1, calls: 9 }], 10, 60_001],
    [
      'until what it will cost fits in',
      [
        { at: 1, calls: 3 },
        { at: 2, calls: 3 },
      ],
      10,
      60_001,
    ],
    [
      'not at all for what lies ahead, since the clock was set back',
      looks(9_001, 9_002, 9_003, 9_004, 9_005, 9_006),
      10,
      null,
    ],
  ])('%s', (_, before, now, until) => {
    expect(replayWait(before, now)?.until ?? null).toBe(until)
  })

  const shares = [
    [null, 34, 35, null],
    [null, 35, 35, 'unseen'],
    [950, 94, 95, null],
    [950, 95, 95, 'unseen'],
    [5, 1, 1, 'unseen'],
    [null, 0, 174, null],
    [null, 0, 175, 'heard'],
    [950, 0, 475, 'heard'],
  ] as const
  it.each(shares)('with %s calls allowed, %i in vain of %i that found nothing new: %s', (limit, vain, count, waits) => {
    const all = Array.from({ length: count }, (_, index) => ({ at: index + 1, calls: 1 }))
    const free = freeFrom({ all, missing: all.slice(0, vain) }, limit, 1_000)
    const later = { unseen: { heard: 1_000, unseen: 300_001 }, heard: { heard: 300_001, unseen: 300_001 } }
    expect(free).toEqual({ asked: 1_000, ...(waits ? later[waits] : { heard: 1_000, unseen: 1_000 }) })
  })
})
