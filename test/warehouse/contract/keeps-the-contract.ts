import { afterEach, beforeEach, describe, it } from 'vitest'
import type { Capabilities } from '../../../src/core/ports/warehouse'
import { bookings } from './bookings'
import { casesFor, dearCasesFor } from './capabilities'
import { together } from './cases-of'
import { interruptions } from './interruptions'
import { lookUps } from './look-ups'
import { mishaps } from './mishaps'
import { questions } from './questions'
import { refusals, unfitItems } from './refusals'
import type { StandToStart } from './stands'
import { startTrial, type Cases, type Trial } from './trial'

type Theme =
  | 'what it can take'
  | 'what is booked'
  | 'what befalls a booking'
  | 'what cuts a push off'
  | 'what is refused'
  | 'what is asked'
  | 'what is looked up'
  | 'what cuts a long document off'

/** Takes minutes, and so runs only where it is named. */
const dear: ReadonlySet<string> = new Set<Theme>(['what cuts a long document off'])

/** Runs every case, each on a stand of its own. `timeout`: of one case, in ms. `only`: these themes, where others are told by a sister. */
export function itKeepsTheContract(
  { name, start }: StandToStart,
  capabilities: Capabilities,
  { timeout = 60_000, only }: { readonly timeout?: number; readonly only?: readonly Theme[] } = {},
): void {
  const themes: Readonly<Record<Theme, Cases>> = {
    'what it can take': casesFor(capabilities),
    'what is booked': bookings,
    'what befalls a booking': mishaps,
    'what cuts a push off': interruptions,
    'what is refused': together(refusals, unfitItems),
    'what is asked': questions,
    'what is looked up': lookUps,
    'what cuts a long document off': dearCasesFor(capabilities),
  }
  const wanted = Object.entries(themes).filter(
    ([theme, cases]) => Object.keys(cases).length > 0 && (only?.some((one) => one === theme) ?? !dear.has(theme)),
  )
  describe(`${name} keeps the contract of every warehouse`, () => {
    let trial: Trial
    beforeEach(async () => {
      trial = startTrial(await start())
    }, timeout)
    afterEach(() => trial.close())
    for (const [theme, cases] of wanted)
      describe(theme, () => {
        for (const [title, test] of Object.entries(cases)) it(title, () => test(trial), timeout)
      })
  })
}
