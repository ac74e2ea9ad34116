import { expect, it } from 'vitest'
import { begun } from '../engine/saucer-shop'
import { amount, type TinyWorld } from '../fakes/tiny-world'
import { asking } from './asking'

const count = { kind: 'count', status: 'complete', vendType: 'STOCKTAKE', vendStatus: 'STOCKTAKE_COMPLETE' } as const
const lines = (first: number) => ({
  Item1: { count: amount(9), received: amount(first) },
  Item2: { count: amount('7.5'), received: amount(0) },
  Item3: { count: amount(4), received: amount(4) },
})

async function variances(world: TinyWorld, which: number): Promise<unknown> {
  const id = world.app.history()[which]?.id ?? ''
  const answer = await asking(world).client.documents[':id'].$get({ param: { id } })
  const story = await answer.json()
  return 'variances' in story ? story.variances : story
}

it('a document of a count says what the count found, and goes on to when the count is corrected', async () => {
  const world = await begun()
  world.vend({ id: 'CNT-1', ...count }, lines(11))
  await world.sync()
  const item2 = { sku: 'Item2', name: 'Item2', expected: '7.5', counted: '0', difference: '-7.5' }
  expect(await variances(world, 0)).toMatchObject([
    item2,
    { sku: 'Item1', expected: '9', counted: '11', difference: '2' },
  ])
  world.vend({ id: 'CNT-1' }, lines(8))
  await world.sync()
  const corrected = [item2, { sku: 'Item1', expected: '9', counted: '8', difference: '-1' }]
  expect(world.app.history()[1]?.lines).toEqual([{ sku: 'Item1', quantity: '-3', counted: '8' }])
  expect(await variances(world, 0)).toMatchObject(corrected)
  expect(await variances(world, 1)).toMatchObject(corrected)
})

it('a document of anything else says nothing of a count', async () => {
  const world = await begun()
  world.vend({ id: 'CAR-25' }, { Item1: { received: amount(60) } })
  await world.sync()
  expect(await variances(world, 0)).toEqual([])
})
