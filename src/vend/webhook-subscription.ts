import type { VendAnswer } from '../core/ports/vend'
import type { StockWebhook, WebhooksPort } from '../core/ports/webhooks'
import { linkTo, type Linked, type LinkSettings } from './link'
import { badAnswer } from './vend-problem'
import { createWebhookDesk, type WebhookDesk } from './webhook-desk'
import { planWebhooks, type WebhookPlan } from './webhook-plan'

/**
 * Has a store call us. Answers are values; a mistake in the settings is the answer to every call. `linked`: a line whose
 * budget others use too.
 */
export function createWebhooks(settings: LinkSettings, linked: Linked = linkTo(settings)): WebhooksPort {
  if (!linked.ok) return { agree: () => Promise.resolve({ ok: false, problem: linked.problem }) }
  const desk = createWebhookDesk(linked.link)
  return {
    agree: async (wanted, signal) => {
      const before = await desk.list(signal)
      if (!before.ok) return before
      const plan = planWebhooks(before.value, wanted)
      const [made, switchedOn, removed] = [plan.create, plan.switchOn, plan.remove].map(({ length }) => length)
      const changes = { made: made ?? 0, switchedOn: switchedOn ?? 0, removed: removed ?? 0 }
      const keptIds = plan.keep.map(({ id }) => id)
      if (changes.made + changes.switchedOn + changes.removed === 0)
        return { ...before, value: { ids: keptIds, ...changes } }
      const done = await carryOut(desk, plan, wanted.url ?? '', signal)
      if (!done.ok) return done
      // Only what Vend shows is believed, but for what it says it has and does not show: somebody made it by hand.
      const after = await desk.list(signal)
      if (!after.ok) return after
      const left = planWebhooks(after.value, wanted)
      const missing = [...left.create.filter((type) => !done.value.includes(type)), ...left.switchOn, ...left.remove]
      if (missing.length > 0) return { ok: false, problem: badAnswer(linked.link.host, 'webhooks', notKept) }
      return { ...after, value: { ids: left.keep.map(({ id }) => id), ...changes } }
    },
  }
}

const notKept = 'took a change of our webhooks and does not show it. Stocktray tries again by itself.'

/** What is missing first, so that there is no moment without. Answers which were there though Vend did not list them. */
async function carryOut(
  desk: WebhookDesk,
  plan: WebhookPlan,
  url: string,
  signal: AbortSignal,
): Promise<VendAnswer<readonly StockWebhook[]>> {
  const unseen: StockWebhook[] = []
  for (const type of plan.create) {
    const made = await desk.create({ type, url }, signal)
    if (!made.ok) return made
    if (made.value === 'there') unseen.push(type)
  }
  for (const webhook of plan.switchOn) {
    const changed = await desk.switchOn(webhook, signal)
    if (!changed.ok) return changed
  }
  for (const { id } of plan.remove) {
    const removed = await desk.remove(id, signal)
    if (!removed.ok) return removed
  }
  return { ok: true, value: unseen, at: null }
}
