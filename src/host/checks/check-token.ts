import type { VendProblem } from '../../core/ports/vend'
import { whySilent, type VendAnswers } from './ask-vend'
import { notChecked, type Check } from './finding'

/** Whether Vend accepts the token, and lets it read all that Stocktray reads. */
export function checkToken(answers: Omit<VendAnswers, 'ahead'>): Check {
  const { outlets, consignments, products, webhooks } = answers
  const name = 'token'
  const needed = [outlets, consignments, products].flatMap((answer) => (answer.ok ? [] : [answer.problem]))
  const refused = needed.filter(({ kind }) => kind === 'unauthorised')
  if (refused.length > 0) return { name, status: 'broken', text: sentences(refused), unreachable: true }
  if (needed.some(isSilence)) return notChecked(name, silence(answers))
  if (needed.length > 0) return { name, status: 'broken', text: sentences(needed) }
  const reads = 'Vend accepts the access token, and lets it read stock movements, outlets and products'
  if (webhooks.ok) return { name, status: 'ok', text: `${reads}, and see webhooks.` }
  if (isSilence(webhooks.problem)) return notChecked(name, silence(answers))
  return {
    ...{ name, status: 'attention' },
    text: `${reads}; that is all it takes to keep the stock right. It may not see webhooks, so that they cannot be checked here: create a token that has the right “webhooks” too, and enter it with: stocktray setup`,
  }
}

function isSilence({ kind }: VendProblem): boolean {
  return kind === 'unreachable' || kind === 'limited' || kind === 'cancelled'
}

/** The line may also have broken between two questions. */
function silence(answers: Pick<VendAnswers, 'outlets' | 'budget'>): string {
  return answers.outlets.ok ? 'network' : whySilent(answers)
}

/** Each once: a token that is refused is refused whatever is asked. */
function sentences(problems: readonly VendProblem[]): string {
  return [...new Set(problems.map(({ text }) => text))].join(' ')
}
