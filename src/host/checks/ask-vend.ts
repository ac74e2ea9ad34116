import type { Consignment, Outlet, Product } from '../../core/consignment'
import type { RateBudget, VendAnswer, VendPage, VendPort } from '../../core/ports/vend'
import type { Clock } from '../../core/ports/world'
import type { VendWebhook, WebhookReader } from '../../vend/webhook-list'

/** What Vend says to the four kinds of question that Stocktray asks it. */
export type VendAnswers = {
  readonly outlets: VendAnswer<readonly Outlet[]>
  readonly consignments: VendAnswer<VendPage<Consignment>>
  readonly products: VendAnswer<VendPage<Product>>
  readonly webhooks: VendAnswer<readonly VendWebhook[]>
  readonly budget: RateBudget
  /** Vend's clock less this PC's, in ms, to about a second; null: Vend did not tell the time. */
  readonly ahead: number | null
}

/** Beyond every row, so that the answer is short. */
const theEnd = 2n ** 62n

/** Asks Vend once about each thing that the token must be good for. After a line that is down nothing more is asked. */
export async function askVend(
  vend: VendPort,
  reader: WebhookReader,
  clock: Pick<Clock, 'now'>,
  signal: AbortSignal,
): Promise<VendAnswers> {
  const outlets = await vend.outlets(signal)
  const ahead = outlets.ok && outlets.at !== null ? outlets.at - clock.now() : null
  if (isDown(outlets)) {
    const same = { consignments: outlets, products: outlets, webhooks: outlets }
    return { outlets, ...same, budget: vend.budget(), ahead }
  }
  const consignments = await vend.consignments(theEnd, signal)
  const products = await vend.products(theEnd, signal)
  const budget = vend.budget()
  return { outlets, consignments, products, webhooks: await reader.webhooks(signal), budget, ahead }
}

function isDown<T>(answer: VendAnswer<T>): answer is Extract<VendAnswer<T>, { ok: false }> {
  return !answer.ok && answer.problem.kind !== 'unauthorised' && answer.problem.kind !== 'bad-answer'
}

/** Which check says why Vend did not answer. */
export function whySilent({ outlets, budget }: Pick<VendAnswers, 'outlets' | 'budget'>): string {
  if (!isDown(outlets)) return 'token'
  return budget.waitingUntil === null && outlets.problem.kind !== 'limited' ? 'network' : 'rate budget'
}
