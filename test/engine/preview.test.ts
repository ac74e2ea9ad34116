import { describe, expect, it } from 'vitest'
import { itemOf } from '../fakes/tiny-warehouse'
import { amount, product, type TinyWorld } from '../fakes/tiny-world'
import { begun, car25, signal } from './saucer-shop'

/** Nothing of two orders and a transfer has gone yet: the warehouse was away, and says now what it has. */
async function saying(): Promise<TinyWorld> {
  const world = await begun({ onHand: true })
  world.stocked.set('WH Item1', amount(100)).set('HS Item1', amount(3))
  return world
}

const received = (pieces: number | string) => ({ Item1: { received: amount(pieces) } })

/** "CAR-25: WH Item1 100 → 160", document by document. */
async function previewed(world: TinyWorld): Promise<string[]> {
  const figures = await world.app.preview(signal)
  return world.app.history().flatMap(({ id, vend }) => {
    const own = figures.get(id)?.map(({ location, sku, before, after }) => `${location} ${sku} ${before} → ${after}`)
    return own ? [`${vend.reference ?? ''}: ${own.join(', ')}`] : []
  })
}
const asked = ({ calls }: TinyWorld) => calls.filter((call) => call.startsWith('on hand'))

describe('a preview', () => {
  it('says before and after, each document on top of those before it, and asks once', async () => {
    const world = await saying()
    world.vend({ id: 'CAR-25' }, car25)
    world.vend({ id: 'CAR-26' }, received('0.5'))
    const sent = { kind: 'transfer', status: 'sent', vendType: 'OUTLET', vendStatus: 'SENT' } as const
    const places = { sourceOutletId: 'main', outletId: 'harbour', receivedAt: null }
    world.vend({ id: 'CTO-30', ...sent, ...places }, { Item1: { count: amount(10) } })
    expect(await previewed(world)).toEqual([
      'CAR-25: WH Item1 100 → 160',
      'CAR-26: WH Item1 160 → 160.5',
      'CTO-30: WH Item1 160.5 → 150.5, HS Item1 3 → 13',
    ])
    expect(asked(world)).toEqual(['on hand WH/Item1 WH/Item2 HS/Item1'])
    expect(world.booked).toEqual([])
  })

  it('of what waits for a person says its own figures, and leaves those of the others alone', async () => {
    const world = await saying()
    world.restart({ limits: { units: '50', lines: null } })
    world.stocked.set('WH Item3', amount(1))
    world.vend({ id: 'CAR-25' }, { ...received(60), Item3: { received: amount(2) } })
    world.vend({ id: 'CAR-26' }, received(5))
    expect(await previewed(world)).toEqual(['CAR-25: WH Item1 100 → 160, WH Item3 1 → 3', 'CAR-26: WH Item1 100 → 105'])
    expect(world.app.history()[0]).toMatchObject({ status: 'needs-you', holds: [{ code: 'over-limit' }] })
  })

  it('says nothing more of a shelf where a document may have arrived', async () => {
    const world = await saying()
    world.vend({ id: 'CAR-25' }, car25)
    world.script.push('reset-after')
    await world.sync()
    world.vend({ id: 'CAR-26' }, { Item1: { received: amount(5) }, Item3: { received: amount(2) } })
    world.stocked.set('WH Item3', amount(9))
    expect(await previewed(world)).toEqual(['CAR-26: WH Item3 9 → 11'])
  })

  it('reckons with one that the warehouse certainly has not', async () => {
    const world = await saying()
    world.vend({ id: 'CAR-25' }, received(60))
    world.script.push('retry')
    await world.sync()
    world.vend({ id: 'CAR-26' }, received(5))
    expect(await previewed(world)).toEqual(['CAR-25: WH Item1 100 → 160', 'CAR-26: WH Item1 160 → 165'])
  })

  it('goes by the warehouse’s own names of items, and leaves unsaid what it does not know', async () => {
    const world = await saying()
    world.products.set('P4', product('P4', 9n, { sku: 'Item9' }))
    world.items.set('Item2', [itemOf('Item2', { item: 'Item1' })])
    world.stocked.set('WH Item9', amount(1)).set('WH Item2', amount(2))
    world.vend({ id: 'CAR-25' }, { Item2: { received: amount(4) }, P4: { received: amount(1) } })
    expect(await previewed(world)).toEqual(['CAR-25: WH Item2 100 → 104'])
  })

  it('leaves unsaid what was begun with another warehouse system, whose items have other names', async () => {
    const world = await saying()
    world.vend({ id: 'CAR-25' }, received(60))
    await world.sync()
    world.app.undo(world.app.history()[0]?.id ?? '')
    expect(await previewed(world)).toEqual(['CAR-25: WH Item1 160 → 100'])
    world.warehouseId = 'another'
    world.restart()
    expect(await previewed(world)).toEqual([])
  })

  it.each(['It is away.', 'silence'])(
    'is the same without figures where the warehouse does not answer (%s)',
    async (down) => {
      const world = await saying()
      world.onHandDown = down
      world.vend({ id: 'CAR-25' }, car25)
      expect(await previewed(world)).toEqual([])
      expect(world.app.history()).toMatchObject([{ status: 'waiting' }])
      expect(world.app.state().warehouseProblem).toBeNull()
    },
  )
})

describe('what an undo would send', () => {
  it('is shown with what the warehouse has now, and would have after it', async () => {
    const world = await saying()
    world.vend({ id: 'CAR-25' }, car25)
    await world.sync()
    const id = world.app.history()[0]?.id ?? ''
    expect(await world.app.previewUndo(id, signal)).toMatchObject({
      kind: 'preview',
      figures: [{ location: 'WH', sku: 'Item1', before: '160', after: '100' }],
    })
    world.onHandDown = 'It is away.'
    expect(await world.app.previewUndo(id, signal)).toMatchObject({ kind: 'preview', figures: null })
  })
})
