import { expect } from 'vitest'
import type { Operation } from '../../../src/core/ports/warehouse'
import type { CasesOf } from './cases-of'
import { inSeveralCalls } from './in-several-calls'
import { answering } from './mishaps'
import { never, type Cases, type Trial } from './trial'
import { theTruthHolds } from './truth'
import { long, operationFor, short, type Way } from './ways'

/** No reference of ours is longer. */
const oursAtMost = 20

/** What each kind of document must do, by what is said of it. */
export function ofEach(way: Way): CasesOf<Operation> {
  return {
    mostLines: {
      none: {
        'twelve hundred lines arrive whole': (trial) => arrivesWhole(trial, way, 1_200),
        'no limit is promised only where there is none': async ({ own }) => {
          expect(own.mostLines).toBeNull()
        },
      },
      'a number': {
        'one line more than one call takes arrives whole': (trial) =>
          arrivesWhole(trial, way, (operationFor(trial, way).mostLines ?? 0) + 1),
        'no more lines are promised than the warehouse takes': async (trial) => {
          const { mostLines } = operationFor(trial, way)
          expect(mostLines).toBeGreaterThan(0)
          expect(mostLines).toBeLessThanOrEqual(trial.own.mostLines ?? Infinity)
        },
        ...inSeveralCalls(way),
      },
    },
    longestReference: {
      'a number': {
        'a reference is kept to the last letter, up to the longest that is promised': async (trial) => {
          const { longestReference } = operationFor(trial, way)
          expect(longestReference).toBeLessThanOrEqual(trial.own.longestReference ?? 255)
          expect(longestReference).toBeGreaterThanOrEqual(
            Math.min(oursAtMost, trial.own.longestReference ?? oursAtMost),
          )
          const lengths = new Set([Math.min(oursAtMost, longestReference), longestReference])
          for (const length of lengths)
            for (const last of ['a', 'b', '-']) {
              const document = await short(trial, way, { reference: trial.prefix.padEnd(length - 1, '.') + last })
              const outcome = await trial.port.push(document, never)
              expect(outcome.kind).toBe('delivered')
              expect(await theTruthHolds(trial, document, outcome)).toBe('booked')
            }
        },
      },
    },
    repeat: {
      'refused-by-key': {
        'the key alone is enough to recognise a repeat': async (trial) => {
          const document = await short(trial, way)
          await trial.port.push(document, never)
          const again = { ...document, reference: `${document.reference}-again` }
          const { consignmentId } = document.source
          expect(await trial.port.push(again, never)).toMatchObject({ kind: 'exists', found: { consignmentId } })
          expect(await trial.booked(again.reference)).toEqual([])
          expect(await theTruthHolds(trial, document, { kind: 'unsure', text: '' })).toBe('booked')
        },
        ...arrivesLate(way),
      },
      'refused-by-name': {
        'the name alone is enough to recognise a repeat': async (trial) => {
          const document = await short(trial, way)
          await trial.port.push(document, never)
          const again = { ...document, key: crypto.randomUUID() }
          const { consignmentId } = document.source
          expect(await trial.port.push(again, never)).toMatchObject({ kind: 'exists', found: { consignmentId } })
          expect(await theTruthHolds(trial, document, { kind: 'unsure', text: '' })).toBe('booked')
        },
        ...arrivesLate(way),
      },
      'found-by-reference': {
        'a document is found by its reference as soon as it is booked': async (trial) => {
          const document = await short(trial, way)
          const befallen = trial.befall('the booking', { when: 'after', reply: 'reset' })
          await trial.port.push(document, never)
          await befallen
          expect(await trial.fresh().find(document, never)).toMatchObject({ kind: 'found' })
        },
      },
    },
    settleAfterMs: {
      'a number': {
        'a time to settle is promised that a person would wait': async (trial) => {
          const { settleAfterMs, repeat } = operationFor(trial, way)
          expect(settleAfterMs).toBeLessThanOrEqual(3_600_000)
          // Where a repeat is not refused, "absent" is all that keeps a late booking from being a second one.
          const least = repeat === 'found-by-reference' ? 30_000 : 0
          expect(settleAfterMs).toBeGreaterThanOrEqual(Math.max(least, trial.own.worksOnForMs ?? 0))
        },
      },
    },
    limit: {
      '429': {
        'too many requests are tried again when it says': async (trial) => {
          // Its clock is an hour ahead of ours.
          const date = 'Mon, 23 Nov 2026 09:00:00 GMT'
          for (const [headers, afterMs] of [
            [{ 'retry-after': '7' }, 7_000],
            [{ date, 'retry-after': 'Mon, 23 Nov 2026 09:00:30 GMT' }, 30_000],
            [{ 'retry-after': '0' }, 1_000],
            [{ 'retry-after': '99999999' }, 900_000],
          ] as const)
            expect(await limited(trial, way, headers)).toMatchObject({ kind: 'retry', afterMs })
        },
        'too many requests without a time are tried again': async (trial) => {
          for (const headers of [{}, { 'retry-after': '-5' }, { 'retry-after': 'soon' }]) {
            const outcome = await limited(trial, way, headers)
            expect(outcome.kind).toBe('retry')
            expect(outcome).not.toHaveProperty('afterMs')
          }
        },
      },
    },
  }
}

async function arrivesWhole(trial: Trial, way: Way, count: number): Promise<void> {
  const document = await long(trial, way, count)
  const outcome = await trial.port.push(document, never)
  expect(outcome.kind).toBe('delivered')
  expect(await theTruthHolds(trial, document, outcome)).toBe('booked')
}

async function limited(trial: Trial, way: Way, headers: Readonly<Record<string, string>>) {
  const document = await short(trial, way)
  const befallen = trial.befall('the booking', answering('before', 429, headers))
  const outcome = await trial.port.push(document, never)
  await befallen
  expect(await theTruthHolds(trial, document, outcome)).toBe('booked')
  return outcome
}

/** A request that hung on the way while the document was looked up, sent again and booked. */
function arrivesLate(way: Way): Cases {
  return {
    'a booking that arrives late finds the repeat there': async (trial) => {
      const document = await short(trial, way)
      let letGo: () => void = () => undefined
      const until = new Promise<void>((resolve) => (letGo = resolve))
      const arrived = trial.befall('the booking', { when: 'late', until })
      const outcome = await trial.hasty.push(document, never)
      expect(outcome.kind).toBe('unsure')
      expect(['absent', 'begun']).toContain((await trial.port.find(document, never)).kind)
      expect(await trial.port.push(document, never)).toMatchObject({ kind: 'delivered' })
      letGo()
      await arrived
      expect(await theTruthHolds(trial, document, outcome)).toBe('booked')
    },
  }
}
