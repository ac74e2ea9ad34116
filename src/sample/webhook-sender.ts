import { createHmac } from 'node:crypto'
import { writeExactJson } from './exact-json'
import { postForm } from './post-form'
import type { LineEvent, ShopMemory } from './shop-memory'
import { webhookWire, type Wire } from './vend-wire'

/** https://x-series-api.lightspeedhq.com/docs/webhooks */
export const webhookTypes = [
  'sale.update',
  'product.update',
  'customer.update',
  'inventory.update',
  'register_closure.create',
  'consignment.send',
  'consignment.receive',
] as const
export type WebhookType = (typeof webhookTypes)[number]

export type Subscription = {
  readonly id: string
  readonly type: WebhookType
  readonly url: string
  readonly active: boolean
  /** Made in Vend's own screens, not by the API. */
  readonly byHand: boolean
}

export type WebhookSender = {
  readonly subscriptions: Map<string, Subscription>
  /** What became of what was sent: `lost` never left, `undelivered` was given up after the last try. */
  readonly counts: { delivered: number; lost: number; undelivered: number; waiting: number }
  sendTest(subscription: Subscription): void
  /** Resolves when nothing is under way and no repeat is due by the shop's clock. */
  settled(): Promise<void>
}

type Letter = {
  readonly subscription: Subscription
  readonly body: string
  readonly firstAt: number
  tries: number
  dueAt: number
}

/** Vend tries so often, within so long, each time after twice the pause. */
const mostTries = 20
const withinMs = 48 * 3_600_000

export function openWebhookSender(memory: ShopMemory, clientSecret: string): WebhookSender {
  const subscriptions = new Map<string, Subscription>()
  const counts = { delivered: 0, lost: 0, undelivered: 0, waiting: 0 }
  const letters: Letter[] = []
  const underWay = new Set<Promise<void>>()

  const write = (subscription: Subscription, payload: Wire): Letter => {
    const now = memory.clock.now()
    return { subscription, body: formOf(memory, subscription.type, payload), firstAt: now, tries: 0, dueAt: now }
  }
  const failures = new Map<string, number>()
  const noteFailure = (id: string): void => {
    const inARow = (failures.get(id) ?? 0) + 1
    failures.set(id, inARow)
    const standing = subscriptions.get(id)
    const { webhooksOffAfter: most } = memory.switches
    if (standing && most !== null && inARow >= most) subscriptions.set(id, { ...standing, active: false })
  }
  const deliver = async (letter: Letter): Promise<void> => {
    letter.tries += 1
    const { body, subscription } = letter
    if (!subscriptions.get(subscription.id)?.active) return
    const status = await postForm(
      subscription.url,
      body,
      headersFor(memory, body, clientSecret),
      memory.switches.webhookTimeoutMs,
    )
    if (status !== null && status >= 200 && status < 300) {
      counts.delivered += 1
      failures.delete(subscription.id)
      return
    }
    noteFailure(subscription.id)
    letter.dueAt = letter.firstAt + (withinMs * (2 ** letter.tries - 1)) / (2 ** (mostTries - 1) - 1)
    if (letter.tries < mostTries) letters.push(letter)
    else counts.undelivered += 1
  }
  const start = (): void => {
    while (underWay.size < memory.switches.webhooksAtOnce) {
      const next = letters.findIndex(({ dueAt }) => dueAt <= memory.clock.now())
      const [letter] = next < 0 ? [] : letters.splice(next, 1)
      if (!letter) break
      const work = deliver(letter).finally(() => {
        underWay.delete(work)
        start()
      })
      underWay.add(work)
    }
    counts.waiting = letters.length + underWay.size
  }
  const fate = (letter: Letter): Letter[] => {
    const { random, switches } = memory
    if (random() < switches.webhooksLost) {
      counts.lost += 1
      return []
    }
    return random() < switches.webhooksDoubled ? [letter, { ...letter }] : [letter]
  }
  const events: LineEvent[] = []
  const post = (): void => {
    const batch = events
      .splice(0)
      .flatMap((event) =>
        [...subscriptions.values()]
          .filter(({ type, active }) => active && type === event.type)
          .map((subscription) => write(subscription, webhookWire(event))),
      )
      .flatMap(fate)
    letters.push(...(memory.switches.webhooksShuffled ? shuffled(batch, memory.random) : batch))
    start()
  }
  memory.announce = (event) => {
    events.push(event)
    // When all of a movement is booked: its webhooks go out together.
    if (events.length === 1) queueMicrotask(post)
  }
  return {
    subscriptions,
    counts,
    sendTest(subscription) {
      letters.push(write(subscription, testPayload))
      start()
    },
    async settled() {
      post()
      while (underWay.size > 0) {
        await Promise.all(underWay)
        post()
      }
    },
  }
}

const testPayload: Wire = {
  TEST: 'WARNING: THIS IS A TEST PAYLOAD ONLY. THESE IDs ARE NOT VALID FOR THIS RETAILER',
  id: 'b8ca3a64-723e-11e4-efc6-test00000000',
  consignment_id: 'b8ca3a64-723e-11e4-efc6-test00000001',
  product_id: 'b8ca3a64-723e-11e4-efc6-test00000002',
  count: '1.00000',
  received: '1.00000',
  cost: 1,
  sequence_number: 1,
}

function formOf({ switches }: ShopMemory, type: WebhookType, payload: Wire): string {
  const extras = { type, domain_prefix: 'sample', environment: 'prod' }
  return new URLSearchParams({ payload: writeExactJson(payload), ...(switches.webhookExtras && extras) }).toString()
}

function headersFor({ switches }: ShopMemory, body: string, clientSecret: string): Record<string, string> {
  const { signature, signatureSpaced } = switches
  if (signature === 'none') return {}
  const value = createHmac('sha256', clientSecret).update(body).digest(signature)
  return { 'x-signature': `signature=${value},${signatureSpaced ? ' ' : ''}algorithm=HMAC-SHA256` }
}

function shuffled<T>(items: readonly T[], random: () => number): T[] {
  return items
    .map((item) => ({ item, place: random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item)
}
