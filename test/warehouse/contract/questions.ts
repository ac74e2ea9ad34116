import { expect } from 'vitest'
import type { WarehouseAnswer, WarehousePort } from '../../../src/core/ports/warehouse'
import type { Fault } from '../../fakes/fault-proxy'
import { answering } from './mishaps'
import { never, type Cases, type Trial } from './trial'

const wait = answering('before', 429, { 'retry-after': '7' })

/** Questions that change nothing. */
export const questions: Cases = {
  'an item is told by its SKU and by its name alike': async (trial) => {
    const sku = `${trial.prefix}-x`
    const item = (await trial.know(sku)).get(sku) ?? ''
    const bearing = valueOf(await trial.port.lookUpItems([sku], never)).get(sku) ?? []
    expect(bearing).toMatchObject([{ item, code: sku, unfit: null }])
    expect(bearing[0]?.name).not.toBe('')
    expect(valueOf(await trial.port.readItems([item], never))).toEqual(new Map([[item, bearing[0]]]))
  },
  'one barcode is told, and none is null': async (trial) => {
    const [plain, coded] = [`${trial.prefix}-plain`, `${trial.prefix}-coded`]
    await trial.know(plain)
    await trial.knowBarcode(coded, `${trial.prefix}890`)
    const items = valueOf(await trial.port.lookUpItems([plain, coded], never))
    expect(items.get(plain)).toMatchObject([{ barcode: null }])
    expect(items.get(coded)).toMatchObject([{ barcode: `${trial.prefix}890` }])
  },
  'a SKU that nothing bears is missing, in any company': async (trial) => {
    const [known, unknown] = [`${trial.prefix}-known`, `${trial.prefix}-unknown`]
    await trial.know(known)
    expect([...valueOf(await trial.port.lookUpItems([unknown, known, unknown], never)).keys()]).toEqual([known])
    expect([...valueOf(await trial.port.lookUpItems([unknown], never)).keys()]).toEqual([])
    expect([...valueOf(await trial.port.lookUpItems([], never)).keys()]).toEqual([])
  },
  'a SKU that two items bear has both': async (trial) => {
    const sku = `${trial.prefix}-twice`
    if (!(await trial.ambiguous(sku))) return
    expect(valueOf(await trial.port.lookUpItems([sku], never)).get(sku)).toMatchObject([{ code: sku }, { code: sku }])
  },
  'thousands of SKUs are looked up': async (trial) => {
    const skus = Array.from({ length: 1_201 }, (_, index) => `${trial.prefix}-many-${index}`)
    const known = skus.filter((_, index) => index % 60 === 1)
    const items = await trial.know(...known)
    const answer = valueOf(await trial.port.lookUpItems(skus, never))
    expect([...answer.keys()].sort()).toEqual([...known].sort())
    const names = [...items.values()]
    const read = await trial.port.readItems([...names, ...skus.map((sku) => `no ${sku}`)], never)
    expect([...valueOf(read).keys()].sort()).toEqual(names.sort())
  },
  'an item that is gone is missing, and the others are told': async (trial) => {
    const [item = ''] = await trial.items(1)
    const gone = await trial.gone(`${trial.prefix}-gone`)
    expect([...valueOf(await trial.port.readItems([gone, item], never)).keys()]).toEqual([item])
    expect(valueOf(await trial.port.readItems([gone], never)).size).toBe(0)
    expect(valueOf(await trial.port.readItems([], never)).size).toBe(0)
  },
  'what a person may have meant is found': async (trial) => {
    const base = trial.prefix.toUpperCase()
    const sku = `${base}-TEE-S`
    await trial.know(sku)
    const [short, code] = [`${base}42`, `${base}4006381333931`]
    await trial.know(short)
    await trial.knowBarcode(code, code)
    const similar = async (asked: string, barcodes: readonly string[] = []) => {
      const found = valueOf(await trial.port.similarItems(asked, barcodes, never))
      expect(found.length).toBeLessThan(100)
      return found.map(({ code }) => code)
    }
    for (const asked of [sku.toLowerCase(), ` ${sku} `, `${base} TEE S`, `${base}_TEE.S`, `00${base}/TEE/S`])
      expect(await similar(asked), asked).toContain(sku)
    expect(await similar(`00${short}`)).toContain(short)
    expect(await similar('nothing-of-the-kind', ['0', code])).toContain(code)
    expect(await similar(`${base}qqqq`)).toEqual([])
  },
  'only places that can hold stock are listed, each once and with a name': async (trial) => {
    const { main, other, unknown, stockless } = trial.places
    const places = valueOf(await trial.port.locations(never))
    const ids = places.map(({ id }) => id)
    expect(ids).toEqual(expect.arrayContaining([main, other]))
    expect(ids.filter((id) => id === unknown || stockless.includes(id))).toEqual([])
    expect(new Set(ids).size).toBe(ids.length)
    expect(places.filter(({ name }) => name.trim() === '')).toEqual([])
  },
  'a good account is told so, and every notice is a sentence': async (trial) => {
    const notices = valueOf(await trial.fresh().check(never))
    for (const { text } of notices) expect(text).toMatch(/\.$/)
  },
  'a refused key is told as such': async (trial) => {
    const [item = ''] = await trial.items(1)
    const document = trial.stocktake({ [item]: '60' })
    const { stranger } = trial
    const unauthorised = { kind: 'unauthorised' }
    expect(await stranger.push(document, never)).toMatchObject(unauthorised)
    expect(await stranger.find(document, never)).toMatchObject(unauthorised)
    for (const ask of asking(trial)) expect(await ask(stranger)).toMatchObject(unauthorised)
    expect(await trial.booked(document.reference)).toEqual([])
  },
  'an answer that is nonsense is none': async (trial) => {
    const faults = [200, 302, 404, 500].flatMap((status) => [
      answering('before', status, { location: '/login' }),
      answering('before', status, {}, '{"nonsense":[1]}'),
    ])
    const nonsense = [...faults, answering('before', 200, {}, '{"id":')]
    await eachQuestion(trial, nonsense, isRetry, mustBeAnswered(trial))
    // Not every system has this question, and one that has not answers as it pleases.
    if (trial.port.capabilities.onHand) await eachQuestion(trial, nonsense, saysNothing, [askOnHand(trial)])
  },
  'an answer that is lost is none': async (trial) => {
    const faults = (['before', 'after'] as const).flatMap((when): Fault[] => [
      { when, reply: 'reset' },
      { when, reply: 'cut' },
    ])
    await eachQuestion(trial, faults, isRetry)
    const asks = asking(trial)
    for (const ask of asks) await ask(trial.hasty)
    void trial.befall('a question', ...asks.map(() => ({ when: 'after', reply: 'silence' }) as const))
    for (const answer of await Promise.all(asks.map((ask) => ask(trial.hasty)))) isRetry(answer)
  },
  'a question that is asked to wait says how long': async (trial) => {
    await eachQuestion(trial, [wait], (answer) => {
      expect(answer).toMatchObject({ kind: 'retry', afterMs: 7_000 })
    })
  },
  'a question that is stopped has no answer': async (trial) => {
    for (const ask of asking(trial)) {
      expect(await ask(trial.port, AbortSignal.abort())).toMatchObject({ kind: 'retry' })
      const stop = new AbortController()
      const befallen = trial.befall('a question', { when: 'after', reply: 'silence' })
      const answer = ask(trial.port, stop.signal)
      await befallen
      stop.abort()
      expect(await answer).toMatchObject({ kind: 'retry' })
    }
  },
}

