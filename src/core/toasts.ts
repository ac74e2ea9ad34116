import type { AppState, HistoryDocument } from './app-state'
import { curesOf, freedBy } from './cures'
import { documentCounts } from './day-figures'
import { groupBy } from './group'
import { onScreen } from './on-screen'
import { whereOf } from './document-words'
import { counting, shortNameOf } from './words'

/** Which notifications a person wants. */
export const toastChoices = ['all', 'problems', 'none'] as const
export type ToastChoice = (typeof toastChoices)[number]

/** One notification. `place`: what a click on it opens. */
export type Toast = { readonly key: string; readonly text: string; readonly place: string }

/** Trouble that ends by itself is told when it has lasted so long, ms: a router that starts again is no news. */
export const patienceMs = 2 * 60_000

/** More consignments at once than this are told together. */
const mostAtOnce = 3

/**
 * What was pushed since the last look, a toast for each consignment, or one for all where they are many. `names`: of the
 * warehouse's locations by their ids.
 */
export function pushedToasts(
  delivered: readonly HistoryDocument[],
  names: ReadonlyMap<string, string>,
): readonly Toast[] {
  const told = delivered.filter(({ lines }) => lines.length > 0)
  const byMovement = [...groupBy(told, (one) => `${one.vend.consignmentId} ${whereOf(one, names)}`)]
  if (byMovement.length > mostAtOnce) {
    const stocktakes = told.filter(({ kind }) => kind === 'stocktake').length
    const counts = documentCounts(stocktakes, told.length - stocktakes)
    const first = told[0]
    return [
      {
        key: `pushed ${first?.id ?? ''}`,
        text: `${counts.join(' and ')} ${told.length === 1 ? 'is' : 'are'} in the warehouse.`,
        place: '/history',
      },
    ]
  }
  return byMovement.flatMap(([, documents]) => {
    const [first] = documents
    if (!first) return []
    const items = new Set(documents.flatMap(({ lines }) => lines.map(({ sku }) => sku))).size
    const name = shortNameOf({ ...first.vend, id: first.vend.consignmentId })
    const to = `${first.location === null ? '' : 'to '}${whereOf(first, names)}`
    return {
      key: `pushed ${first.id}`,
      text: `${name}: ${counting(items, 'item')} ${to}.`,
      place: `/history/${first.id}`,
    }
  })
}

/** Everything that keeps something from the warehouse, each failure under one key for as long as it lasts. */
export function problemToasts(state: AppState, now: number): readonly Toast[] {
  return problemsOf(state, now).map((toast) => ({ ...toast, text: onScreen(toast.text) }))
}

function problemsOf(state: AppState, now: number): readonly Toast[] {
  if (state.shape === 'stopped') return [{ key: 'stopped', text: state.sentence, place: '/' }]
  const lasting = (problem: AppState['vendProblem']) =>
    problem !== null && !problem.unauthorised && now - problem.since >= patienceMs
  const cures = curesOf(state).map((cure): Toast => {
    if (cure.kind === 'sign-in') return { key: cure.key, text: cure.text, place: '/needs-you' }
    const [first] = cure.holds
    const freed = freedBy(cure)
    const others = freed > 1 ? ` ${counting(freed - 1, 'more waits', 'more wait')} for the same.` : ''
    return {
      key: `hold ${cure.key}`,
      text: `${first?.text ?? ''}${others}`,
      place: first?.documentId ? `/history/${first.documentId}` : '/needs-you',
    }
  })
  return [
    ...cures,
    ...(lasting(state.vendProblem) || lasting(state.warehouseProblem)
      ? [{ key: state.vendProblem ? 'vend' : 'warehouse', text: state.sentence, place: '/' }]
      : []),
  ]
}

/** What was told of a failure stays told until it is cured. */
export type Told = readonly string[]

/**
 * What to show and what to take away, of the failures that stand now: each is told once, and its toast goes when it is
 * cured. `told`: the keys of those told before, also by an earlier start. Nothing is judged while no engine runs that
 * would know.
 */
export function nextToasts(
  standing: readonly Toast[],
  told: Told,
): { readonly show: readonly Toast[]; readonly takeAway: readonly string[]; readonly told: Told } {
  const keys = standing.map(({ key }) => key)
  return {
    show: standing.filter(({ key }) => !told.includes(key)),
    takeAway: told.filter((key) => !keys.includes(key)),
    told: keys,
  }
}
