import { describe, expect, it } from 'vitest'
import { amount, tinyWorld, type TinyWorld } from '../fakes/tiny-world'

const received = { Item1: { received: amount(5) } }
const second = 1_000

async function begun() {
  const world = tinyWorld()
  await world.sync()
  world.now += 60_000
  world.asked.length = 0
  return world
}

/** The consignments in the order in which their lines were read, each as often as it was. */
const readIn = ({ asked }: TinyWorld) => [
  ...new Set(asked.flatMap((name) => (name.startsWith('lines ') ? [name.slice('lines '.length)] : []))),
]
const headersOf = ({ asked }: TinyWorld, id: string) => asked.filter((name) => name === `consignment ${id}`).length

describe('triggers of one consignment', () => {
  it('are waited for until two seconds of quiet, and Vend is then asked once', async () => {
    const world = await begun()
    world.vend({ id: 'CAR-25' }, received)
    for (let calls = 0; calls < 4; calls += 1) {
      world.app.hear(['CAR-25'])
      await world.turn(1.9 * second)
    }
    expect(headersOf(world, 'CAR-25')).toBe(0)
    await world.turn(0.1 * second)
    expect(world.booked).toHaveLength(1)
  })

  it('that never fall quiet are waited for until ten seconds after the first', async () => {
    const world = await begun()
    world.vend({ id: 'CAR-25' }, received)
    for (let calls = 0; calls < 10; calls += 1) {
      world.app.hear(['CAR-25'])
      await world.turn(second)
      expect(world.booked).toHaveLength(calls < 9 ? 0 : 1)
    }
  })
})

describe('among what is due', () => {
  it('what webhooks named is read before what the scan found', async () => {
    const world = await begun()
    for (const id of ['SCAN', 'HEARD', 'HEARD-TOO']) world.vend({ id }, received)
    world.app.hear(['HEARD', 'HEARD-TOO'])
    world.now += 2 * second
    await world.sync()
    expect(readIn(world)).toEqual(['HEARD', 'HEARD-TOO', 'SCAN'])
  })

  it('a webhook that comes in the middle of a long scan goes before the rest of it', async () => {
    const world = await begun()
    for (let index = 0; index < 10; index += 1) world.vend({ id: `SCAN-${index}` }, received)
    world.vend({ id: 'HEARD' }, received)
    world.tearOnce = () => {
      world.app.hear(['HEARD'])
      world.now += 2 * second
    }
    await world.sync()
    expect(readIn(world).slice(0, 2)).toEqual(['SCAN-0', 'HEARD'])
    expect(readIn(world)).toHaveLength(11)
  })

  it('a webhook that becomes due in the middle of the work that goes on by itself does too', async () => {
    const world = await begun()
    for (let index = 0; index < 10; index += 1) world.vend({ id: `SCAN-${index}` }, received)
    world.now += 5 * 60 * second
    world.tearOnce = () => {
      world.vend({ id: 'HEARD' }, received)
      world.app.hear(['HEARD'])
      world.now += 2 * second
    }
    await world.turn(0)
    expect(readIn(world).slice(0, 2)).toEqual(['SCAN-0', 'HEARD'])
    expect(readIn(world)).toHaveLength(11)
  })

  it('webhooks that never end do not keep what was read before them from being delivered', async () => {
    const world = await begun()
    world.vend({ id: 'SCAN' }, received)
    world.now += 5 * 60 * second
    const bookedAtCalls: number[] = []
    const call = () => {
      bookedAtCalls.push(world.booked.length)
      if (bookedAtCalls.length > 4) return
      const id = `HEARD-${bookedAtCalls.length}`
      world.vend({ id }, received)
      world.app.hear([id])
      world.now += 2 * second
      world.mendAfter = () => (world.tearOnce = call)
    }
    world.tearOnce = call
    await world.turn(0)
    expect(bookedAtCalls).toEqual([0, 1, 2, 3, 4])
  })
})

describe('a restart in the middle', () => {
  it('goes on with what stands on disk, and books each once', async () => {
    const world = await begun()
    const ids = ['CAR-1', 'CAR-2', 'CAR-3', 'CAR-4']
    for (const id of ids) world.vend({ id }, received)
    world.app.hear(ids)
    world.mendAfter = () => (world.vendDown = 'The PC was switched off.')
    await world.turn(2 * second)
    expect(world.app.state().toRead).toBe(4)
    world.vendDown = null
    world.mendAfter = () => (world.mendAfter = () => (world.vendDown = 'The PC was switched off.'))
    world.restart()
    await world.turn(0)
    world.vendDown = null
    world.restart()
    await world.turn(0)
    expect(world.booked.map(({ document }) => document.source.consignmentId).sort()).toEqual(ids)
    expect(world.app.state()).toMatchObject({ toRead: 0, shape: 'ok' })
  })
})
