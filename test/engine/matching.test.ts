import { describe, expect, it } from 'vitest'
import { bookedOn, itemOf } from '../fakes/tiny-warehouse'
import { amount, product, tinyWorld } from '../fakes/tiny-world'
import { begun, car25, holds, match, quarter, saucer, waitingForSaucer } from './saucer-shop'

describe('a match', () => {
  it('releases what waited, and it is booked on the matched item by Vend’s SKU', async () => {
    const world = await waitingForSaucer()
    const matched = await match(world, 'Item2', 'SAUCER')
    expect(matched).toEqual({
      kind: 'done',
      text: '“Item2” in Vend is “SAUCER” (Saucer) in Main Warehouse.',
      released: 1,
    })
    await world.turn(0)
    expect(bookedOn(world)).toEqual({ 'WH Item1': 60, 'WH 77': 50 })
    expect(world.booked[1]?.document.lines).toEqual([{ item: '77', sku: 'Item2', quantity: amount(50), counted: null }])
    expect(holds(world)).toEqual([])
    expect(world.app.matches()).toEqual([{ sku: 'Item2', item: '77', code: 'SAUCER', name: 'Saucer' }])
  })

  it('also holds for what comes later, and after a restart', async () => {
    const world = await waitingForSaucer()
    await match(world, 'Item2', 'id:77')
    world.restart()
    world.vend({ id: 'CAR-26' }, { Item2: { received: amount(7) } })
    await world.sync()
    expect(bookedOn(world)).toEqual({ 'WH Item1': 60, 'WH 77': 57 })
  })

  it('can be made before anything was read from Vend, and of a product that is new there', async () => {
    const world = tinyWorld()
    world.items.set('SAUCER', [saucer])
    expect(await match(world, 'Item1', 'Item1')).toMatchObject({ kind: 'done' })
    world.products.set('Item9', product('Item9', 9n))
    expect(await match(world, 'Item9', 'SAUCER')).toMatchObject({ kind: 'done' })
    world.vendDown = 'Vend does not answer.'
    expect(await match(world, 'Item10', 'SAUCER')).toEqual({
      kind: 'unreachable',
      text: 'Vend does not answer. Nothing was matched.',
    })
  })

  it('releases every draft that waits for the SKU, of one consignment and of several', async () => {
    const world = await begun()
    world.products.set('Twin', product('Twin', 9n, { sku: 'Item2' }))
    world.knownSkus.delete('Item2')
    world.items.set('SAUCER', [saucer])
    world.vend({ id: 'CAR-25' }, { ...car25, Twin: { received: amount(3) } })
    world.vend({ id: 'CAR-26' }, { Item2: { received: amount(7) } })
    world.app.hear(['CAR-25', 'CAR-26'])
    await world.turn(2_000)
    expect(world.app.state().counts['needs-you']).toBe(3)
    expect(await match(world, 'Item2', 'SAUCER')).toMatchObject({ released: 3 })
    await world.turn(0)
    expect(bookedOn(world)).toEqual({ 'WH Item1': 60, 'WH 77': 60 })
    expect(world.app.state()).toMatchObject({ holds: [], counts: { 'needs-you': 0 } })
  })

  it('releases nothing that waits for a person’s decision', async () => {
    const world = await begun()
    world.knownSkus.delete('Item2')
    world.items.set('SAUCER', [saucer])
    world.restart({ limits: { units: '10', lines: null } })
    world.vend({ id: 'CAR-25' }, { Item2: { received: amount(50) } })
    await world.sync()
    expect(await match(world, 'Item2', 'SAUCER')).toMatchObject({ released: 0 })
    await world.turn(quarter)
    expect(world.booked).toEqual([])
    expect(world.app.state().holds.map(({ code }) => code)).toEqual(['over-limit'])
  })

  it('of two SKUs with one item adds their lines: 60 and 50 are 110', async () => {
    const world = await waitingForSaucer()
    world.knownSkus.delete('Item1')
    await match(world, 'Item1', 'SAUCER')
    await match(world, 'Item2', 'SAUCER')
    world.vend({ id: 'CAR-26' }, car25)
    await world.sync()
    expect(world.booked.at(-1)?.document.lines).toEqual([
      { item: '77', sku: 'Item1', quantity: amount(110), counted: null },
    ])
    world.vend({ id: 'CAR-26' }, { ...car25, Item2: { received: amount(51) } })
    await world.sync()
    expect(world.booked.at(-1)?.document.lines).toEqual([
      { item: '77', sku: 'Item2', quantity: amount(1), counted: null },
    ])
  })

  it('does not stand against an item that bears the SKU itself', async () => {
    const world = await waitingForSaucer()
    await match(world, 'Item2', 'SAUCER')
    await world.turn(0)
    world.knownSkus.add('Item2')
    world.vend({ id: 'CAR-26' }, { Item2: { received: amount(7) } })
    await world.sync()
    expect(bookedOn(world)).toEqual({ 'WH Item1': 60, 'WH 77': 50, 'WH Item2': 7 })
    expect(await match(world, 'Item2', 'SAUCER')).toEqual({
      kind: 'wrong',
      text: 'Main Warehouse has an item with the code “Item2” itself (Item2), and that one is booked on. Change its code there first; nothing was matched.',
    })
  })

  it('says which of two items of one code is meant', async () => {
    const world = await begun()
    world.items.set('Item2', [itemOf('Item2', { item: '1', name: 'Old' }), itemOf('Item2', { item: '2', name: 'New' })])
    world.vend({ id: 'CAR-25' }, car25)
    await world.sync()
    expect(await match(world, 'Item2', 'Item2')).toEqual({
      kind: 'wrong',
      text: 'Main Warehouse has 2 items with the code “Item2”. Say which one by its id: Old: stocktray match Item2 id:1; New: stocktray match Item2 id:2',
    })
    expect(await match(world, 'Item2', 'id:2')).toMatchObject({ kind: 'done', released: 1 })
    await world.turn(0)
    expect(bookedOn(world)).toEqual({ 'WH Item1': 60, 'WH 2': 50 })
  })

  it('that was taken back while its item was archived leaves the line waiting for its SKU, and says so at once', async () => {
    const world = await waitingForSaucer()
    await match(world, 'Item2', 'SAUCER')
    world.items.set('SAUCER', [{ ...saucer, unfit: 'archived' }])
    await world.turn(0)
    expect(holds(world)).toEqual(['Item2: item-archived'])
    expect(world.app.unmatch('Item2')).toMatchObject({ kind: 'done' })
    await world.turn(0)
    expect(holds(world)).toEqual(['Item2: sku-not-in-warehouse'])
    expect(bookedOn(world)).toEqual({ 'WH Item1': 60 })
  })

  it('that was taken back before its draft went books nothing', async () => {
    const world = await waitingForSaucer()
    await match(world, 'Item2', 'SAUCER')
    world.app.unmatch('Item2')
    await world.turn(quarter)
    expect(bookedOn(world)).toEqual({ 'WH Item1': 60 })
    expect(world.app.matches()).toEqual([])
  })

  it('whose item vanished waits, and another match cures it', async () => {
    const world = await waitingForSaucer()
    await match(world, 'Item2', 'SAUCER')
    world.items.set('SAUCER', [{ ...saucer, item: '78' }])
    await world.turn(0)
    expect(world.app.state().holds[0]?.text).toContain('is matched to in Main Warehouse is not there any more (id:77)')
    await match(world, 'Item2', 'SAUCER')
    await world.turn(0)
    expect(bookedOn(world)).toEqual({ 'WH Item1': 60, 'WH 78': 50 })
  })

  it('is of one warehouse: another one that is set up later knows nothing of it', async () => {
    const world = await waitingForSaucer()
    await match(world, 'Item2', 'SAUCER')
    world.warehouseId = 'another'
    world.restart()
    expect(world.app.matches()).toEqual([])
    await world.sync()
    expect(bookedOn(world)).toEqual({ 'WH Item1': 60 })
  })
})

