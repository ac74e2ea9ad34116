import { describe, expect, it } from 'vitest'
import { toldInAll } from '../fakes/tiny-warehouse'
import { amount, product, tinyWorld, type TinyWorld } from '../fakes/tiny-world'

const car25 = { Item1: { received: amount(60) }, Item2: { received: amount(50) } }
const hour = 3_600_000
const signal = new AbortController().signal

async function begun(options: Parameters<typeof tinyWorld>[0] = {}): Promise<TinyWorld> {
  const world = tinyWorld(options)
  await world.sync()
  world.now += 60_000
  return world
}

const message = 'Item2 is being counted.'
const partly = (item = 'Item2') =>
  ({ kind: 'partly', number: 'IN-7', rest: [item], problems: [{ item, code: 'closed', message }] }) as const

/** CAR-25, of which Item1 is booked as IN-7 and Item2 is refused. */
async function halfBooked(): Promise<TinyWorld> {
  const world = await begun()
  world.vend({ id: 'CAR-25' }, car25)
  world.script.push(partly())
  await world.sync()
  return world
}

const shown = ({ app }: TinyWorld) =>
  app
    .history()
    .map(({ reference, status, warehouseNumber, lines }) => [
      ...[reference, status, warehouseNumber],
      lines.map(({ sku, quantity }) => `${sku} ${quantity}`).join(', '),
    ])

const holdId = ({ app }: TinyWorld) => app.state().holds[0]?.id ?? ''

