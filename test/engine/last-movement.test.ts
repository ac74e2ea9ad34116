import { expect, it } from 'vitest'
import { amount, tinyWorld } from '../fakes/tiny-world'

it('the last movement that Vend knows is the newest that has moved stock, also from before the start', async () => {
  const world = tinyWorld()
  const last = () => world.app.state().lastMovement
  expect(last()).toBeNull()
  world.vend({ id: 'CAR-24', receivedAt: world.now - 86_400_000 }, { Item1: { received: amount(1) } })
  world.vend({ id: 'CAR-25', status: 'open', vendStatus: 'OPEN', receivedAt: null })
  await world.sync()
  expect(world.booked).toEqual([])
  expect(last()).toEqual({ title: 'Order Stock CAR-24', at: world.now - 86_400_000 })
  world.now += 60_000
  world.vend({ id: 'CNT-1', kind: 'count', status: 'complete', receivedAt: null }, {})
  await world.sync()
  expect(last()).toEqual({ title: 'Inventory Count CNT-1', at: world.now })
})
