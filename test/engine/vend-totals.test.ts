import { describe, expect, it } from 'vitest'
import { toldInAll } from '../fakes/tiny-warehouse'
import { amount, tinyWorld, type TinyWorld } from '../fakes/tiny-world'

const car25 = { Item1: { received: amount(60) }, Item2: { received: amount(50) } }
const total = (received: number) => ({ sent: amount(received), received: amount(received) })

async function begun(): Promise<TinyWorld> {
  const world = tinyWorld()
  world.pageSize = 10
  await world.sync()
  world.now += 60_000
  return world
}

const askedFor = ({ asked }: TinyWorld) => asked.filter((one) => one.startsWith('totals')).length
const holds = ({ app }: TinyWorld) => app.state().holds.map(({ code }) => code)

describe('Vend’s own totals', () => {
  it('cost no call for an order that is read for the first time on one page', async () => {
    const world = await begun()
    world.totals.set('CAR-25', total(110))
    world.vend({ id: 'CAR-25' }, car25)
    await world.sync()
    expect([toldInAll(world), askedFor(world)]).toEqual([{ 'WH Item1': 60, 'WH Item2': 50 }, 0])
  })

  it('are asked for once when it is read again, and again when its lines say something else', async () => {
    const world = await begun()
    world.totals.set('CAR-25', total(110))
    world.vend({ id: 'CAR-25' }, car25)
    await world.sync()
    for (let times = 0; times < 3; times += 1) {
      world.app.hear(['CAR-25'])
      world.vend({ id: 'CAR-26' }, {})
      await world.turn(86_400_000)
    }
    expect(askedFor(world)).toBeGreaterThan(0)
    const before = world.asked.filter((one) => one === 'totals CAR-25').length
    expect(before).toBe(1)
    world.totals.set('CAR-25', total(100))
    world.vend({ id: 'CAR-25' }, { ...car25, Item2: { received: amount(40) } })
    await world.sync()
    expect(world.asked.filter((one) => one === 'totals CAR-25').length).toBe(2)
    expect(toldInAll(world)).toEqual({ 'WH Item1': 60, 'WH Item2': 40 })
  })

  it('keep an edited order from going out short, until Vend shows all of it', async () => {
    const world = await begun()
    world.vend({ id: 'CAR-25' }, car25)
    await world.sync()
    world.totals.set('CAR-25', total(110))
    const lines = world.lines.get('CAR-25') ?? []
    world.vend({ id: 'CAR-25' }, { ...car25, Item1: { received: amount(20) } })
    await world.sync()
    expect(holds(world)).toContain('totals-differ')
    expect(toldInAll(world)).toEqual({ 'WH Item1': 60, 'WH Item2': 50 })
    world.lines.set('CAR-25', lines)
    await world.turn(300_000)
    expect(holds(world)).toEqual([])
    expect(toldInAll(world)).toEqual({ 'WH Item1': 60, 'WH Item2': 50 })
  })

  it('tell an order that arrived from an answer without lines', async () => {
    const world = await begun()
    world.totals.set('CAR-25', total(110))
    world.vend({ id: 'CAR-25' }, {})
    await world.sync()
    expect(holds(world)).toEqual(['totals-differ'])
    expect(world.app.state().account.totals['needs-you']).toBe(1)
    world.vend({ id: 'CAR-25' }, car25)
    await world.sync()
    expect(holds(world)).toEqual([])
    expect(toldInAll(world)).toEqual({ 'WH Item1': 60, 'WH Item2': 50 })
  })

  it('are asked for where lines fill several pages, and are read once more before anybody is asked', async () => {
    const world = await begun()
    world.pageSize = 1
    world.totals.set('CAR-25', total(115))
    world.vend({ id: 'CAR-25' }, car25)
    const lines = world.lines.get('CAR-25') ?? []
    // The edit comes between the lines and the totals.
    world.mendAfter = () =>
      world.lines.set(
        'CAR-25',
        lines.map((one) => ({ ...one, received: (one.received ?? 0n) + amount('2.5') })),
      )
    await world.sync()
    expect(holds(world)).toEqual([])
    expect(toldInAll(world)).toEqual({ 'WH Item1': 62.5, 'WH Item2': 52.5 })
  })

  it('vouch for lines on several pages, and without them the header is read once more', async () => {
    const world = await begun()
    world.pageSize = 1
    world.totals.set('CAR-25', total(110))
    world.vend({ id: 'CAR-25' }, car25)
    world.vend({ id: 'CAR-26' }, car25)
    await world.sync()
    expect(toldInAll(world)).toEqual({ 'WH Item1': 120, 'WH Item2': 100 })
    expect(world.asked.filter((one) => one.startsWith('consignment '))).toEqual(['consignment CAR-26'])
  })

  it('vouch for nothing where they give one sum of two', async () => {
    const world = await begun()
    world.pageSize = 1
    world.totals.set('CAR-25', { sent: amount(110), received: null })
    world.vend({ id: 'CAR-25' }, car25)
    await world.sync()
    expect(world.asked.filter((one) => one.startsWith('consignment '))).toEqual(['consignment CAR-25'])
  })

  it('hold nothing where Vend has none', async () => {
    const world = await begun()
    world.pageSize = 1
    world.vend({ id: 'CAR-25' }, car25)
    await world.sync()
    expect([toldInAll(world), askedFor(world)]).toEqual([{ 'WH Item1': 60, 'WH Item2': 50 }, 1])
  })
})
