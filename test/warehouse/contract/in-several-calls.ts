import { expect } from 'vitest'
import type { OutgoingDocument } from '../../../src/core/document'
import type { Fault } from '../../fakes/fault-proxy'
import { atEachRequest } from './interruptions'
import { answering } from './mishaps'
import { never, type Cases, type Trial } from './trial'
import { theTruthHolds } from './truth'
import { itemsArrived, long, lookedUp, operationFor, short, stoppedAfterTheFirst, type Way } from './ways'

/** As many lines in one call as make a second one with innocent lines around a guilty one. */
const fewLines = 3

const unharmed: Fault = { when: 'never' }

/** Documents of more lines than the warehouse takes in one call, which the connector splits. */
export function inSeveralCalls(way: Way): Cases {
  const cases: Cases = {
    'two lines more than two calls take arrive whole under the longest reference, once': async (trial) => {
      for (const last of ['a', 'b']) {
        const document = await threeCalls(trial, way, { reference: trial.prefix.padEnd(19, '.') + last })
        const outcome = await trial.port.push(document, never)
        expect(outcome.kind).toBe('delivered')
        expect(await theTruthHolds(trial, document, outcome)).toBe('booked')
      }
    },
    'cut off at a later call, it ends booked once': async (trial) => {
      for (const [when, nth] of [
        ...(['before', 'after'] as const).map((one) => [one, 2] as const),
        ['after', 3],
      ] as const) {
        const document = await threeCalls(trial, way)
        const outcome = await pushBefallen(trial, document, nth, { when, reply: 'reset' })
        expect(trial.readsBack ? ['unsure', 'delivered'] : ['unsure']).toContain(outcome.kind)
        expect(await theTruthHolds(trial, document, outcome), `${when} call ${nth}`).toBe('booked')
      }
    },
    'what goes wrong at a later call denies nothing that is booked': async (trial) => {
      for (const [nth, status] of [...[429, 401, 403, 404].map((one) => [2, one] as const), [3, 429]] as const) {
        const document = await threeCalls(trial, way)
        const fault = answering('before', status, { 'retry-after': '7' }, '{}')
        const outcome = await pushBefallen(trial, document, nth, fault)
        // "Try later" and "not with this key" would both say that nothing of it is booked.
        expect(outcome.kind, `${status} at call ${nth}`).toBe('unsure')
        expect(await lookedUp(trial, document)).toBe('begun')
        expect(await theTruthHolds(trial, document, outcome)).toBe('booked')
      }
    },
    'stopped between its calls, the rest is booked by the next attempt': async (trial) => {
      const document = await threeCalls(trial, way)
      const outcome = await stoppedAfterTheFirst(trial, document)
      expect(outcome.kind).toBe('unsure')
      expect(await lookedUp({ ...trial, port: trial.fresh() }, document)).toBe('begun')
      expect(await theTruthHolds(trial, document, outcome)).toBe('booked')
    },
    'an item that becomes unfit between its calls is told alone, and what is refused with it is the rest': async (
      trial,
    ) => {
      const document = await threeCalls(trial, way)
      const { item } = inTheSecond(trial, way, document)
      await stoppedAfterTheFirst(trial, document)
      await trial.archive(item)
      const outcome = await trial.fresh().push(document, never)
      // Some book what is archived.
      if (outcome.kind !== 'delivered') {
        expect(outcome).toMatchObject({ kind: 'partly', problems: [{ item }] })
        expect(outcome.kind === 'partly' && outcome.rest).toContain(item)
      }
      expect(await theTruthHolds(trial, document, outcome)).toBe(
        outcome.kind === 'partly' ? 'booked in part' : 'booked',
      )
      if (outcome.kind !== 'partly') return
      const left = document.lines.filter((line) => line.item !== item && outcome.rest.includes(line.item))
      await goesUnder(trial, { ...document, lines: left, key: crypto.randomUUID() }, `${document.reference}-2`)
    },
    'an item of its second call that is not known is told alone, and nothing or exactly the rest is booked': async (
      trial,
    ) => {
      const gone = await trial.gone(`${trial.prefix}-gone`)
      const known = await threeCalls(trial, way)
      const { item: left } = inTheSecond(trial, way, known)
      const lines = known.lines.map((line) => (line.item === left ? { ...line, item: gone, sku: gone } : line))
      const document = { ...known, lines }
      const outcome = await trial.port.push(document, never)
      expect(['refused', 'partly']).toContain(outcome.kind)
      expect(outcome).toMatchObject({ problems: [{ item: gone }] })
      expect(await theTruthHolds(trial, document, outcome)).not.toBe('booked')
    },
    'its later names are told from the next references of ours': async (trial) => {
      const [before, after] = [`${trial.prefix}-b`, `${trial.prefix}-a`]
      const ends = ['-2', '-3', '.2', '_2']
      for (const end of ends) await goesUnder(trial, await short(trial, way), before + end)
      await goesUnder(trial, await threeCalls(trial, way), before)
      await goesUnder(trial, await threeCalls(trial, way), after)
      for (const end of ends) await goesUnder(trial, await short(trial, way), after + end)
    },
    'a later name that somebody else took before it began is not taken for ours': (trial) => taken(trial, way, false),
    'a later name that somebody else took between its calls is not taken for ours': (trial) => taken(trial, way, true),
  }
  return shortened(cases)
}

