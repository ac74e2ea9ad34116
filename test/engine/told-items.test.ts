import { describe, expect, it } from 'vitest'
import { bookedOn, itemOf, toldInAll } from '../fakes/tiny-warehouse'
import { amount } from '../fakes/tiny-world'
import { begun, car25, holds, match, quarter, saucer, waitingForSaucer } from './saucer-shop'

describe('a correction', () => {
  it('goes to the item that was told, though the SKU is matched to another since', async () => {
    const world = await waitingForSaucer()
    await match(world, 'Item2', 'SAUCER')
    await world.turn(0)
    world.items.set('PLATE', [itemOf('PLATE', { item: '88' })])
    await match(world, 'Item2', 'PLATE')
    world.vend({ id: 'CAR-25' }, { ...car25, Item2: { received: amount(48) } })
    await world.sync()
    expect(bookedOn(world)).toEqual({ 'WH Item1': 60, 'WH 77': 48 })
    world.vend({ id: 'CAR-26' }, { Item2: { received: amount(7) } })
    await world.sync()
    expect(bookedOn(world)).toEqual({ 'WH Item1': 60, 'WH 77': 48, 'WH 88': 7 })
  })

  it('goes to the item that was told, though its code has changed and another bears the SKU now', async () => {
    const world = await begun()
    world.items.set('Item2', [itemOf('Item2', { item: '5' })])
    world.vend({ id: 'CAR-25' }, car25)
    await world.sync()
    world.items.set('OLD', [itemOf('OLD', { item: '5' })]).set('Item2', [itemOf('Item2', { item: '6' })])
    world.vend({ id: 'CAR-25' }, { ...car25, Item2: { received: amount(51) } })
    await world.sync()
    expect(bookedOn(world)).toEqual({ 'WH Item1': 60, 'WH 5': 51 })
  })

  it('waits when that item is gone, whatever else bears the SKU or is matched, and goes when it is back', async () => {
    const world = await waitingForSaucer()
    await match(world, 'Item2', 'SAUCER')
    await world.turn(0)
    world.items.set('SAUCER', [{ ...saucer, item: '78' }])
    await match(world, 'Item2', 'SAUCER')
    world.vend({ id: 'CAR-25' }, { ...car25, Item2: { received: amount(48) } })
    await world.sync()
    expect(bookedOn(world)).toEqual({ 'WH Item1': 60, 'WH 77': 50 })
    expect(world.app.state().holds[0]?.text).toContain('was booked on in Main Warehouse is not there any more (id:77)')
    world.items.set('SAUCER', [saucer])
    await world.turn(quarter)
    expect(bookedOn(world)).toEqual({ 'WH Item1': 60, 'WH 77': 48 })
  })

  it('waits when that item was archived since', async () => {
    const world = await begun()
    world.vend({ id: 'CAR-25' }, car25)
    await world.sync()
    world.items.set('Item2', [itemOf('Item2', { unfit: 'archived' })])
    world.vend({ id: 'CAR-25' }, { ...car25, Item2: { received: amount(51) } })
    await world.sync()
    expect(toldInAll(world)).toEqual({ 'WH Item1': 60, 'WH Item2': 50 })
    expect(holds(world)).toEqual(['Item2: item-archived'])
  })
})

