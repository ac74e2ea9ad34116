import { expect } from 'vitest'
import type { OutgoingDocument } from '../../../src/core/document'
import type { Outcome } from '../../../src/core/outcome'
import { never, type Cases, type Trial } from './trial'
import { theTruthHolds } from './truth'

/** Documents of more lines than the warehouse takes in one call. */
export const inTwoCalls: Cases = {
  'one line more than one call takes arrives whole, once': async (trial) => {
    const document = await oneMore(trial)
    const outcome = await trial.port.push(document, never)
    expect(outcome.kind).toBe('delivered')
    expect(await theTruthHolds(trial, document, outcome)).toBe('booked')
  },
  'cut off at the first of its calls, it ends booked once': async (trial) => {
    const document = await oneMore(trial)
    const befallen = trial.befall('the booking', { when: 'before', reply: 'reset' })
    const outcome = await trial.port.push(document, never)
    await befallen
    expect(outcome.kind).toBe('unsure')
    expect(await theTruthHolds(trial, document, outcome)).toBe('booked')
  },
  'stopped between its calls, the rest is booked by the next attempt': async (trial) => {
    const document = await oneMore(trial)
    const outcome = await stoppedAfterTheFirst(trial, document)
    expect(await trial.port.find(document, never)).toEqual({ kind: 'begun' })
    expect(await theTruthHolds(trial, document, outcome)).toBe('booked')
  },
  'an item that becomes unfit between its calls leaves exactly the rest booked': async (trial) => {
    const document = await oneMore(trial)
    const { item = '' } = document.lines.at(-1) ?? {}
    await stoppedAfterTheFirst(trial, document)
    await trial.archive(item)
    const outcome = await trial.fresh().push(document, never)
    expect(outcome).toMatchObject({ kind: 'partly', rest: [item], problems: [{ item }] })
    expect(await theTruthHolds(trial, document, outcome)).toBe('booked in part')
  },
  'an item that was unfit before is told, and nothing or exactly the rest is booked': async (trial) => {
    const fit = await trial.items(mostLines(trial))
    const bad = await trial.unfit('lot-tracked', `${trial.prefix}-lot`)
    const document = trial.stocktake(Object.fromEntries([...fit, bad].map((item) => [item, '1'])))
    const outcome = await trial.port.push(document, never)
    expect(JSON.stringify(outcome)).toContain(`"item":"${bad}"`)
    expect(['refused', 'partly']).toContain(outcome.kind)
    expect(await theTruthHolds(trial, document, outcome)).not.toBe('booked')
  },
}

async function stoppedAfterTheFirst(trial: Trial, document: OutgoingDocument): Promise<Outcome> {
  const stop = new AbortController()
  const befallen = trial.befall('the booking', { when: 'after', reply: 'silence' })
  const pushed = trial.port.push(document, stop.signal)
  await befallen
  stop.abort()
  const outcome = await pushed
  expect(outcome.kind).toBe('unsure')
  return outcome
}

function mostLines({ port }: Trial): number {
  return port.capabilities.stocktake.mostLines ?? 0
}

async function oneMore(trial: Trial) {
  const items = await trial.items(mostLines(trial) + 1)
  return trial.stocktake(Object.fromEntries(items.map((item) => [item, '2'])))
}