describe('a match that cannot be', () => {
  it.each([
    ['Item9', 'SAUCER', 'Vend has no product with the SKU “Item9”. Write it as Vend does; nothing was matched.'],
    ['item2', 'SAUCER', 'Vend has no product with the SKU “item2”. Write it as Vend does; nothing was matched.'],
    ['Item2', 'id:99', 'Main Warehouse has no item with the id 99. Nothing was matched.'],
    [
      'Item2',
      'SAUSER',
      'Main Warehouse has no item with the code “SAUSER”. Closest there: “SAUCER” (Saucer). Nothing was matched.',
    ],
    ['Item2', 'nothing like it', 'Main Warehouse has no item with the code “nothing like it”. Nothing was matched.'],
  ])('%s to %s is answered in a sentence', async (sku, meant, text) => {
    const world = await waitingForSaucer()
    expect(await match(world, sku, meant)).toEqual({ kind: 'wrong', text })
    expect(world.app.matches()).toEqual([])
  })

  it.each([
    ['archived', 'is archived'],
    ['lot-tracked', 'is tracked by lots or serial numbers, which Vend does not give'],
    ['service', 'is a service'],
    ['untracked', 'is not kept in stock'],
  ] as const)('to an item that is %s says so, by code and by id', async (unfit, words) => {
    const world = await waitingForSaucer()
    world.items.set('SAUCER', [{ ...saucer, unfit }])
    const text = `“SAUCER” (Saucer) ${words} in Main Warehouse: no stock of it could be booked. Nothing was matched.`
    expect(await match(world, 'Item2', 'SAUCER')).toEqual({ kind: 'wrong', text })
    expect(await match(world, 'Item2', 'id:77')).toEqual({ kind: 'wrong', text })
    expect(world.app.matches()).toEqual([])
  })

  it('for a warehouse that is away changes nothing', async () => {
    const world = await waitingForSaucer()
    world.itemsDown = 'Main Warehouse does not answer.'
    const away = { kind: 'unreachable', text: 'Main Warehouse does not answer. Nothing was matched.' }
    expect(await match(world, 'Item2', 'SAUCER')).toEqual(away)
    expect(await match(world, 'Item2', 'id:77')).toEqual(away)
    expect(world.app.matches()).toEqual([])
  })

  it('taken back where there is none says so', async () => {
    const world = await begun()
    expect(world.app.unmatch('Item2')).toEqual({ kind: 'wrong', text: '“Item2” is not matched to anything.' })
  })
})
