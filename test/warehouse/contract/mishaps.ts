import { expect } from 'vitest'
import type { Outcome } from '../../../src/core/outcome'
import type { Fault, Reply } from '../../fakes/fault-proxy'
import { never, type Cases, type Trial } from './trial'
import { theTruthHolds } from './truth'

export const page = '<!doctype html><title>Gateway</title>'

export const answering = (
  when: 'before' | 'after',
  status: number,
  headers: Readonly<Record<string, string>> = {},
  body = page,
): Fault => ({ when, reply: { status, headers, body } })

/** What befalls the request that books. */
export const mishaps: Cases = {
  'an answer lost after booking is unsure, and the look-up finds it': async (trial) => {
    await befalls(trial, { when: 'after', reply: 'reset' }, 'unsure', ['delivered'])
  },
  'a line that broke before booking is unsure, and the look-up finds it not booked': async (trial) => {
    await befalls(trial, { when: 'before', reply: 'reset' }, 'unsure')
  },
  'an answer that is too late is unsure': async (trial) => {
    await befalls(trial, { when: 'after', reply: 'silence' }, 'unsure', ['delivered'], trial.hasty)
    await befalls(trial, { when: 'before', reply: 'silence' }, 'unsure', [], trial.hasty)
  },
  'an answer that is cut off is unsure': async (trial) => {
    await befalls(trial, { when: 'after', reply: 'cut' }, 'unsure', ['delivered'])
    await befalls(trial, { when: 'before', reply: 'cut' }, 'unsure')
  },
  'a success without a number is unsure': async (trial) => {
    for (const [status, body] of [
      [200, '{}'],
      [201, '{"number":""}'],
      [204, ''],
      [200, '{"number":'],
      [200, 'null'],
      [200, ''],
    ] as const)
      await befalls(trial, answering('after', status, {}, body), 'unsure', ['delivered'])
  },
  'a success that is none is never believed': async (trial) => {
    for (const body of ['{}', 'null', '[]', '', '{"jsonrpc":"2.0","id":1,"result":null}'])
      await befalls(trial, answering('before', 200, {}, body), 'unsure', ['retry', 'refused'])
  },
  'a success with a web page is unsure': async (trial) => {
    await befalls(trial, answering('before', 200), 'unsure')
    await befalls(trial, answering('after', 200), 'unsure', ['delivered'])
  },
  'an error inside a success is never a booking': async (trial) => {
    const errors = [
      { code: 5, message: 'Internal error' },
      { errors: [{ message: 'Throttled' }] },
      {
        jsonrpc: '2.0',
        id: 1,
        error: { code: 200, message: 'Odoo Server Error', data: { name: 'builtins.KeyError' } },
      },
      { jsonrpc: '2.0', id: 1, error: { code: 100, message: 'Session expired' } },
    ]
    for (const error of errors)
      for (const when of ['before', 'after'] as const)
        await befalls(trial, answering(when, 200, {}, JSON.stringify(error)), 'unsure', [
          ...(when === 'before' ? (['retry', 'refused', 'unauthorised'] as const) : (['delivered'] as const)),
        ])
  },
  'trouble of its own is unsure, with and without a time to wait': async (trial) => {
    for (const when of ['before', 'after'] as const)
      for (const fault of [
        ...[500, 502, 503, 504, 408].map((status) => answering(when, status)),
        answering(when, 503, { 'retry-after': '5' }),
        answering(when, 503, {}, '{"message":"You have reached 60 calls per 60 seconds"}'),
      ])
        await befalls(trial, fault, 'unsure', ['delivered'])
  },
  'a redirect that may follow a booking is unsure, and is not followed': async (trial) => {
    for (const status of [302, 303])
      await befalls(trial, answering('after', status, { location: '/elsewhere' }), 'unsure', ['delivered'])
  },
  'an address that is not there any more is tried again': async (trial) => {
    for (const status of [301, 308])
      await befalls(trial, answering('before', status, { location: '/elsewhere' }), 'retry', ['unsure'])
    await befalls(trial, answering('before', 404), 'retry', ['unsure'])
  },
  'a refusal as a web page or a list is told as a sentence': async (trial) => {
    for (const status of [400, 413, 422])
      for (const body of [page, '[{"ErrorCode":400,"Exception":"<b>Item</b> not found"}]']) {
        const outcome = await befalls(trial, answering('before', status, {}, body), 'refused', ['unsure', 'retry'])
        expect(JSON.stringify(outcome)).not.toContain('<')
        if (!trial.readsBack) expect(JSON.stringify(outcome)).toContain(String(status))
      }
  },
  'a key that is refused in the middle is told as such': async (trial) => {
    await befalls(trial, answering('before', 401, {}, '{}'), 'unauthorised', ['unsure', 'retry'])
    await befalls(trial, answering('before', 403, {}, '{}'), 'unauthorised', ['unsure', 'retry'])
  },
  'a warehouse that is away is tried again': async (trial) => {
    const [item = ''] = await trial.items(1)
    const document = trial.stocktake({ [item]: '60' })
    await trial.leave()
    for (const port of [trial.port, trial.fresh()]) {
      expect(await port.push(document, never)).toMatchObject({ kind: 'retry' })
      expect(await port.check(never)).toMatchObject({ kind: 'retry' })
      expect(await port.locations(never)).toMatchObject({ kind: 'retry' })
      expect(await port.lookUpItems([item], never)).toMatchObject({ kind: 'retry' })
      expect(await port.readItems([item], never)).toMatchObject({ kind: 'retry' })
      expect(await port.similarItems(item, [], never)).toMatchObject({ kind: 'retry' })
      if (port.capabilities.onHand)
        expect(await port.onHand([{ location: trial.places.main, item: '1' }], never)).toMatchObject({ kind: 'retry' })
      expect(await port.find(document, never)).toMatchObject({ kind: 'inconclusive' })
    }
  },
  'stopping before anything left is tried again': async (trial) => {
    const [item = ''] = await trial.items(1)
    const document = trial.stocktake({ [item]: '60' })
    const outcome = await trial.port.push(document, AbortSignal.abort())
    expect(outcome.kind).toBe('retry')
    expect(await theTruthHolds(trial, document, outcome)).toBe('booked')
  },
  'stopping after the booking left is unsure': async (trial) => {
    const [item = ''] = await trial.items(1)
    const document = trial.stocktake({ [item]: '60' })
    const stop = new AbortController()
    const befallen = trial.befall('the booking', { when: 'after', reply: 'silence' })
    const pushed = trial.port.push(document, stop.signal)
    await befallen
    stop.abort()
    const outcome = await pushed
    expect(outcome.kind).toBe('unsure')
    expect(await theTruthHolds(trial, document, outcome)).toBe('booked')
  },
}

type Kind = Outcome['kind']

/**
 * Lets it befall the booking of a new document, checks what the push says of it, and that it ends in one whole booking
 * or, refused, in none. Who books in several requests, and reads back what became of it, may say something of `orElse`.
 */
async function befalls(
  trial: Trial,
  fault: Fault,
  kind: Kind,
  orElse: readonly Kind[] = [],
  port = trial.port,
): Promise<Outcome> {
  const [first = '', second = ''] = await trial.items(2)
  const document = trial.stocktake({ [first]: '60', [second]: '2' })
  const befallen = trial.befall('the booking', fault)
  const outcome = await port.push(document, never)
  await befallen
  const what = `${fault.when} ${'reply' in fault ? told(fault.reply) : ''}: ${outcome.kind}`
  expect(trial.readsBack ? [kind, ...orElse] : [kind], what).toContain(outcome.kind)
  const end = await theTruthHolds(trial, document, outcome)
  expect(end, what).toBe(outcome.kind === 'refused' ? 'not booked' : 'booked')
  return outcome
}

function told(reply: Reply): string {
  return typeof reply === 'string' ? reply : `${reply.status} ${reply.body ?? ''}`
}