describe('a document that was frozen', () => {
  it('keeps its items over a power cut, though its SKU was matched anew before it went again', async () => {
    const world = await waitingForSaucer()
    world.items.set('PLATE', [itemOf('PLATE', { item: '88' })])
    await match(world, 'Item2', 'SAUCER')
    world.script.push('cut-before')
    await expect(world.turn(0)).rejects.toThrow('The power went.')
    world.restart()
    await match(world, 'Item2', 'PLATE')
    await world.sync()
    for (let minutes = 0; minutes < 5; minutes += 1) await world.turn(60_000)
    expect(bookedOn(world)).toEqual({ 'WH Item1': 60, 'WH 77': 50 })
    expect(world.booked.map(({ document }) => document.reference)).toEqual(['CAR-25', 'CAR-25-2'])
  })

  it('that was booked before the power went is found, and not booked on the newly matched item', async () => {
    const world = await waitingForSaucer()
    world.items.set('PLATE', [itemOf('PLATE', { item: '88' })])
    await match(world, 'Item2', 'SAUCER')
    world.script.push('cut-after')
    await expect(world.turn(0)).rejects.toThrow('The power went.')
    world.restart()
    await match(world, 'Item2', 'PLATE')
    await world.sync()
    for (let minutes = 0; minutes < 5; minutes += 1) await world.turn(60_000)
    expect(bookedOn(world)).toEqual({ 'WH Item1': 60, 'WH 77': 50 })
    expect(world.app.state().counts).toMatchObject({ unsure: 0, delivered: 2 })
  })

  it('is looked up and settled while its item is gone, and no item is asked about for it', async () => {
    const world = await begun()
    world.vend({ id: 'CAR-25' }, car25)
    world.script.push('reset-after')
    await world.sync()
    world.knownSkus.clear()
    world.calls.length = 0
    await world.turn(5_000)
    expect(world.calls).toEqual(['find CAR-25'])
    expect(world.app.state().counts).toMatchObject({ unsure: 0, delivered: 1 })
  })
})

describe('a transfer', () => {
  const sent = { kind: 'transfer', vendType: 'OUTLET', sourceOutletId: 'main', outletId: 'harbour' } as const
  const under = { status: 'sent', vendStatus: 'SENT', receivedAt: null } as const

  it('of an unknown SKU waits with both legs, and moves as one after the match', async () => {
    const world = await begun()
    world.knownSkus.delete('Item2')
    world.items.set('SAUCER', [saucer])
    world.vend(
      { id: 'TR-1', ...sent, ...under },
      { Item1: { count: amount(10), status: 'sent' }, Item2: { count: amount(4), status: 'sent' } },
    )
    await world.sync()
    expect(bookedOn(world)).toEqual({ 'WH Item1': -10, 'HS Item1': 10 })
    await match(world, 'Item2', 'SAUCER')
    await world.turn(0)
    expect(bookedOn(world)).toEqual({ 'WH Item1': -10, 'HS Item1': 10, 'WH 77': -4, 'HS 77': 4 })
  })

  it('as two Stocktakes never comes in on another item than it went out on, though it was matched anew between them', async () => {
    const world = await begun({ transfers: false })
    world.knownSkus.delete('Item2')
    world.items.set('SAUCER', [saucer]).set('PLATE', [itemOf('PLATE', { item: '88' })])
    await match(world, 'Item2', 'SAUCER')
    world.vend({ id: 'TR-1', ...sent, ...under }, { Item2: { count: amount(4), status: 'sent' } })
    world.script.push('cut-after')
    await expect(world.sync()).rejects.toThrow('The power went.')
    expect(bookedOn(world)).toEqual({ 'WH 77': -4 })
    world.restart()
    await match(world, 'Item2', 'PLATE')
    for (let minutes = 0; minutes < 5; minutes += 1) await world.turn(60_000)
    expect(bookedOn(world)).toEqual({ 'WH 77': -4, 'HS 77': 4 })
  })

  it('as two Stocktakes waits with its second when the item of the first is gone', async () => {
    const world = await begun({ transfers: false })
    world.vend({ id: 'TR-1', ...sent, ...under }, { Item2: { count: amount(4), status: 'sent' } })
    world.script.push('cut-after')
    await expect(world.sync()).rejects.toThrow('The power went.')
    world.restart()
    world.items.set('Item2', [itemOf('Item2', { item: 'another' })])
    for (let minutes = 0; minutes < 5; minutes += 1) await world.turn(60_000)
    expect(bookedOn(world)).toEqual({ 'WH Item2': -4 })
    expect(holds(world)).toEqual(['Item2: sku-not-in-warehouse'])
  })
})
