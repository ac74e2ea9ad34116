import type { Account, AccountCause, AccountClass, AccountStart } from './account'
import { counting, shownCount } from './words'

/** Why movements were left out, said of one or of many. */
const leftOutWords: Readonly<Partial<Record<AccountCause, string>>> = {
  'sending-off': 'sending was switched off',
  'outlet-not-ours': 'outlet not ours',
  'before-start': 'from before the start',
  'changed-after-start': 'from before the start, changed since',
  'cancelled-untold': 'cancelled before anything was sent',
  untracked: 'no stock is kept of it in Vend',
  dismissed: 'by you',
  watched: 'from when Stocktray only watched',
  undone: 'undone by you',
}

/** What the movements come to, in the order in which it is said. */
const summands = ['in-warehouse', 'on-its-way', 'needs-you', 'no-change', 'left-out', 'unaccounted'] as const
type Summand = (typeof summands)[number]
type WholeClass = Exclude<Summand, 'left-out'>

const wholeWords: Readonly<Record<WholeClass, string>> = {
  'in-warehouse': 'in the warehouse',
  'on-its-way': 'on the way',
  'needs-you': 'need you',
  'no-change': 'without a change of stock',
  unaccounted: 'of which nobody knows',
}

function wholeText(which: WholeClass, totals: Account['totals'], watching: boolean): string {
  if (watching && which === 'on-its-way') return 'would have gone, or still to be read'
  return which === 'needs-you' && totals[which] === 1 ? 'needs you' : wholeWords[which]
}

/** A summand of the account, for a list whose rows lead to their movements. */
export type AccountRow = {
  readonly class: AccountClass
  /** null: whatever the cause. */
  readonly cause: AccountCause | null
  readonly count: number
  /** "in the warehouse", "left out: outlet not ours". */
  readonly text: string
}

/** The account as its summands, while it only watches (`watching`) or not: what was left out by its causes, the others as a whole; those that are nothing are left away. */
export function accountRows({ totals, parts }: Account, watching = false): readonly AccountRow[] {
  const whole = (which: WholeClass) => ({
    class: which,
    cause: null,
    count: totals[which],
    text: wholeText(which, totals, watching),
  })
  const byCause = new Map<AccountCause | null, number>()
  for (const { class: which, cause, count } of parts)
    if (which === 'left-out') byCause.set(cause, (byCause.get(cause) ?? 0) + count)
  const leftOut = [...byCause].map(([cause, count]) => ({
    ...{ class: 'left-out' as const, cause, count },
    text: `left out: ${(cause && leftOutWords[cause]) ?? 'for another reason'}`,
  }))
  return summands
    .flatMap((which): AccountRow[] => (which === 'left-out' ? leftOut : [whole(which)]))
    .filter(({ count }, index) => count > 0 || index === 0)
}

/** "All of Vend's stock control up to … is accounted for: 312 movements = 309 in the warehouse + 2 need you + …". */
export function accountText(
  account: Account & { readonly upToVersion: string | null },
  upTo: string,
  watching = false,
): string {
  const { movements, totals, upToVersion } = account
  const text = (which: Summand) =>
    which === 'left-out' ? `left out (${whyLeftOut(account)})` : wholeText(which, totals, watching)
  const sum = summands
    .filter((which, index) => totals[which] > 0 || index === 0)
    .map((which) => `${shownCount(totals[which])} ${text(which)}`)
    .join(' + ')
  const version = upToVersion === null ? '' : ` (version ${upToVersion})`
  const verdict = account.addsUp ? 'is accounted for' : 'does not add up'
  return `All of Vend’s stock control until ${upTo}${version} ${verdict}: ${counting(movements, 'movement')} = ${sum}`
}

/** From when on the account counts, by outlet where that differs; null: it counts nothing yet. `time` writes a moment. */
export function accountSince(since: readonly AccountStart[], time: (ms: number) => string): string | null {
  const [first, ...later] = since
  if (!first) return null
  const others = later.map(({ from, outlets }) => `, at ${outlets.join(' and ')} since ${time(from)}`)
  return `Counted since ${time(first.from)}${others.join('')}; what happened before is left out.`
}

/** What is wrong with the account, and what to press; null: it adds up. */
export function accountFault({ addsUp, movements, totals, strangers }: Account): string | null {
  if (addsUp) return null
  if (totals.unaccounted > 0)
    return `The account does not add up: of ${counting(totals.unaccounted, 'movement')} among ${shownCount(movements)} Stocktray cannot say what became. Press Sync now: it reads them again. If this stays, send us the support bundle.`
  const what =
    strangers > 0
      ? `${counting(strangers, 'document belongs', 'documents belong')} to no movement`
      : 'a movement is missing'
  return `The account does not add up: ${what}. The ledger may be damaged; no stock was changed by it. Send us the support bundle.`
}

function whyLeftOut({ parts }: Account): string {
  const byCause = new Map<string, number>()
  for (const { class: which, cause, count } of parts) {
    if (which !== 'left-out') continue
    const why = (cause && leftOutWords[cause]) ?? 'for another reason'
    byCause.set(why, (byCause.get(why) ?? 0) + count)
  }
  const [only] = byCause.keys()
  if (byCause.size === 1 && only !== undefined) return only
  return [...byCause].map(([why, count]) => `${shownCount(count)} ${why}`).join(', ')
}