type Ask = (port: WarehousePort, signal?: AbortSignal) => Promise<WarehouseAnswer<unknown>>

function asking(trial: Trial): readonly Ask[] {
  const { onHand } = trial.port.capabilities
  return [...mustBeAnswered(trial), ...(onHand ? [askOnHand(trial)] : [])]
}

function askOnHand({ places }: Trial): Ask {
  return (port, signal = never) => port.onHand([{ location: places.main, item: '1' }], signal)
}

function mustBeAnswered({ prefix }: Trial): readonly Ask[] {
  return [
    (port, signal = never) => port.check(signal),
    (port, signal = never) => port.locations(signal),
    (port, signal = never) => port.lookUpItems([`${prefix}-x`], signal),
    (port, signal = never) => port.readItems([`${prefix}-x`, '1'], signal),
    (port, signal = never) => port.similarItems(`${prefix}-x`, [], signal),
  ]
}

async function eachQuestion(
  trial: Trial,
  faults: readonly Fault[],
  expecting: (answer: WarehouseAnswer<unknown>) => void,
  asks = asking(trial),
): Promise<void> {
  for (const fault of faults)
    for (const ask of asks) {
      // First without trouble, so that what a port has to find out once is known.
      expect(await ask(trial.port)).toMatchObject({ kind: 'ok' })
      const befallen = trial.befall('a question', fault)
      expecting(await ask(trial.port))
      await befallen
    }
}

function isRetry({ kind }: WarehouseAnswer<unknown>): void {
  expect(kind).toBe('retry')
}

function saysNothing(answer: WarehouseAnswer<unknown>): void {
  if (answer.kind === 'ok') expect(answer.value).toEqual(new Map())
  else isRetry(answer)
}

function valueOf<T>(answer: WarehouseAnswer<T>): T {
  if (answer.kind !== 'ok') throw new Error(answer.text)
  return answer.value
}
