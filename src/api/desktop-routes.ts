import { Hono } from 'hono'
import { z } from 'zod'
import { toastChoices } from '../core/toasts'
import { checked } from './checked'
import type { Desk } from './desk'
import { refuse } from './refusal'

const changeSchema = z.object({ toasts: z.enum(toastChoices).optional(), opensAtLogin: z.boolean().optional() })

/** The app on this PC: what it shows of what happens, and whether it starts by itself. */
export function desktopRoutes(desk: Desk | null) {
  return new Hono()
    .get('/desktop', (context) => context.json({ given: desk?.desktop?.given() ?? null }))
    .post('/desktop', checked('json', changeSchema), (context) => {
      if (!desk?.desktop) return refuse(context, { kind: 'obstacle', text: 'The screens stand in a browser here.' })
      const obstacle = desk.desktop.change(context.req.valid('json'))
      if (obstacle !== null) return refuse(context, { kind: 'obstacle', text: obstacle })
      return context.json({ kind: 'done' as const, given: desk.desktop.given() })
    })
}
