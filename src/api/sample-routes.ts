import { Hono } from 'hono'
import type { Desk } from './desk'
import { refuse } from './refusal'

/** The sample shop: opened, gone on with, and left. */
export function sampleRoutes(desk: Desk | null) {
  return new Hono()
    .get('/sample', (context) => context.json({ isOpen: desk?.sample.isOpen() ?? false }))
    .post('/sample', async (context) => {
      if (!desk) return refuse(context, nowhere)
      const obstacle = await desk.sample.open()
      if (obstacle !== null) return refuse(context, { kind: 'obstacle', text: obstacle })
      return context.json({ kind: 'done' as const })
    })
    .post('/sample/next', async (context) => {
      if (!desk?.sample.isOpen()) return refuse(context, { kind: 'obstacle', text: 'No sample shop is open.' })
      return context.json({ kind: 'done' as const, said: await desk.sample.next() })
    })
    .delete('/sample', async (context) => {
      await desk?.sample.leave()
      return context.json({ kind: 'done' as const })
    })
}

const nowhere = { kind: 'obstacle', text: 'The sample shop is opened from the screens, or with: npm run demo' } as const
