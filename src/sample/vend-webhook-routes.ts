import { Hono } from 'hono'
import { z } from 'zod'
import { readExactJson } from './exact-json'
import type { SampleBindings } from './scripted-faults'
import type { ShopMemory } from './shop-memory'
import { answer, refuse, type VendContext } from './vend-answer'
import { notFound } from './vend-refusal'
import { webhookTypes, type Subscription, type WebhookSender } from './webhook-sender'

const webhook = z.object({
  type: z.enum(webhookTypes),
  url: z.url({ protocol: /^https?$/ }),
  active: z.boolean(),
})
type Wanted = z.output<typeof webhook>

type Desk = { readonly memory: ShopMemory; readonly sender: WebhookSender }

/** Version 2.0 and dated: JSON, and the same type and URL only once. */
export function webhookRoutes(desk: Desk): Hono<SampleBindings> {
  const { subscriptions } = desk.sender
  const app = new Hono<SampleBindings>()
  const isTaken = (wanted: Wanted, but?: string) =>
    [...subscriptions.values()].some(({ id, type, url }) => id !== but && type === wanted.type && url === wanted.url)

  app.get('/webhooks', (context) => answer(context, { data: listed(desk).map((one) => wire(desk, one)) }))

  app.post('/webhooks', async (context) => {
    const wanted = webhook.safeParse(readExactJson(await context.req.text()))
    if (!wanted.success) return refuse(context, { status: 400, message: 'active, type and url are required' })
    if (isTaken(wanted.data)) return refuse(context, { status: 409, message: 'The webhook exists already' })
    return answer(context, { data: wire(desk, subscribe(desk, wanted.data)) }, 201)
  })

  app.get('/webhooks/:id', (context) =>
    withSubscription(desk, context, (one) => answer(context, { data: wire(desk, one) })),
  )

  app.put('/webhooks/:id', async (context) => {
    const wanted = webhook.safeParse(readExactJson(await context.req.text()))
    if (!wanted.success) return refuse(context, { status: 400, message: 'active, type and url are required' })
    return withSubscription(desk, context, ({ id }) => {
      if (isTaken(wanted.data, id)) return refuse(context, { status: 409, message: 'The webhook exists already' })
      return answer(context, { data: wire(desk, subscribe(desk, wanted.data, id)) })
    })
  })

  app.delete('/webhooks/:id', (context) =>
    withSubscription(desk, context, ({ id }) => {
      subscriptions.delete(id)
      return context.body(null, 204)
    }),
  )
  return app
}

/** Version 0.9: a form whose one field `data` is JSON; nothing is refused for being there twice. */
export function oldWebhookRoutes(desk: Desk): Hono<SampleBindings> {
  const { subscriptions } = desk.sender
  const app = new Hono<SampleBindings>()
  const readForm = async (context: VendContext) =>
    webhook.safeParse(readExactJson(new URLSearchParams(await context.req.text()).get('data') ?? ''))

  app.get('/webhooks', (context) =>
    answer(
      context,
      listed(desk).map((one) => wire(desk, one)),
    ),
  )

  app.post('/webhooks', async (context) => {
    const wanted = await readForm(context)
    if (!wanted.success) return refuse(context, { status: 400, message: 'data must have active, type and url' })
    return answer(context, wire(desk, subscribe(desk, wanted.data)))
  })

  app.put('/webhooks/:id', async (context) => {
    const wanted = await readForm(context)
    if (!wanted.success) return refuse(context, { status: 400, message: 'data must have active, type and url' })
    return withSubscription(desk, context, ({ id }) => answer(context, wire(desk, subscribe(desk, wanted.data, id))))
  })

  app.delete('/webhooks/:id', (context) =>
    withSubscription(desk, context, ({ id }) => {
      subscriptions.delete(id)
      return answer(context, { status: 'success' })
    }),
  )
  return app
}

/** Keeps a webhook, a new one unless it has an id already. */
export function subscribe(
  { memory, sender }: Desk,
  wanted: Wanted,
  id = memory.freshId(),
  byHand = sender.subscriptions.get(id)?.byHand ?? false,
): Subscription {
  const subscription = { id, ...wanted, byHand }
  sender.subscriptions.set(id, subscription)
  return subscription
}

function listed({ memory, sender }: Desk): Subscription[] {
  const all = [...sender.subscriptions.values()]
  return memory.switches.webhooksListed === 'all' ? all : all.filter(({ byHand }) => !byHand)
}

function withSubscription(
  { sender }: Desk,
  context: VendContext,
  then: (subscription: Subscription) => Response,
): Response {
  const found = sender.subscriptions.get(context.req.param('id') ?? '')
  return found ? then(found) : refuse(context, notFound('The webhook does not exist'))
}

function wire({ memory }: Desk, { id, type, url, active }: Subscription): object {
  return { id, retailer_id: memory.retailerId, type, url, active }
}