describe('a document that is booked but for one line', () => {
  it('is delivered with exactly the booked line; the other waits with its reason', async () => {
    const world = await halfBooked()
    expect(shown(world)).toEqual([
      ['CAR-25', 'delivered', 'IN-7', 'Item1 60'],
      [null, 'withdrawn', null, 'Item2 50'],
      [null, 'needs-you', null, 'Item2 50'],
    ])
    expect(world.app.state().holds.map(({ code, text }) => [code, text])).toEqual([
      [
        'refused',
        'Main Warehouse refused CAR-25: Item2: Item2 is being counted. Nothing was booked for it. Correct it, then press Retry.',
      ],
    ])
    expect(world.app.state().sentence).toBe('1 thing needs you. Nothing else is held up.')
  })

  it('sends nothing more by itself, not after hours and not after a restart', async () => {
    const world = await halfBooked()
    world.restart()
    await world.sync()
    for (let hours = 0; hours < 5; hours += 1) await world.turn(hour)
    expect(world.booked).toEqual([])
    expect(world.calls.filter((call) => call.startsWith('push'))).toEqual(['push CAR-25'])
  })

  it('sends only the rest on retry, under the next part, and never a second time', async () => {
    const world = await halfBooked()
    expect(world.app.retry(holdId(world))).toBeNull()
    await world.sync()
    await world.sync()
    expect(world.booked.map(({ document }) => [document.reference, document.key.split('/').at(-1)])).toEqual([
      ['CAR-25-2', '2'],
    ])
    expect(toldInAll(world)).toEqual({ 'WH Item2': 50 })
    expect(world.app.state()).toMatchObject({ shape: 'ok', holds: [] })
  })

  it('of which the rest is refused again on retry waits again, under the part after that', async () => {
    const world = await halfBooked()
    world.app.retry(holdId(world))
    world.script.push({ kind: 'refused', problems: [{ item: 'Item2', code: 'closed', message }] })
    await world.sync()
    expect(world.app.state().holds.map(({ code }) => code)).toEqual(['refused'])
    world.app.retry(holdId(world))
    await world.sync()
    expect(world.booked.map(({ document }) => document.reference)).toEqual(['CAR-25-3'])
    expect(toldInAll(world)).toEqual({ 'WH Item2': 50 })
  })

  it('tells a later correction of the booked line and of the refused one, each for what it lacks', async () => {
    const world = await halfBooked()
    world.vend({ id: 'CAR-25' }, { Item1: { received: amount(61) }, Item2: { received: amount(48) } })
    await world.sync()
    expect(toldInAll(world)).toEqual({ 'WH Item1': 1, 'WH Item2': 48 })
  })

  it('behind which a correction was drafted meanwhile sends 52 of the refused item, not 50 and 2', async () => {
    const world = await begun()
    world.vend({ id: 'CAR-25' }, car25)
    world.script.push('reset-before')
    await world.sync()
    world.vend({ id: 'CAR-25' }, { ...car25, Item2: { received: amount(52) } })
    await world.app.preview(signal)
    world.script.push(partly())
    await world.turn(61_000)
    for (let hours = 0; hours < 2; hours += 1) await world.turn(hour)
    expect(toldInAll(world)).toEqual({ 'WH Item2': 52 })
    expect(shown(world).at(0)).toEqual(['CAR-25', 'delivered', 'IN-7', 'Item1 60'])
  })

  it('behind which a correction was drafted meanwhile sends nothing while Vend does not answer', async () => {
    const world = await begun()
    world.vend({ id: 'CAR-25' }, car25)
    world.script.push('reset-before')
    await world.sync()
    world.vend({ id: 'CAR-25' }, { ...car25, Item2: { received: amount(52) } })
    await world.app.preview(signal)
    world.vendDown = 'Vend does not answer.'
    world.script.push(partly())
    await world.turn(61_000)
    await world.turn(hour)
    expect(world.booked).toEqual([])
    expect(world.app.history().filter(({ status }) => status === 'waiting')).toEqual([])
    world.vendDown = null
    await world.turn(hour)
    expect(toldInAll(world)).toEqual({ 'WH Item2': 52 })
  })

  it('tells its story: what was booked, and what was not and why', async () => {
    const world = await halfBooked()
    expect(world.app.history()[0]).toMatchObject({ warehouseNumber: 'IN-7', note: null })
    expect(world.app.history()[2]?.holds).toMatchObject([{ code: 'refused' }])
  })

  it('refused in an item that two products share waits with both of them', async () => {
    const world = await begun()
    world.products.set('Twin', product('Twin', 9n, { sku: 'Item2' }))
    world.vend({ id: 'CAR-25' }, { ...car25, Twin: { received: amount(3) } })
    world.script.push(partly())
    await world.sync()
    expect(shown(world)).toEqual([
      ['CAR-25', 'delivered', 'IN-7', 'Item1 60'],
      [null, 'withdrawn', null, 'Item2 53'],
      [null, 'needs-you', null, 'Item2 53'],
    ])
    world.app.retry(holdId(world))
    await world.sync()
    expect(toldInAll(world)).toEqual({ 'WH Item2': 53 })
  })

  it('of which a whole call was not booked for one line sends the others again by themselves', async () => {
    const world = await begun()
    world.vend({ id: 'CAR-25' }, { ...car25, Item3: { received: amount(7) } })
    world.script.push({ ...partly(), rest: ['Item2', 'Item3'] })
    await world.sync()
    expect(shown(world).filter(([, status]) => status !== 'withdrawn')).toEqual([
      ['CAR-25', 'delivered', 'IN-7', 'Item1 60'],
      [null, 'needs-you', null, 'Item2 50'],
      ['CAR-25-2', 'delivered', 'ST-00001', 'Item3 7'],
    ])
    expect(toldInAll(world)).toEqual({ 'WH Item3': 7 })
  })

  it('of which the rest has no reason of a line alone waits with all of the rest', async () => {
    const world = await begun()
    world.vend({ id: 'CAR-25' }, { ...car25, Item3: { received: amount(7) } })
    const problems = [{ code: 'closed', message: 'The year is closed.' }]
    world.script.push({ ...partly(), rest: ['Item2', 'Item3'], problems })
    await world.sync()
    expect(shown(world).at(-1)).toEqual([null, 'needs-you', null, 'Item2 50, Item3 7'])
    expect(world.booked).toEqual([])
  })

  it('refused in an item that is not in it is simply delivered', async () => {
    const world = await begun()
    world.vend({ id: 'CAR-25' }, car25)
    world.script.push(partly('Item9'))
    await world.sync()
    expect(shown(world)).toEqual([['CAR-25', 'delivered', 'IN-7', 'Item1 60, Item2 50']])
    expect(world.app.state().holds).toEqual([])
  })

  it('of a transfer waits with both legs of the refused item', async () => {
    const world = await begun()
    world.vend(
      {
        ...{ id: 'TR-1', kind: 'transfer', vendType: 'OUTLET', sourceOutletId: 'main', outletId: 'harbour' },
        ...{ status: 'sent', vendStatus: 'SENT', receivedAt: null },
      },
      { Item1: { count: amount(10), status: 'sent' }, Item2: { count: amount(4), status: 'sent' } },
    )
    world.script.push(partly())
    await world.sync()
    expect(shown(world)[0]).toEqual(['TR-1', 'delivered', 'IN-7', 'Item1 10'])
    world.app.retry(holdId(world))
    await world.sync()
    expect(toldInAll(world)).toEqual({ 'WH Item2': -4, 'HS Item2': 4 })
    expect(world.booked.map(({ document }) => document.place.kind)).toEqual(['stock-transfer'])
  })
})

