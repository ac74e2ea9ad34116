import { describe, expect, it } from 'vitest'
import { openDatabase } from '../../src/ledger/database'
import { toldInAll } from '../fakes/tiny-warehouse'
import { amount, type TinyWorld } from '../fakes/tiny-world'
import { begun, car25, saucer, signal } from './saucer-shop'

const hour = 3_600_000
const pushes = ({ calls }: TinyWorld) => calls.filter((call) => call.startsWith('push'))
const statuses = ({ app }: TinyWorld) => app.history().map(({ status }) => status)
const leftOut = ({ app }: TinyWorld) =>
  app.state().account.parts.flatMap(({ cause, count }) => (cause === 'watched' ? [count] : []))
const addsUp = ({ app }: TinyWorld) => expect(app.state().account.addsUp).toBe(true)

/** A shop that only watches, in which order CAR-25 was received since. */
async function watching(): Promise<TinyWorld> {
  const world = await begun()
  expect(world.app.watch()).toBeNull()
  world.vend({ id: 'CAR-25' }, car25)
  await world.sync()
  return world
}

const live = (world: TinyWorld, way: 'send-watched' | 'begin-now') => world.app.goLive(way, signal)

describe('while it only watches', () => {
  it('Vend is read and nothing is sent; the line of truth and each document say what would have gone', async () => {
    const world = await watching()
    const { shape, sentence, paused } = world.app.state()
    expect(shape).toBe('paused')
    expect(sentence).toMatch(/^Only watching since .*\d\d:\d\d: nothing is sent\. 1 document would have gone\.$/)
    expect(paused).toMatchObject({ until: null, watching: true })
    expect(world.app.history()[0]?.waits).toEqual({
      text: 'It would have gone: Stocktray only watches. It goes or is left out when you go live.',
      nextTryAt: null,
    })
    expect(pushes(world)).toEqual([])
    addsUp(world)
  })

  it('counts documents, however many a movement makes', async () => {
    const world = await begun()
    world.app.watch()
    world.vend({ id: 'CAR-25' }, car25)
    world.app.hear(['CAR-25'])
    await world.turn(60_000)
    expect(world.app.history()).toHaveLength(2)
    expect(world.app.state().sentence).toContain('2 documents would have gone.')
  })

  it('what the warehouse does not know is held as it would have been, by a sync and by the schedule', async () => {
    const world = await begun()
    world.app.watch()
    world.knownSkus.delete('Item2')
    world.items.set('SAUCER', [saucer])
    world.vend({ id: 'CAR-25' }, car25)
    await world.turn(hour)
    expect(world.app.state().holds.map(({ code }) => code)).toEqual(['sku-not-in-warehouse'])
    expect(await world.app.match('Item2', 'SAUCER', signal)).toMatchObject({ kind: 'done' })
    await world.app.deliver(signal)
    expect(statuses(world)).toEqual(['waiting', 'waiting'])
    expect(pushes(world)).toEqual([])
  })

  it('the warehouse is not asked again and again about what it knows', async () => {
    const world = await watching()
    await world.turn(hour)
    const asked = world.calls.length
    await world.turn(hour)
    expect(world.calls).toHaveLength(asked)
  })

  it('a warehouse that does not answer is asked with a later scan', async () => {
    const world = await begun()
    world.app.watch()
    world.vend({ id: 'CAR-25' }, car25)
    world.knownSkus.delete('Item2')
    const { lookUpItems } = world.port
    Object.assign(world.port, { lookUpItems: () => Promise.resolve({ kind: 'retry', text: 'It is away.' }) })
    await world.turn(hour)
    expect(world.app.state().warehouseProblem?.text).toBe('It is away.')
    Object.assign(world.port, { lookUpItems })
    await world.turn(hour)
    expect(world.app.state()).toMatchObject({ warehouseProblem: null, holds: [{ code: 'sku-not-in-warehouse' }] })
  })

  it('nothing sends: no approval, retry, undo, webhook, sync, resume, restart, pause or clock', async () => {
    const world = await begun()
    world.vend({ id: 'CAR-24' }, { Item3: { received: amount(5) } })
    world.vend({ id: 'CAR-23' }, { Item3: { received: amount(7) } })
    await world.sync()
    const before = pushes(world)
    world.app.watch()
    world.vend({ id: 'CAR-25' }, car25)
    world.vend({ id: 'CAR-24', status: 'cancelled', vendStatus: 'CANCELLED' })
    await world.sync()
    const acts: (() => unknown)[] = [
      () => world.app.approve(world.app.state().holds[0]?.documentId ?? ''),
      () => world.app.retry(world.app.history().find(({ status }) => status === 'waiting')?.id ?? ''),
      () => world.app.undo(world.app.history().find(({ reference }) => reference === 'CAR-23')?.id ?? ''),
      () => world.app.hear(['CAR-25']),
      () => world.app.resume(),
      () => expect(world.app.pause(world.now + hour)).toMatch(/^Stocktray only watches/),
      () => world.restart(),
      () => world.restart({ limits: { units: null, lines: 5000 } }),
      () => (world.now -= 400 * 24 * hour),
      () => (world.now += 800 * 24 * hour),
    ]
    for (const act of acts) {
      act()
      await world.app.deliver(signal)
      await world.turn(hour)
      await world.sync()
      expect(pushes(world)).toEqual(before)
      expect(world.app.state().paused?.watching).toBe(true)
      addsUp(world)
    }
    expect(world.app.history().filter(({ status }) => status === 'waiting')).toHaveLength(3)
    expect(await live(world, 'send-watched')).toBeNull()
    await world.sync()
    expect(toldInAll(world)).toEqual({ 'WH Item1': 60, 'WH Item2': 50, 'WH Item3': 0 })
    expect(world.app.state().shape).toBe('ok')
  })

  it('a pause is over by it, and does not come back', async () => {
    const world = await begun()
    world.app.pause(world.now + hour)
    world.app.watch()
    world.vend({ id: 'CAR-25' }, car25)
    await world.turn(hour / 2)
    expect(pushes(world)).toEqual([])
    await live(world, 'send-watched')
    expect(world.app.state().paused).toBeNull()
    await world.turn(0)
    expect(pushes(world)).toEqual(['push CAR-25'])
  })

  it('is begun once, and not where sending is off', async () => {
    const world = await watching()
    expect(world.app.watch()).toBe('Stocktray only watches already. Nothing has changed.')
    const other = await begun()
    other.restart({ sendStockAdjustments: false })
    expect(other.app.watch()).toMatch(/^Sending is switched off/)
  })
})

