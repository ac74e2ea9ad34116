import type { HistoryDocument } from './app-state'
import { approvable, isItemHold } from './hold'

/** What a person can do about something that is held, in the order in which it is offered. */
export const choices = ['retry', 'approve', 'settle', 'dismiss'] as const
export type Choice = (typeof choices)[number]

/** The choices for what is held for these reasons; `document` false: it has no document that could be sent. */
export function choicesFor(codes: readonly string[], document: boolean): readonly Choice[] {
  const some = (fits: (code: string) => boolean) => document && codes.some(fits)
  // The warehouse has a document of that name: whether it is ours comes before everything else.
  if (some((code) => code === 'taken')) return ['settle']
  const offered: Readonly<Record<Choice, boolean>> = {
    retry: some((code) => isItemHold(code) || code === 'refused' || code === 'late'),
    approve: some((code) => approvable.some((one) => one === code)),
    settle: false,
    // Webhooks that do not come in leave nothing out that could be taken upon oneself.
    dismiss: !codes.includes('no-way-in'),
  }
  return choices.filter((choice) => offered[choice])
}

/** The choices for a document as it stands: also for one that waits by itself, and for one that has arrived. */
export function choicesOf({
  status,
  cause,
  holds,
}: Pick<HistoryDocument, 'status' | 'cause' | 'holds'>): readonly (Choice | 'undo')[] {
  switch (status) {
    case 'needs-you':
      return choicesFor(
        holds.map(({ code }) => code),
        true,
      )
    case 'waiting':
      return ['retry', 'dismiss']
    case 'unsure':
      return ['retry', 'settle']
    case 'delivered':
      return cause === 'undo' ? [] : ['undo']
    case 'sending':
    case 'dismissed':
    case 'withdrawn':
      return []
  }
}
