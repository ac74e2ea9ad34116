import { describe, expect, it } from 'vitest'
import { toldInAll } from '../fakes/tiny-warehouse'
import { amount, type TinyWorld } from '../fakes/tiny-world'
import { begun, car25 } from './saucer-shop'

/** Order CAR-25 of 60 and 50 is booked and then cancelled in Vend: that it is taken back is held. */
async function cancelled() {
  const world = await begun()
  world.vend({ id: 'CAR-25' }, car25)
  await world.sync()
  world.vend({ id: 'CAR-25', status: 'cancelled', vendStatus: 'CANCELLED' })
  await world.sync()
  return world
}

const held = ({ app }: TinyWorld) => app.state().holds[0]?.id ?? ''

describe('approving', () => {
  it('what was replaced is refused, and the sentence names what took its place', async () => {
    const world = await cancelled()
    const id = held(world)
    world.vend({ id: 'CAR-25' }, { ...car25, Item1: { received: amount(61) } })
    world.vend({ id: 'CAR-25', status: 'received', vendStatus: 'RECEIVED' })
    world.knownSkus.delete('Item1')
    await world.sync()
    const successor = held(world)
    expect(successor).not.toBe(id)
    expect(world.app.approve(id)).toBe(`It was replaced: Vend says something else now. Its successor is ${successor}.`)
    world.knownSkus.add('Item1')
    await world.turn(15 * 60_000)
    expect(world.app.approve(id)).toBe(
      `It was replaced: Vend says something else now. Its successor has arrived, as CAR-25-2 (${successor}).`,
    )
    expect(toldInAll(world)).toEqual({ 'WH Item1': 61, 'WH Item2': 50 })
  })

  it('what was withdrawn without a successor says that nothing of it waits', async () => {
    const world = await cancelled()
    const id = held(world)
    world.vend({ id: 'CAR-25', status: 'received', vendStatus: 'RECEIVED' })
    await world.sync()
    expect(world.app.approve(id)).toBe('It was withdrawn: Vend says something else now. Nothing of it waits.')
    expect(world.app.dismiss(id, 'no')).toBe('It was withdrawn: Vend says something else now. Nothing of it waits.')
  })

  it('what nobody knows of asks to say whether it arrived', async () => {
    const world = await begun()
    world.vend({ id: 'CAR-25' }, car25)
    world.script.push({ kind: 'exists', found: { number: 'ST-9', consignmentId: 'CAR-25', lines: [] } })
    await world.sync()
    expect(world.app.approve(held(world))).toMatch(/^Nobody knows whether it arrived: say so, rather than approve it\./)
    expect(world.app.dismiss(held(world), 'no')).toMatch(/Say first whether it arrived/)
  })
})

describe('leaving out', () => {
  it('an order that the warehouse keeps putting off: it is not sent any more, and what Vend changes later is asked about', async () => {
    const world = await begun()
    world.vend({ id: 'CAR-25' }, car25)
    world.script.push('retry')
    await world.sync()
    const id = world.app.history()[0]?.id ?? ''
    expect(world.app.dismiss(id, 'booked by hand')).toBeNull()
    await world.turn(86_400_000)
    await world.sync()
    expect(world.booked).toEqual([])
    world.vend({ id: 'CAR-25' }, { ...car25, Item1: { received: amount(61) } })
    await world.sync()
    expect(world.app.state().holds.map(({ code }) => code)).toEqual(['dismissed-before'])
    expect(world.app.history().at(-1)?.lines).toEqual([{ sku: 'Item1', quantity: '1' }])
    expect(world.app.dismiss(id, 'again')).toBe('You left it out already.')
  })

  it('a hold without a document lasts until Vend says something else', async () => {
    const world = await begun()
    world.vend({ id: 'CAR-25' }, { ...car25, Item1: { received: null } })
    await world.sync()
    const id = held(world)
    expect(world.app.approve(id)).toContain('There is no document')
    expect(world.app.dismiss(id, 'counted elsewhere')).toBeNull()
    await world.turn(86_400_000)
    expect(world.app.state().holds).toEqual([])
    world.vend({ id: 'CAR-25' }, { ...car25, Item1: { received: null, count: amount(7) } })
    await world.sync()
    expect(world.app.state().holds.map(({ code }) => code)).toEqual(['no-figure'])
  })

  it('needs a reason', async () => {
    const world = await cancelled()
    expect(world.app.dismiss(held(world), ' ')).toBe('Say why, so that you can tell later.')
  })
})
