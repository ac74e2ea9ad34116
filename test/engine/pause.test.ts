import { describe, expect, it } from 'vitest'
import { tomorrowMorning } from '../../src/core/pause'
import type { WarehouseAnswer } from '../../src/core/ports/warehouse'
import { toldInAll } from '../fakes/tiny-warehouse'
import { amount, type TinyWorld } from '../fakes/tiny-world'
import { begun, car25, quarter, signal, waitingForSaucer } from './saucer-shop'

const hour = 3_600_000
const pushes = ({ calls }: TinyWorld) => calls.filter((call) => call.startsWith('push'))
const first = ({ app }: TinyWorld) => app.history()[0]!

/** A shop that somebody paused, and in which order CAR-25 is received then. */
async function paused(until: (now: number) => number | null = () => null): Promise<TinyWorld> {
  const world = await begun()
  expect(world.app.pause(until(world.now))).toBeNull()
  world.vend({ id: 'CAR-25' }, car25)
  return world
}

/** Order CAR-25 was being sent when the line broke: nobody knows whether it arrived, and the app is paused then. */
async function unsureInPause(how: 'reset-before' | 'reset-after'): Promise<TinyWorld> {
  const world = await unsure(how)
  world.app.pause(null)
  return world
}

async function unsure(how: 'reset-before' | 'reset-after'): Promise<TinyWorld> {
  const world = await begun()
  world.vend({ id: 'CAR-25' }, car25)
  world.script.push(how)
  await world.sync()
  expect(first(world).status).toBe('unsure')
  return world
}

describe('in a pause', () => {
  it('a sync reads Vend and sends nothing: what waits is counted, and says when it goes', async () => {
    const world = await paused((now) => now + hour)
    world.vend({ id: 'CAR-26' }, car25)
    await world.sync()
    expect(pushes(world)).toEqual([])
    const { shape, sentence, paused: pause } = world.app.state()
    expect(shape).toBe('paused')
    expect(sentence).toMatch(/^Paused until (tomorrow )?\d\d:\d\d\. 2 documents wait\.$/)
    expect(pause).toEqual({ since: world.now, until: world.now + hour })
    expect(first(world)).toMatchObject({
      status: 'waiting',
      waits: {
        text: expect.stringMatching(/^Paused until (tomorrow )?\d\d:\d\d: it goes then, or when you resume\.$/),
        nextTryAt: new Date(world.now + hour).toISOString(),
      },
    })
  })

  it('without an end says who ends it, and never that all is well', async () => {
    const world = await begun()
    await world.sync()
    expect(world.app.state().shape).toBe('ok')
    world.app.pause(null)
    await world.sync()
    expect(world.app.state()).toMatchObject({ shape: 'paused', sentence: 'Paused until you resume. Nothing waits.' })
    world.vend({ id: 'CAR-25' }, car25)
    await world.sync()
    expect(world.app.state().sentence).toBe('Paused until you resume. 1 document waits.')
    expect(first(world).waits).toEqual({ text: 'Paused: it goes when you resume.', nextTryAt: null })
  })

  it('until tomorrow says so in those words', async () => {
    const world = await paused(tomorrowMorning)
    expect(world.app.state().sentence).toBe('Paused until tomorrow 09:00. Nothing waits.')
  })

  it('a webhook is heard and read, and the schedule goes on', async () => {
    const world = await paused()
    world.app.hear(['CAR-25'])
    await world.turn(60_000)
    expect(world.asked).toContain('lines CAR-25')
    // By webhook it is one Stocktake per item.
    expect(world.app.state()).toMatchObject({ shape: 'paused', counts: { waiting: 2 }, toRead: 0 })
    world.vend({ id: 'CAR-26' }, car25)
    await world.turn(hour)
    expect(world.app.state().counts.waiting).toBe(3)
    expect(pushes(world)).toEqual([])
    expect(world.app.nextDue()).toBeGreaterThan(world.now)
  })

  it('what a person approves, tries again or matches is noted, and waits', async () => {
    const world = await waitingForSaucer()
    world.vend({ id: 'CAR-26' }, { Item1: { received: amount(5) } })
    await world.sync()
    world.vend({ id: 'CAR-26', status: 'cancelled', vendStatus: 'CANCELLED' })
    await world.sync()
    world.app.pause(null)
    const before = pushes(world)
    const held = world.app.state().holds.find(({ code }) => code === 'cancelled')
    expect(world.app.approve(held?.documentId ?? '')).toBeNull()
    expect(await world.app.match('Item2', 'SAUCER', signal)).toMatchObject({ kind: 'done' })
    const saucers = world.app.history().find(({ lines }) => lines.some(({ sku }) => sku === 'Item2'))
    expect(world.app.retry(saucers?.id ?? '')).toBeNull()
    await world.app.deliver(signal)
    await world.sync()
    expect(pushes(world)).toEqual(before)

    world.app.resume()
    await world.app.deliver(signal)
    expect(toldInAll(world)).toEqual({ 'WH Item1': 60, 'WH Item2': 50 })
  })

  it('an undo is made, and goes when somebody resumes', async () => {
    const world = await begun()
    world.vend({ id: 'CAR-25' }, car25)
    await world.sync()
    world.app.pause(null)
    const undone = world.app.undo(first(world).id)
    await world.app.deliver(signal)
    expect(world.booked).toHaveLength(1)
    const made = world.app.document(undone.kind === 'done' ? undone.id : '')
    expect(made?.document).toMatchObject({ status: 'waiting', waits: { text: 'Paused: it goes when you resume.' } })
    world.app.resume()
    await world.app.deliver(signal)
    expect(toldInAll(world)).toEqual({ 'WH Item1': 0, 'WH Item2': 0 })
  })

  it('what changes meanwhile goes as one difference', async () => {
    const world = await paused()
    await world.sync()
    world.vend({ id: 'CAR-25' }, { ...car25, Item1: { received: amount(61) } })
    await world.sync()
    world.app.resume()
    await world.sync()
    expect(pushes(world)).toEqual(['push CAR-25'])
    expect(toldInAll(world)).toEqual({ 'WH Item1': 61, 'WH Item2': 50 })
  })

  it('what needs a person is said too, and that Vend does not answer', async () => {
    const world = await paused()
    await world.sync()
    world.app.resume()
    await world.sync()
    world.vend({ id: 'CAR-25', status: 'cancelled', vendStatus: 'CANCELLED' })
    world.app.pause(null)
    await world.sync()
    world.vendDown = 'Vend is away.'
    await world.sync()
    expect(world.app.state().sentence).toMatch(
      /^Paused until you resume\. Nothing waits\. Vend does not answer since \d\d:\d\d\. 1 thing needs you\.$/,
    )
  })

  it('an account that is not accepted comes first', async () => {
    const world = await begun()
    world.vend({ id: 'CAR-25' }, car25)
    world.refusesAccount = 'Main Warehouse does not accept the key.'
    await world.sync()
    world.app.pause(null)
    expect(world.app.state()).toMatchObject({ shape: 'signed-out', paused: { until: null } })
  })
})

