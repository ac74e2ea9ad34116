import type { Situation } from './decision'
import { rankOf, ruleFor, type Rule } from './rules'

/** The row for this consignment, as the choice of `transferOn` reads it: a told consignment keeps the choice it was told by. */
export function applicableRule({
  consignment,
  settings,
  toldAs,
}: Pick<Situation, 'consignment' | 'toldAs'> & { readonly settings: Pick<Situation['settings'], 'transferOn'> }): Rule {
  const { kind, status } = consignment
  if (kind === null || status === null) return { does: 'hold', why: 'It may be new in Vend.' }
  const rule = ruleFor(kind, status)
  const transferOn = toldAs?.transferOn ?? settings.transferOn
  if (
    kind === 'transfer' &&
    rule.does === 'book' &&
    rule.rank < rankOf('transfer', 'received') &&
    transferOn === 'received'
  )
    return {
      does: 'wait',
      rank: 0,
      why: 'Transfers are sent when they have arrived; this one is under way.',
    }
  return rule
}