describe('a document that the warehouse begun and did not finish', () => {
  it('is pushed again at once under the same name, long before an absent one would be', async () => {
    const world = await begun({ settleAfterMs: hour })
    world.vend({ id: 'CAR-25' }, car25)
    world.script.push('reset-before')
    await world.sync()
    world.lookUps.push({ kind: 'begun' })
    world.calls.length = 0
    await world.turn(5_000)
    expect(world.calls).toEqual(['find CAR-25', 'push CAR-25'])
    expect(toldInAll(world)).toEqual({ 'WH Item1': 60, 'WH Item2': 50 })
    expect(shown(world)).toEqual([['CAR-25', 'delivered', 'ST-00001', 'Item1 60, Item2 50']])
  })

  it('may turn out to be booked but for a line', async () => {
    const world = await begun({ settleAfterMs: hour })
    world.vend({ id: 'CAR-25' }, car25)
    world.script.push('reset-before', partly())
    await world.sync()
    world.lookUps.push({ kind: 'begun' })
    await world.turn(5_000)
    expect(shown(world)[0]).toEqual(['CAR-25', 'delivered', 'IN-7', 'Item1 60'])
    expect(world.app.state().holds.map(({ code }) => code)).toEqual(['refused'])
  })
})

describe('a document that was refused while its item went', () => {
  it('is unsure, then absent, then refused, and waits for its item once a person retries: nothing is sent blindly', async () => {
    const world = await begun()
    world.vend({ id: 'CAR-25' }, { Item2: { received: amount(50) } })
    world.script.push('reset-before')
    await world.sync()
    world.knownSkus.delete('Item2')
    world.script.push({ kind: 'refused', problems: [{ item: 'Item2', code: 'gone', message: 'There is no Item2.' }] })
    await world.turn(61_000)
    expect(world.app.state().holds.map(({ code }) => code)).toEqual(['refused'])
    world.app.retry(holdId(world))
    await world.sync()
    expect(world.app.state().holds.map(({ code }) => code)).toEqual(['sku-not-in-warehouse'])
    world.knownSkus.add('Item2')
    await world.turn(hour)
    expect(toldInAll(world)).toEqual({ 'WH Item2': 50 })
  })
})

describe('what the warehouse warns of', () => {
  const warnings = ['Item1 is at −3 there now.', 'Item2 is at −1 there now.']

  it('stands as a note under the booked document', async () => {
    const world = await begun()
    world.vend({ id: 'CAR-25' }, car25)
    world.script.push({ kind: 'delivered', number: 'IN-7', warnings })
    await world.sync()
    expect(world.app.history()[0]?.note).toBe('Item1 is at −3 there now. Item2 is at −1 there now.')
    expect(world.app.state()).toMatchObject({ shape: 'ok', holds: [] })
  })

  it('stands there also when a line was refused, and only under what was booked', async () => {
    const world = await begun()
    world.vend({ id: 'CAR-25' }, car25)
    world.script.push({ ...partly(), warnings: warnings.slice(0, 1) })
    await world.sync()
    expect(world.app.history().map(({ note }) => note)).toEqual(['Item1 is at −3 there now.', null, null])
  })

  it('is no note where there is none', async () => {
    const world = await begun()
    world.vend({ id: 'CAR-25' }, car25)
    world.script.push({ kind: 'delivered', number: 'IN-7', warnings: [] })
    await world.sync()
    expect(world.app.history()[0]?.note).toBeNull()
  })
})