/** The same, cut off at each of its requests in turn: dear. */
export function cutOffInSeveralCalls(way: Way): Cases {
  const make = (trial: Trial) => long(trial, way, linesOfOneCall(trial, way) + 2)
  return shortened({
    'asked to wait at any request, it ends booked once': (trial) =>
      atEachRequest(trial, answering('before', 429, { 'retry-after': '3' }), { make }),
    'refused by its key at any request, it ends booked once': (trial) =>
      atEachRequest(trial, answering('before', 401, {}, '{}'), { make }),
    'cut off before any request arrived, it ends booked once': (trial) =>
      atEachRequest(trial, { when: 'before', reply: 'reset' }, { make, anew: true }),
    'cut off after any request was answered, it ends booked once': (trial) =>
      atEachRequest(trial, { when: 'after', reply: 'reset' }, { make }),
    'stopped at any request, it ends booked once': (trial) =>
      atEachRequest(trial, { when: 'after', reply: 'silence' }, { make, anew: true, stop: true }),
  })
}

function shortened(cases: Cases): Cases {
  return Object.fromEntries(
    Object.entries(cases).map(([title, test]) => [title, (trial: Trial) => test(inShortCalls(trial))]),
  )
}

function inShortCalls(trial: Trial): Trial {
  const fresh = () => trial.fresh({ mostLines: fewLines })
  return { ...trial, port: fresh(), fresh }
}

function linesOfOneCall(trial: Trial, way: Way): number {
  return operationFor(trial, way).mostLines ?? 0
}

function threeCalls(trial: Trial, way: Way, changed?: Partial<OutgoingDocument>): Promise<OutgoingDocument> {
  return long(trial, way, 2 * linesOfOneCall(trial, way) + 2, changed)
}

/** A line with others before and behind it in its call. */
function inTheSecond(trial: Trial, way: Way, { lines }: OutgoingDocument) {
  const line = lines[linesOfOneCall(trial, way) + 1]
  if (!line) throw new Error('a second call has no second line')
  return line
}

async function pushBefallen(trial: Trial, document: OutgoingDocument, nth: number, fault: Fault) {
  const befallen = trial.befall('the booking', ...Array.from({ length: nth - 1 }, () => unharmed), fault)
  const outcome = await trial.port.push(document, never)
  await befallen
  return outcome
}

/** The document is not there yet under this reference, and is booked whole under it. */
async function goesUnder(trial: Trial, document: OutgoingDocument, reference: string): Promise<void> {
  const ours = { ...document, reference }
  expect(await lookedUp(trial, ours), reference).toBe('absent')
  const outcome = await trial.port.push(ours, never)
  expect(outcome.kind, reference).toBe('delivered')
  expect(await theTruthHolds(trial, ours, outcome), reference).toBe('booked')
}

/** Whatever the connector makes of it: what it says is so, and nothing comes twice. */
async function taken(trial: Trial, way: Way, begun: boolean): Promise<void> {
  const document = await threeCalls(trial, way)
  const [theirs = ''] = await trial.items(1)
  if (begun) await stoppedAfterTheFirst(trial, document)
  await trial.bookByHand(document, theirs, 2)
  const outcome = await trial.fresh().push(document, never)
  const arrived = await itemsArrived(trial, document)
  const all = document.lines.map(({ item }) => item)
  // To the engine, a document of somebody else and a refusal both say that nothing of ours is booked.
  expect(begun ? ['delivered', 'partly'] : ['delivered', 'partly', 'exists', 'refused']).toContain(outcome.kind)
  if (outcome.kind === 'delivered') expect(arrived).toEqual(all)
  else if (outcome.kind === 'partly') {
    expect(arrived).toEqual(all.filter((item) => !outcome.rest.includes(item)))
    expect(outcome.problems).not.toEqual([])
  } else {
    expect(arrived).toEqual([])
    if (outcome.kind === 'exists') expect(outcome.found.consignmentId).not.toBe(document.source.consignmentId)
  }
  const found = await trial.fresh().find(document, never)
  const whole = found.kind === 'found' && found.found.consignmentId === document.source.consignmentId
  expect(whole, 'it is found as ours only where it is booked whole').toBe(outcome.kind === 'delivered')
  await trial.fresh().push(document, never)
  expect(await itemsArrived(trial, document)).toEqual(arrived)
}
