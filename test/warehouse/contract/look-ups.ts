import { expect } from 'vitest'
import type { OutgoingDocument } from '../../../src/core/document'
import { formatQuantity } from '../../../src/core/quantity'
import type { Fault } from '../../fakes/fault-proxy'
import { answering, page } from './mishaps'
import type { Befallen } from './stand'
import { never, type Cases, type Trial } from './trial'

/** Looking a document up, and what may be said in words. */
export const lookUps: Cases = {
  'a document that was never sent is absent, in any company': async (trial) => {
    const [item = ''] = await trial.items(1)
    const sent = trial.stocktake({ [item]: '1' })
    await trial.port.push(sent, never)
    expect(await trial.port.find(trial.stocktake({ [item]: '1' }), never)).toEqual({ kind: 'absent' })
    expect(await trial.port.find(trial.transfer({ [item]: '1' }), never)).toEqual({ kind: 'absent' })
    expect(await trial.port.find(sent, never)).toMatchObject({ kind: 'found' })
  },
  'a look-up that is answered with nonsense is inconclusive': async (trial) => {
    const faults = [
      ...[200, 404, 500, 503].map((status) => answering('before', status)),
      answering('before', 302, { location: '/login' }),
      ...['{"number":"X"}', '{"nonsense":1}', 'null', '"x"', '{'].map((body) => answering('before', 200, {}, body)),
    ]
    await eachLookUp(trial, faults)
  },
  'a look-up that is lost is inconclusive': async (trial) => {
    await eachLookUp(trial, [
      { when: 'after', reply: 'reset' },
      { when: 'before', reply: 'reset' },
      { when: 'after', reply: 'cut' },
    ])
    await eachLookUp(trial, [{ when: 'after', reply: 'silence' }], trial.hasty)
  },
  'a look-up that is stopped is inconclusive': async (trial) => {
    const [document] = await oneOfEach(trial)
    expect(await trial.port.find(document, AbortSignal.abort())).toMatchObject({ kind: 'inconclusive' })
    const stop = new AbortController()
    const befallen = trial.befall('a question', { when: 'after', reply: 'silence' })
    const answer = trial.port.find(document, stop.signal)
    await befallen
    stop.abort()
    expect(await answer).toMatchObject({ kind: 'inconclusive' })
  },
  'no token, no traceback and no web page stands in any text, and each is one line': async (trial) => {
    const { token } = trial
    const traceback = 'Traceback (most recent call last):\n  File "/srv/http.py", line 7\nKeyError'
    const said = `Bearer ${token}\u0007 may\nnot`
    const error = { name: 'odoo.exceptions.UserError', message: said, arguments: [said], debug: traceback }
    const echo = JSON.stringify({
      problems: [{ code: token, message: said }],
      number: null,
      error: { code: 200, message: said, data: error },
      ...error,
    })
    const statuses = [200, 302, 400, 401, 403, 404, 409, 422, 429, 500]
    const faults = statuses.flatMap((status) => [
      answering('before', status, {}, echo),
      answering('before', status, {}, `${page}${traceback} ${token}`),
    ])
    const texts: string[] = []
    const [document] = await oneOfEach(trial)
    for (const fault of faults) {
      const next = trial.stocktake({ [document.lines[0]?.item ?? '']: '1' })
      const asked: readonly (readonly [Befallen, () => Promise<unknown>])[] = [
        ['the booking', () => trial.port.push(next, never)],
        ['a question', () => trial.port.find(document, never)],
        ['a question', () => trial.port.lookUpItems([`${trial.prefix}-x`], never)],
        ['a question', () => trial.port.check(never)],
        [1, () => trial.fresh().check(never)],
      ]
      for (const [which, ask] of asked) {
        const befallen = trial.befall(which, fault)
        texts.push(...textsOf(await ask()))
        await befallen
      }
    }
    texts.push(...textsOf(await trial.stranger.check(never)))
    await trial.leave()
    texts.push(...textsOf(await trial.port.push(document, never)), ...textsOf(await trial.fresh().check(never)))
    expect(texts.length).toBeGreaterThan(statuses.length)
    const bad = (text: string) =>
      text.includes(token) || /Traceback|http\.py|File "|<!doctype/i.test(text) || /\p{Cc}/u.test(text)
    expect(texts.filter(bad)).toEqual([])
    expect(texts.filter((text) => text.length > 700)).toEqual([])
  },
}

/** A Stocktake that is booked, and a Stock Transfer that was never sent. */
async function oneOfEach(trial: Trial): Promise<readonly [OutgoingDocument, OutgoingDocument]> {
  const [item = ''] = await trial.items(1)
  const document = trial.stocktake({ [item]: '1' })
  await trial.port.push(document, never)
  return [document, trial.transfer({ [item]: '1' })]
}

async function eachLookUp(trial: Trial, faults: readonly Fault[], port = trial.port): Promise<void> {
  for (const document of await oneOfEach(trial))
    for (const fault of faults) {
      // First without trouble, so that what a port has to find out once is known.
      expect(['found', 'absent']).toContain((await port.find(document, never)).kind)
      const befallen = trial.befall('a question', fault)
      expect(await port.find(document, never), JSON.stringify(fault)).toMatchObject({ kind: 'inconclusive' })
      await befallen
    }
}

/** Every text below a value. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'bigint') return [formatQuantity(value)]
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : []
}
