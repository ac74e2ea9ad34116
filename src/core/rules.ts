import type { ConsignmentKind, ConsignmentLine, ConsignmentStatus, Leg } from './consignment'
import { absolute, type Quantity } from './quantity'

/** How one leg's figure is read from a line. `figure` answers null where Vend gave no figure that the row needs. */
export type EffectRule = {
  readonly leg: Leg
  readonly at: 'outlet' | 'source'
  readonly figure: (line: ConsignmentLine) => Quantity | null
  /** The leg whose line statuses say whether the line is booked (see line-status.ts). */
  readonly bookedBy: Leg
}

export type Rule =
  /** The status that counts: these effects speak. `rank` orders the statuses that count for one kind. */
  | {
      readonly does: 'book'
      readonly rank: number
      readonly effects: readonly EffectRule[]
    }
  /** Not there yet; after it was told, this is a set-back. */
  | { readonly does: 'wait'; readonly rank: 0; readonly why: string }
  /** Whatever was told is to be taken back. */
  | { readonly does: 'reverse'; readonly why: string }
  /** What was told stays; what was never told is for a person, read as `effects` say. */
  | {
      readonly does: 'keep'
      readonly why: string
      readonly effects: readonly EffectRule[]
    }
  /** Vend does not document this pair. */
  | { readonly does: 'hold'; readonly why: string }

const received: EffectRule = {
  leg: 'received',
  at: 'outlet',
  figure: (line) => line.received,
  bookedBy: 'received',
}
const returned: EffectRule = {
  leg: 'returned',
  at: 'outlet',
  // Vend documents no sign for a return's count; the type says the direction.
  figure: (line) => (line.count === null ? null : -absolute(line.count)),
  bookedBy: 'returned',
}
const sent: EffectRule = {
  leg: 'sent',
  at: 'source',
  figure: (line) => (line.count === null ? null : -line.count),
  bookedBy: 'sent',
}
/** On the way: what was sent is taken to arrive, until Vend says what did. */
const underWay: EffectRule = {
  leg: 'arrived',
  at: 'outlet',
  figure: (line) => line.count,
  bookedBy: 'sent',
}
const arrived: EffectRule = {
  leg: 'arrived',
  at: 'outlet',
  figure: (line) => line.received,
  bookedBy: 'arrived',
}
const counted: EffectRule = {
  leg: 'counted',
  at: 'outlet',
  figure: (line) => (line.received === null || line.count === null ? null : line.received - line.count),
  bookedBy: 'counted',
}

const wait = (why: string): Rule => ({ does: 'wait', rank: 0, why })
const odd: Rule = {
  does: 'hold',
  why: 'Vend does not use this status for this kind of movement.',
}
const cancelled: Rule = { does: 'reverse', why: 'It was cancelled in Vend.' }
const closed = (...effects: EffectRule[]): Rule => ({
  does: 'keep',
  why: 'It was closed in Vend.',
  effects,
})

/** The rules, total over kind and status: a missing pair does not compile. */
const rules: Readonly<Record<ConsignmentKind, Readonly<Record<ConsignmentStatus, Rule>>>> = {
  order: {
    open: wait('The order is still being written.'),
    sent: wait('The supplier has been told; nothing has arrived yet.'),
    dispatched: wait('The goods are on their way; nothing has arrived yet.'),
    received: { does: 'book', rank: 1, effects: [received] },
    scheduled: odd,
    counting: odd,
    counted: odd,
    complete: odd,
    closed: closed(received),
    cancelled,
  },
  return: {
    open: wait('The return is still being written.'),
    sent: { does: 'book', rank: 1, effects: [returned] },
    dispatched: odd,
    received: odd,
    scheduled: odd,
    counting: odd,
    counted: odd,
    complete: odd,
    closed: closed(returned),
    cancelled,
  },
  transfer: {
    open: wait('The transfer is still being written.'),
    sent: { does: 'book', rank: 1, effects: [sent, underWay] },
    dispatched: { does: 'book', rank: 1, effects: [sent, underWay] },
    received: { does: 'book', rank: 2, effects: [sent, arrived] },
    scheduled: odd,
    counting: odd,
    counted: odd,
    complete: odd,
    closed: closed(sent, arrived),
    cancelled,
  },
  count: {
    open: wait('The count has not begun.'),
    sent: odd,
    dispatched: odd,
    received: odd,
    scheduled: wait('The count has not begun.'),
    counting: wait('The count is under way.'),
    counted: wait('The count is under way.'),
    complete: { does: 'book', rank: 1, effects: [counted] },
    closed: closed(counted),
    cancelled,
  },
}

export function ruleFor(kind: ConsignmentKind, status: ConsignmentStatus): Rule {
  return rules[kind][status]
}

/** How far a status reaches among those that count for its kind; 0 when it does not count. */
export function rankOf(kind: ConsignmentKind, status: ConsignmentStatus): number {
  const rule = rules[kind][status]
  return rule.does === 'book' ? rule.rank : 0
}
