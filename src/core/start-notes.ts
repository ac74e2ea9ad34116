import type { Situation } from './decision'
import { speaks } from './effects'
import type { Hold, Ignore } from './hold'
import type { EffectRule } from './rules'
import { titleOf } from './words'

/** What is to be said of legs that had reached their status before the start. */
export function startNotes(
  { consignment, marks }: Situation,
  effects: readonly EffectRule[],
): { holds: Hold[]; ignores: Ignore[] } {
  const title = titleOf(consignment)
  const relevant = marks.filter(({ leg }) => effects.some((effect) => effect.leg === leg))
  const holds: Hold[] = relevant.some(({ mark }) => mark === 'unclear')
    ? [
        {
          code: 'start-unclear',
          text: `${title}: Vend does not tell whether this was before or after the day Stocktray started. Nothing was sent. Look in the warehouse, then send it or leave it out.`,
        },
      ]
    : []
  const silent = !effects.some((effect) => speaks(effect, marks))
  const isBefore = relevant.some(({ mark }) => mark === 'before')
  if (!silent || !isBefore) return { holds, ignores: [] }
  const before: Ignore = { code: 'before-start', text: `${title} is left out: it is from before the start.` }
  return { holds, ignores: [changedAfterStart({ consignment, marks }) ?? before] }
}

/** What is to be said of a consignment from before the start that Vend has changed since. */
export function changedAfterStart({ consignment, marks }: Pick<Situation, 'consignment' | 'marks'>): Ignore | null {
  const changed = marks.some(({ mark, version }) => mark === 'before' && consignment.version > version)
  if (!changed) return null
  return {
    code: 'changed-after-start',
    text: `${titleOf(consignment)} is from before the start and changed after the start, not sent.`,
  }
}
