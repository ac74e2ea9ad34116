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
