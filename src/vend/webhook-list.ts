import type { VendAnswer } from '../core/ports/vend'
import { linkTo, type LinkSettings } from './link'
import { createWebhookDesk } from './webhook-desk'

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

/** Reads which webhooks a store calls. Answers are values; a mistake in the settings is the answer to every call. */
export function createWebhookReader(settings: LinkSettings): WebhookReader {
  const linked = linkTo(settings)
  if (!linked.ok) return { webhooks: () => Promise.resolve({ ok: false, problem: linked.problem }) }
  const desk = createWebhookDesk(linked.link)
  return { webhooks: (signal) => desk.list(signal) }
}
