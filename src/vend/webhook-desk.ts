import { z } from 'zod'
import type { VendAnswer } from '../core/ports/vend'
import type { StockWebhook } from '../core/ports/webhooks'
import { ask, type Asked, type Link } from './ask'
import type { Write } from './exchange'
import { badAnswer, checkAddress } from './vend-problem'
import type { VendWebhook } from './webhook-list'

/**
 * A store's webhooks, in the form that it takes: versions 2.0 and dated speak JSON
 * (https://x-series-api.lightspeedhq.com/reference/createwebhook), 0.9 takes a form whose one field `data` is JSON.
 */
export type WebhookDesk = {
  list(signal: AbortSignal): Promise<VendAnswer<readonly VendWebhook[]>>
  /** `there`: Vend has the same one already. */
  create(wanted: NewWebhook, signal: AbortSignal): Promise<VendAnswer<'made' | 'there'>>
  /** One that is gone is done too. */
  remove(id: string, signal: AbortSignal): Promise<VendAnswer<null>>
  /** Vend calls it again. */
  switchOn(webhook: VendWebhook & NewWebhook, signal: AbortSignal): Promise<VendAnswer<unknown>>
}

export type NewWebhook = { readonly type: StockWebhook; readonly url: string }

const row = z.object({
  id: z.coerce.string(),
  type: z.string(),
  url: z.string(),
  active: z.union([z.boolean(), z.literal([0, 1, '0', '1']).transform((value) => Number(value) === 1)]),
})
/** https://x-series-api.lightspeedhq.com/reference/listwebhooks; version 0.9 had no envelope. */
const webhookList = z.union([
  z.object({ data: z.array(row).nullable() }).transform(({ data }) => data ?? []),
  z.array(row),
])

type Content = { readonly type: string; readonly url: string; readonly active: boolean }

export function createWebhookDesk(link: Link): WebhookDesk {
  // Until the newer form is answered as if there were none.
  let old = false
  const bad = (what: string) => ({ ok: false, problem: badAnswer(link.host, 'webhooks', what) }) as const
  const none = `answered that it has none. ${checkAddress}`

  const put = (path: string, method: Write['method'], content: Content | null, signal: AbortSignal): Promise<Asked> => {
    const write = { method, ...(content && { content: old ? asForm(content) : asJson(content) }) }
    return ask(link, { area: 'webhooks', path, params: {}, write, ...(old && { old }) }, signal)
  }
  const make = async ({ type, url }: NewWebhook, signal: AbortSignal): Promise<VendAnswer<'made' | 'there'>> => {
    const made = await put('webhooks', 'POST', { type, url, active: true }, signal)
    if (made.kind === 'conflict') return { ok: true, value: 'there', at: null }
    if (made.kind === 'missing') return bad(none)
    return made.kind === 'found' ? { ok: true, value: 'made', at: made.at } : { ok: false, problem: made.problem }
  }
  const remove = async (id: string, signal: AbortSignal): Promise<VendAnswer<null>> => {
    const gone = await put(`webhooks/${encodeURIComponent(id)}`, 'DELETE', null, signal)
    if (gone.kind === 'found' || gone.kind === 'missing') return { ok: true, value: null, at: gone.at }
    return { ok: false, problem: gone.problem }
  }
  return {
    list: async (signal) => {
      const read = () => ask(link, { area: 'webhooks', path: 'webhooks', params: {}, ...(old && { old }) }, signal)
      let answer = await read()
      if (answer.kind === 'missing' && !old) {
        old = true
        answer = await read()
        old = answer.kind === 'found'
      }
      if (answer.kind === 'missing') return bad(none)
      if (answer.kind !== 'found') return { ok: false, problem: answer.problem }
      const list = webhookList.safeParse(answer.body)
      if (!list.success) return bad('sent something Stocktray does not understand. Look for a newer Stocktray.')
      return { ok: true, value: list.data, at: answer.at }
    },
    create: make,
    remove,
    switchOn: async ({ id, type, url }, signal) => {
      const changed = await put(`webhooks/${encodeURIComponent(id)}`, 'PUT', { type, url, active: true }, signal)
      if (changed.kind === 'found') return { ok: true, value: null, at: changed.at }
      if (changed.kind === 'problem') return { ok: false, problem: changed.problem }
      // Not every store lets one be changed.
      const gone = await remove(id, signal)
      return gone.ok ? make({ type, url }, signal) : gone
    },
  }
}

function asJson(content: Content): { readonly type: string; readonly text: string } {
  return { type: 'application/json', text: JSON.stringify(content) }
}

function asForm(content: Content): { readonly type: string; readonly text: string } {
  const text = new URLSearchParams({ data: JSON.stringify(content) }).toString()
  return { type: 'application/x-www-form-urlencoded', text }
}