describe('chosen in the set-up', () => {
  it('it holds from the first moment on, and is taken up once', async () => {
    const world = await begun()
    world.restart({ watchChosen: 1 })
    world.vend({ id: 'CAR-25' }, car25)
    await world.sync()
    expect(pushes(world)).toEqual([])
    await live(world, 'send-watched')
    await world.sync()
    expect(pushes(world)).toEqual(['push CAR-25'])
    world.restart()
    expect(world.app.state().paused).toBeNull()
    // Somebody chooses it again.
    world.restart({ watchChosen: 2 })
    expect(world.app.state().paused?.watching).toBe(true)
    // A set-up that is saved without it does not go live.
    world.restart({ watchChosen: undefined })
    world.vend({ id: 'CAR-26' }, car25)
    await world.sync()
    expect(pushes(world)).toEqual(['push CAR-25'])
  })

  it('it goes on where it watches already: what was watched before the choice is left out too', async () => {
    const world = await watching()
    const since = world.now
    world.now += hour
    world.restart({ watchChosen: 1 })
    expect(world.app.state().paused?.since).toBe(since)
    await live(world, 'begin-now')
    await world.sync()
    expect(pushes(world)).toEqual([])
    expect(statuses(world)).toEqual(['dismissed'])
  })
})

describe('going live with what was watched', () => {
  it('sends it, each once, also after a restart', async () => {
    const world = await watching()
    expect(await live(world, 'send-watched')).toBeNull()
    world.restart()
    await world.turn(0)
    await world.sync()
    expect(pushes(world)).toEqual(['push CAR-25'])
    expect(toldInAll(world)).toEqual({ 'WH Item1': 60, 'WH Item2': 50 })
    expect(world.app.moments(20).map(({ text }) => text)).toContain('You went live. What was watched goes: 1 document.')
    expect(await live(world, 'send-watched')).toBe('Stocktray is live already: it sends. Nothing has changed.')
    expect(await live(world, 'begin-now')).toMatch(/live already/)
  })
})