describe('what may have arrived when somebody pauses', () => {
  it('goes when somebody goes live where Stocktray only watches, and says so', async () => {
    const world = await unsure('reset-before')
    world.app.watch()
    await world.turn(120_000)
    await world.sync()
    expect(first(world)).toMatchObject({
      status: 'unsure',
      waits: { text: 'It has not arrived, or not whole: it goes when you go live.' },
    })
    await world.turn(hour)
    const { holds, sentence } = world.app.state()
    expect(holds[0]?.text).toMatch(/Stocktray only watches: it goes when you go live\.$/)
    expect(sentence).toContain('1 document would have gone.')
  })

  it('is looked up, and is delivered where it is found', async () => {
    const world = await unsureInPause('reset-after')
    await world.turn(120_000)
    expect(first(world)).toMatchObject({ status: 'delivered', warehouseNumber: 'ST-00001' })
    expect(pushes(world)).toEqual(['push CAR-25'])
  })

  it('is not sent again where it is not, and not asked about without end', async () => {
    const world = await unsureInPause('reset-before')
    await world.turn(120_000)
    await world.sync()
    expect(first(world)).toMatchObject({
      status: 'unsure',
      waits: { text: 'It has not arrived, or not whole: it goes when the pause is over.' },
    })
    expect(pushes(world)).toEqual(['push CAR-25'])
    const asked = world.calls.length
    await world.turn(60_000)
    expect(world.calls).toHaveLength(asked)
    expect(world.app.nextDue()).toBeGreaterThan(world.now)
    await world.turn(hour)
    expect(world.app.state().holds[0]?.text).toMatch(/Paused: it goes when you resume\.$/)

    world.app.resume()
    expect(world.app.nextDue()).toBeLessThanOrEqual(world.now)
    await world.turn(0)
    expect(pushes(world)).toEqual(['push CAR-25', 'push CAR-25'])
    expect(toldInAll(world)).toEqual({ 'WH Item1': 60, 'WH Item2': 50 })
  })

  it('waits also where a person says that it did not arrive', async () => {
    const world = await unsureInPause('reset-before')
    world.now += 120_000
    expect(world.app.settle(first(world).id, false)).toBeNull()
    await world.turn(quarter)
    expect(pushes(world)).toEqual(['push CAR-25'])
  })
})

