import type { Progress } from './progress'
import { shownCount } from './words'

/** "Reading Vend’s history, 120 of 500 movements, ready about 14:40". A number of all is only said where it is known. */
export function progressText(progress: Progress, time: (ms: number) => string): string {
  const { stage, stopped, readyAt, resumed } = progress
  const what = stage === 'products' ? 'products' : 'history'
  if (stopped) return `Reading Vend’s ${what} was stopped at ${amountOf(progress)}. It goes on from there.`
  const ready = readyAt === null ? '' : `, ready about ${time(readyAt)}`
  return `Reading Vend’s ${what}, ${amountOf(progress)}${ready}${resumed ? ' (going on where it was stopped)' : ''}`
}

function amountOf({ stage, done, of }: Progress): string {
  const unit = stage === 'products' ? 'products' : 'movements'
  if (of === null) return `${shownCount(done)} ${unit} so far`
  // What was known at an earlier look may have grown since.
  const about = stage === 'history' ? 'about ' : ''
  return `${shownCount(done)} of ${about}${shownCount(Math.max(of, done))} ${unit}`
}