it('sends at once, when it goes live, what was to be tried again later', async () => {
  const world = await begun()
  world.script.push('retry')
  world.vend({ id: 'CAR-24' }, { Item3: { received: amount(5) } })
  await world.sync()
  world.app.watch()
  await live(world, 'send-watched')
  await world.turn(0)
  expect(pushes(world)).toEqual(['push CAR-24', 'push CAR-24'])
})

describe('going live from now on', () => {
  it('leaves out what was watched, for good, and the account says so', async () => {
    const world = await watching()
    expect(await live(world, 'begin-now')).toBeNull()
    await world.sync()
    world.restart()
    world.app.hear(['CAR-25'])
    await world.turn(hour)
    expect(pushes(world)).toEqual([])
    expect(statuses(world)).toEqual(['dismissed'])
    expect(leftOut(world)).toEqual([1])
    expect(world.app.state().sentence).toMatch(/is in .*, but for 1 thing you left out\./)
    addsUp(world)
    world.vend({ id: 'CAR-26' }, car25)
    await world.sync()
    expect(pushes(world)).toEqual(['push CAR-26'])
  })

  it('reads Vend first: what happened a moment ago is left out too', async () => {
    const world = await watching()
    world.vend({ id: 'CAR-26' }, car25)
    expect(await live(world, 'begin-now')).toBeNull()
    await world.sync()
    expect(pushes(world)).toEqual([])
    expect(leftOut(world)).toEqual([2])
  })

  it('does not happen while Vend cannot be read', async () => {
    const world = await watching()
    world.vendDown = 'Vend is away.'
    expect(await live(world, 'begin-now')).toBe(
      'Vend is away. Before Vend can be read nobody knows what would be left out. Nothing has changed.',
    )
    expect(world.app.state().paused?.watching).toBe(true)
    expect(statuses(world)).toEqual(['waiting'])
  })

  it('what changes of it later waits for a person', async () => {
    const world = await watching()
    await live(world, 'begin-now')
    world.vend({ id: 'CAR-25' }, { ...car25, Item1: { received: amount(61) } })
    await world.sync()
    expect(pushes(world)).toEqual([])
    expect(world.app.state().holds).toMatchObject([
      {
        code: 'dismissed-before',
        text: 'Order Stock CAR-25 was left out when Stocktray went live, and Vend says more of Item1 now. Send the change of +1, or leave it out too.',
      },
    ])
    expect(world.app.approve(world.app.state().holds[0]?.documentId ?? '')).toBeNull()
    await world.sync()
    expect(toldInAll(world)).toEqual({ 'WH Item1': 1 })
    addsUp(world)
  })

  it('a line that was held in Vend does not go by itself when it is settled, nor does an item that is matched', async () => {
    const world = await begun()
    world.app.watch()
    world.knownSkus.delete('Item2')
    world.vend({ id: 'CAR-25' }, { ...car25, Item3: { received: amount(4), status: 'pending', vendStatus: 'PENDING' } })
    world.vend({ id: 'CAR-26' }, { Item3: { received: amount(9), status: 'pending', vendStatus: 'PENDING' } })
    await world.sync()
    expect(
      world.app
        .state()
        .holds.map(({ code }) => code)
        .sort(),
    ).toEqual(['line-pending', 'line-pending', 'sku-not-in-warehouse'])
    expect(await live(world, 'begin-now')).toBeNull()
    expect(world.app.state().holds).toEqual([])
    expect(leftOut(world)).toEqual([2])
    addsUp(world)
    world.knownSkus.add('Item2')
    for (const id of ['CAR-25', 'CAR-26'])
      world.lines.set(
        id,
        (world.lines.get(id) ?? []).map((line) => ({ ...line, status: 'success', vendStatus: 'SUCCESS' })),
      )
    await world.sync()
    await world.turn(hour)
    expect(pushes(world)).toEqual([])
    expect(
      world.app
        .state()
        .holds.map(({ code, reference }) => `${reference ?? ''} ${code}`)
        .sort(),
    ).toEqual(['CAR-25 dismissed-before', 'CAR-26 dismissed-before'])
    addsUp(world)
  })

  it('what could not be read is left out as well', async () => {
    const world = await watching()
    for (const id of ['CAR-26', 'CAR-27']) {
      world.unreadable.add(id)
      world.vend({ id }, { Item1: { received: amount(6) } })
    }
    await world.sync()
    // Somebody took the one upon themselves before.
    const [hold] = world.app.state().holds.filter(({ reference }) => reference === 'CAR-27')
    expect(world.app.dismiss(hold?.id ?? '', 'It is not ours.')).toBeNull()
    expect(await live(world, 'begin-now')).toBeNull()
    world.unreadable.clear()
    await world.turn(hour)
    await world.sync()
    expect(pushes(world)).toEqual([])
    const held = world.app.state().holds.map(({ reference, code }) => `${reference ?? ''} ${code}`)
    expect(held.sort()).toEqual(['CAR-26 dismissed-before', 'CAR-27 dismissed-before'])
    addsUp(world)
  })

  it('keeps what waited before it watched, and what was booked', async () => {
    const world = await begun()
    world.vend({ id: 'CAR-23' }, { Item3: { received: amount(7) } })
    await world.sync()
    world.script.push('retry')
    world.vend({ id: 'CAR-24' }, { Item3: { received: amount(5) } })
    await world.sync()
    world.app.watch()
    world.vend({ id: 'CAR-25' }, car25)
    const [booked] = world.app.history()
    expect(world.app.undo(booked?.id ?? '')).toMatchObject({ kind: 'done' })
    await world.sync()
    expect(await live(world, 'begin-now')).toBeNull()
    await world.sync()
    await world.turn(hour)
    // The undo was watched too.
    expect(toldInAll(world)).toEqual({ 'WH Item3': 12 })
    expect(statuses(world)).toEqual(['delivered', 'delivered', 'dismissed', 'dismissed'])
    addsUp(world)
  })

  it('keeps what stood before it watched and was not tried, and what waited for a person then', async () => {
    const world = await begun()
    world.app.pause(null)
    world.vend({ id: 'CAR-24' }, { Item3: { received: amount(5) } })
    world.vend({ id: 'CAR-23' }, { Item1: { received: amount(4), status: 'pending', vendStatus: 'PENDING' } })
    await world.sync()
    const codes = () => world.app.state().holds.map(({ code }) => code)
    expect(codes()).toEqual(['line-pending'])
    world.app.watch()
    world.vend({ id: 'CAR-25' }, car25)
    await world.sync()
    expect(world.app.history().map(({ waits }) => waits?.text)).toEqual([
      'Stocktray only watches: it goes when you go live.',
      'It would have gone: Stocktray only watches. It goes or is left out when you go live.',
    ])
    expect(await live(world, 'begin-now')).toBeNull()
    await world.sync()
    expect(pushes(world)).toEqual(['push CAR-24'])
    expect(codes()).toEqual(['line-pending'])
    expect(leftOut(world)).toEqual([1])
    addsUp(world)
  })

  it('an order that is received afterwards goes as always', async () => {
    const world = await begun()
    world.app.watch()
    world.vend({ id: 'CAR-25', status: 'sent', vendStatus: 'SENT', receivedAt: null }, car25)
    world.app.hear(['CAR-25'])
    await world.turn(5_000)
    await live(world, 'begin-now')
    world.vend({ id: 'CAR-25', status: 'received', vendStatus: 'RECEIVED', receivedAt: world.now })
    await world.sync()
    expect(toldInAll(world)).toEqual({ 'WH Item1': 60, 'WH Item2': 50 })
    addsUp(world)
  })

  it('all of it or nothing: where the disk fails in the middle it still watches', async () => {
    const database = openDatabase(':memory:')
    const world = await begun({ database })
    world.app.watch()
    world.vend({ id: 'CAR-25' }, car25)
    world.vend({ id: 'CAR-26' }, car25)
    await world.sync()
    database.exec(`CREATE TRIGGER broken BEFORE INSERT ON left_out WHEN EXISTS (SELECT 1 FROM left_out)
      BEGIN SELECT RAISE(ABORT, 'the disk is away'); END`)
    await expect(live(world, 'begin-now')).rejects.toThrow('the disk is away')
    world.restart()
    await world.sync()
    expect(statuses(world)).toEqual(['waiting', 'waiting'])
    expect(world.app.state().paused?.watching).toBe(true)
    database.exec('DROP TRIGGER broken')
    expect(await live(world, 'begin-now')).toBeNull()
    expect(leftOut(world)).toEqual([2])
  })
})
