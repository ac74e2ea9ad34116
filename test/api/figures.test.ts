import { expect, it } from 'vitest'
import { begun, car25 } from '../engine/saucer-shop'
import { amount } from '../fakes/tiny-world'
import { asking } from './asking'

it('both systems’ figures of a document can be asked for', async () => {
  const world = await begun({ onHand: true })
  world.stocked.set('WH Item1', amount(100))
  world.vend({ id: 'CAR-25' }, car25)
  await world.sync()
  const { client } = asking(world)
  const id = world.app.history()[0]?.id ?? ''
  const answer = await client.documents[':id'].figures.$get({ param: { id } })
  expect(await answer.json()).toEqual({
    kind: 'done',
    id,
    lines: [
      { sku: 'Item1', location: 'WH', change: '60', before: '100', now: '160' },
      { sku: 'Item2', location: 'WH', change: '50', before: null, now: null },
    ],
  })
  const story = await client.documents[':id'].$get({ param: { id } })
  expect(await story.json()).toMatchObject({ figures: [{ sku: 'Item1', location: 'WH', before: '100', after: '160' }] })
  const unknown = await client.documents[':id'].figures.$get({ param: { id: 'nothing-of-it' } })
  expect([unknown.status, await unknown.json()]).toMatchObject([400, { kind: 'wrong' }])
})
