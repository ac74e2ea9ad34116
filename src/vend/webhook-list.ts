import { z } from 'zod'
import type { VendAnswer } from '../core/ports/vend'
import { ask } from './ask'
import { linkTo, type LinkSettings } from './link'
import { badAnswer, checkAddress } from './vend-problem'

/** A webhook as Vend lists it. Its address holds a secret: it is for comparing, not for showing. */
export type VendWebhook = {
  readonly id: string
  /** "consignment.receive" */
  readonly type: string
  readonly url: string
  readonly active: boolean
}

export type WebhookReader = {
  /**
   * The webhooks that Vend shows to this token. Whether that is all of the store's, or only those that the same
   * application made, is not documented for this version of the list.
   */
  webhooks(signal: AbortSignal): Promise<VendAnswer<readonly VendWebhook[]>>
}

const row = z.object({
  id: z.coerce.string(),
  type: z.string(),
  url: z.string(),
  active: z.union([z.boolean(), z.literal([0, 1, '0', '1']).transform((value) => Number(value) === 1)]),
})
/** https://x-series-api.lightspeedhq.com/reference/listwebhooks; version 0.9 had no envelope. */
const list = z.union([z.object({ data: z.array(row).nullable() }).transform(({ data }) => data ?? []), z.array(row)])

/** Reads which webhooks a store calls. Answers are values; a mistake in the settings is the answer to every call. */
export function createWebhookReader(settings: LinkSettings): WebhookReader {
  const linked = linkTo(settings)
  if (!linked.ok) return { webhooks: () => Promise.resolve({ ok: false, problem: linked.problem }) }
  const { link } = linked
  const bad = (what: string) => ({ ok: false, problem: badAnswer(link.host, 'webhooks', what) }) as const
  return {
    webhooks: async (signal) => {
      const answer = await ask(link, { area: 'webhooks', path: 'webhooks', params: {} }, signal)
      if (answer.kind === 'missing') return bad(`answered that it has none. ${checkAddress}`)
      if (answer.kind !== 'found') return { ok: false, problem: answer.problem }
      const read = list.safeParse(answer.body)
      if (!read.success) return bad('sent something Stocktray does not understand. Look for a newer Stocktray.')
      return { ok: true, value: read.data, at: answer.at }
    },
  }
}
