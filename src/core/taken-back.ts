import type { Situation } from './decision'
import type { Hold, Ignore } from './hold'
import type { Rule } from './rules'
import { titleOf } from './words'

/** Why everything that was told is to be taken back, and what to say when nothing was told. */
export type TakenBack = { readonly hold: Hold; readonly ignore: Ignore }

/** Cancelled, deleted, or set back to before the status that counts. */
export function takenBack(situation: Situation, rule: Rule): TakenBack | null {
  const title = titleOf(situation.consignment)
  if (situation.consignment.deleted) return { hold: holdFor('deleted', situation), ignore: deletedUntold(situation) }
  if (rule.does === 'reverse')
    return {
      hold: holdFor('cancelled', situation),
      ignore: {
        code: 'cancelled-untold',
        text: `${title} is left out. ${rule.why}`,
      },
    }
  if (rule.does === 'wait')
    return {
      hold: holdFor('set-back', situation),
      ignore: { code: 'not-yet', text: `${title} is not due yet. ${rule.why}` },
    }
  return null
}

export function deletedUntold({ consignment }: Situation): Ignore {
  return { code: 'cancelled-untold', text: `${titleOf(consignment)} was deleted in Vend before anything was sent.` }
}

export function holdFor(code: 'cancelled' | 'deleted' | 'set-back', { consignment }: Situation): Hold {
  const what = {
    cancelled: 'was cancelled in Vend',
    deleted: 'was deleted in Vend',
    'set-back': `was set back to ${consignment.vendStatus} in Vend`,
  }[code]
  return {
    code,
    text: `${titleOf(consignment)} ${what} after the warehouse was told. Nothing was taken back yet. Take it back, or leave it as it is.`,
  }
}
