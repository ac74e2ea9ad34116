import { expect } from 'vitest'
import type { OutgoingDocument } from '../../../src/core/document'
import type { WarehousePort } from '../../../src/core/ports/warehouse'
import type { Fault } from '../../fakes/fault-proxy'
import { answering } from './mishaps'
import { never, type Cases, type Trial } from './trial'
import { theTruthHolds } from './truth'

/** A push that is cut off at each of its requests in turn; `anew`: on a port that remembers nothing. */
export const interruptions: Cases = {
  'cut off before any request of a push arrived, it ends booked once': (trial) =>
    atEachRequest(trial, { when: 'before', reply: 'reset' }, { anew: true }),
  'cut off after any request of a push was answered, it ends booked once': (trial) =>
    atEachRequest(trial, { when: 'after', reply: 'reset' }),
  'with half an answer to any request of a push, it ends booked once': (trial) =>
    atEachRequest(trial, { when: 'after', reply: 'cut' }),
  'with trouble of the warehouse at any request of a push, it ends booked once': (trial) =>
    atEachRequest(trial, answering('before', 503)),
  'asked to wait at any request of a push, it ends booked once': (trial) =>
    atEachRequest(trial, answering('before', 429, { 'retry-after': '3' })),
  'stopped at any request of a push, it ends booked once': (trial) =>
    atEachRequest(trial, { when: 'after', reply: 'silence' }, { anew: true, stop: true }),
  'stopped at any request of a push that never arrived, it ends booked once': (trial) =>
    atEachRequest(trial, { when: 'before', reply: 'silence' }, { stop: true }),
  'cut off twice at any request of a push, it ends booked once': async (trial) => {
    const requests = await requestsOfOne(trial, trial.port)
    for (let nth = 1; nth <= requests; nth += 1) {
      const document = await bothWays(trial)
      for (let time = 0; time < 2; time += 1) {
        void trial.befall(nth, { when: 'after', reply: 'reset' })
        await trial.port.push(document, never)
        trial.heal()
      }
      expect(await theTruthHolds(trial, document, { kind: 'unsure', text: '' }), `request ${nth}`).toBe('booked')
    }
  },
}

/** `make`: a document of its own for each time. */
export async function atEachRequest(
  trial: Trial,
  fault: Fault,
  {
    anew = false,
    stop = false,
    make = bothWays,
  }: {
    readonly anew?: boolean
    readonly stop?: boolean
    readonly make?: (trial: Trial) => Promise<OutgoingDocument>
  } = {},
): Promise<void> {
  const portFor = () => (anew ? trial.fresh() : trial.port)
  // What a port has to find out once, it knows then.
  if (!anew) await trial.port.check(never)
  const requests = await requestsOfOne(trial, portFor(), make)
  expect(requests).toBeGreaterThan(0)
  for (let nth = 1; nth <= requests; nth += 1) {
    const document = await make(trial)
    const stopping = new AbortController()
    const befallen = trial.befall(nth, fault)
    const pushed = portFor().push(document, stopping.signal)
    await befallen
    if (stop) stopping.abort()
    const outcome = await pushed
    const what = `request ${nth} of ${requests}: ${outcome.kind}`
    expect(['refused', 'partly', 'exists'], what).not.toContain(outcome.kind)
    expect(await theTruthHolds(trial, document, outcome), what).toBe('booked')
  }
}

/** Goods go both ways, so that a warehouse which keeps the ways apart has both to do. */
async function bothWays(trial: Trial): Promise<OutgoingDocument> {
  const [comes = '', goes = ''] = await trial.items(2)
  await trial.stock(trial.places.main, goes, 5)
  return trial.stocktake({ [comes]: '6', [goes]: '-2' })
}

async function requestsOfOne(trial: Trial, port: WarehousePort, make = bothWays): Promise<number> {
  const document = await make(trial)
  const before = trial.requests()
  await port.push(document, never)
  return trial.requests() - before
}