describe('a pause that begins in the middle of the work', () => {
  it('while the warehouse is asked about the items: the document stays a draft', async () => {
    const world = await begun()
    world.vend({ id: 'CAR-25' }, car25)
    const { lookUpItems } = world.port
    Object.assign(world.port, {
      lookUpItems: (...asked: Parameters<typeof lookUpItems>): Promise<WarehouseAnswer<unknown>> => {
        world.app.pause(null)
        return lookUpItems(...asked)
      },
    })
    await world.sync()
    expect(pushes(world)).toEqual([])
    expect(first(world)).toMatchObject({ status: 'waiting', reference: null })
  })

  it('while one document is being sent: that one comes to its end, and no other begins', async () => {
    const world = await begun()
    world.vend({ id: 'CAR-25' }, car25)
    world.vend({ id: 'CAR-26' }, car25)
    const { push } = world.port
    Object.assign(world.port, {
      push: (...sent: Parameters<typeof push>) => {
        world.app.pause(null)
        return push(...sent)
      },
    })
    await world.sync()
    expect(pushes(world)).toHaveLength(1)
    expect(world.app.history().map(({ status }) => status)).toEqual(['delivered', 'waiting'])
  })

  it('while a document is looked up: it is not sent again', async () => {
    const world = await begun()
    world.vend({ id: 'CAR-25' }, car25)
    world.script.push('reset-before')
    await world.sync()
    const { find } = world.port
    Object.assign(world.port, {
      find: (...asked: Parameters<typeof find>) => {
        world.app.pause(null)
        return find(...asked)
      },
    })
    await world.turn(120_000)
    expect(pushes(world)).toEqual(['push CAR-25'])
  })
})

describe('the end of a pause', () => {
  it('is on the agenda: at that moment what waited goes, and nobody has to do anything', async () => {
    const world = await paused((now) => now + 200_000)
    await world.sync()
    const end = world.now + 200_000
    expect(world.app.nextDue()).toBe(end)
    await world.turn(199_999)
    expect(pushes(world)).toEqual([])
    await world.turn(1)
    expect(toldInAll(world)).toEqual({ 'WH Item1': 60, 'WH Item2': 50 })
    expect(world.app.state()).toMatchObject({ shape: 'ok', paused: null })
    expect(world.logged).toContainEqual({ step: 'pause-over' })
  })

  it('makes due at once what was put off until later', async () => {
    const world = await begun()
    world.vend({ id: 'CAR-25' }, car25)
    world.script.push('reset-before')
    await world.sync()
    world.app.pause(world.now + 130_000)
    await world.turn(120_000)
    expect(first(world).status).toBe('unsure')
    await world.turn(10_000)
    expect(pushes(world)).toHaveLength(2)
    expect(first(world).status).toBe('delivered')
  })

  it.each(['sync', 'deliver'] as const)('is noticed by a %s as well', async (how) => {
    const world = await paused((now) => now + hour)
    await world.sync()
    world.now += hour
    await world.app[how](signal)
    expect(pushes(world)).toEqual(['push CAR-25'])
    expect(world.app.moments(20).map(({ text }) => text)).toContain('The pause is over.')
  })

  it('outlives a restart, as the pause does', async () => {
    const world = await paused((now) => now + hour)
    world.restart()
    await world.sync()
    expect(pushes(world)).toEqual([])
    world.restart()
    await world.turn(hour)
    expect(pushes(world)).toEqual(['push CAR-25'])
  })

  it('comes too when the PC’s clock was set back by years, but not to a pause without an end', async () => {
    const world = await paused((now) => now + hour)
    await world.sync()
    const back = (years: number) => {
      world.now -= years * 365 * 24 * hour
      world.clockAhead -= years * 365 * 24 * hour
    }
    back(3)
    await world.turn(0)
    expect(pushes(world)).toEqual(['push CAR-25'])
    world.app.pause(null)
    world.vend({ id: 'CAR-26' }, car25)
    back(3)
    await world.sync()
    expect(pushes(world)).toEqual(['push CAR-25'])
    expect(world.app.state().shape).toBe('paused')
  })

  it('asks a warehouse at once that did not answer before', async () => {
    const world = await begun()
    world.vend({ id: 'CAR-25' }, car25)
    world.script.push('retry')
    await world.sync()
    world.app.pause(null)
    world.app.resume()
    await world.turn(0)
    expect(world.app.state()).toMatchObject({ shape: 'ok', warehouseProblem: null })
  })

  it('stands in the log, with its beginning', async () => {
    const world = await begun()
    world.app.pause(null)
    world.app.resume()
    // Nobody has paused it.
    world.app.resume()
    expect(world.logged.filter(({ step }) => step === 'person')).toEqual([
      { step: 'person', did: 'pause', on: '' },
      { step: 'person', did: 'resume', on: '' },
      { step: 'person', did: 'resume', on: '' },
    ])
    expect(world.app.moments(10).map(({ text }) => text)).toEqual([
      'You paused Stocktray until you resume it.',
      'You resumed Stocktray.',
    ])
  })
})

describe('an end that cannot be meant', () => {
  it.each([
    [0, /must be in the future/],
    [-1, /must be in the future/],
    [31 * 24 * hour + 1, /lasts 31 days at most/],
  ])('in %i ms is refused, and nothing is paused', async (ahead, why) => {
    const world = await begun()
    expect(world.app.pause(world.now + ahead)).toMatch(why)
    expect(world.app.state().paused).toBeNull()
  })

  it('leaves the pause that holds as it is; another end takes its place', async () => {
    const world = await paused((now) => now + hour)
    world.app.pause(0)
    expect(world.app.state().paused?.until).toBe(world.now + hour)
    world.app.pause(world.now + 31 * 24 * hour)
    expect(world.app.state().paused?.until).toBe(world.now + 31 * 24 * hour)
  })
})
