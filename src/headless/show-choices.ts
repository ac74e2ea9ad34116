import { choicesFor, type Choice } from '../core/choices'
import { columns } from './table'

const words: Readonly<Record<Choice, (id: string) => readonly [what: string, command: string]>> = {
  retry: (id) => ['Try again now:', `stocktray retry ${id}`],
  approve: (id) => ['Send it as it is:', `stocktray approve ${id}`],
  settle: (id) => ['Say what is there:', `stocktray settle ${id} --arrived (or --not-arrived)`],
  dismiss: (id) => ['Leave it out:', `stocktray dismiss ${id} --why "…"`],
}

/** What can be typed about something that is held, a line each. */
export function showChoices(id: string, codes: readonly string[], document: boolean): string[] {
  return columns(choicesFor(codes, document).map((choice) => words[choice](id)))
}
