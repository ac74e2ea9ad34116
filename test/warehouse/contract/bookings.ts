import { expect } from 'vitest'
import { formatQuantity } from '../../../src/core/quantity'
import { amount, lineOf, never, type Cases, type Trial } from './trial'
import { bookedOf, theTruthHolds } from './truth'

/** Documents that nothing befalls. */
export const bookings: Cases = {
  'what goes out alone is booked once': async (trial) => {
    const [first = '', second = ''] = await trial.items(2)
    await trial.stock(trial.places.main, first, 9)
    await trial.stock(trial.places.main, second, 2)
    const document = trial.stocktake({ [first]: '-4', [second]: '-2' })
    const outcome = await trial.port.push(document, never)
    expect(outcome.kind).toBe('delivered')
    expect(await theTruthHolds(trial, document, outcome)).toBe('booked')
  },
  'what is counted is booked as a change, not as a figure': async (trial) => {
    const [item = ''] = await trial.items(1)
    await trial.stock(trial.places.main, item, 7)
    const document = trial.stocktake({}, { lines: [lineOf(item, '-3', '10')] })
    expect(await theTruthHolds(trial, document, await trial.port.push(document, never))).toBe('booked')
  },
  'a stocktake at another place changes nothing at the first': async (trial) => {
    const [item = ''] = await trial.items(1)
    const { main, other } = trial.places
    const document = trial.stocktake({ [item]: '6' }, { place: { kind: 'stocktake', location: other } })
    expect(await theTruthHolds(trial, document, await trial.port.push(document, never))).toBe('booked')
    expect([...(await trial.onHand(main, [item])).values()]).toEqual([0n])
  },
  'the same document again is recognised as ours': async (trial) => {
    const [first = '', second = ''] = await trial.items(2)
    const document = trial.stocktake({ [first]: '60', [second]: '-2' })
    await trial.stock(trial.places.main, second, 5)
    await trial.port.push(document, never)
    const again = await trial.port.push(document, never)
    expect(again).toMatchObject({ kind: 'exists', found: { consignmentId: document.source.consignmentId } })
    expect(await theTruthHolds(trial, document, again)).toBe('booked')
  },
  'three pushes after each other book once, each on a port that knows nothing': async (trial) => {
    const [item = ''] = await trial.items(1)
    const document = trial.transfer({ [item]: '2' })
    await trial.stock(trial.places.main, item, 5)
    const kinds: string[] = []
    for (let turn = 0; turn < 3; turn += 1) kinds.push((await trial.fresh().push(document, never)).kind)
    expect(kinds).toEqual(['delivered', 'exists', 'exists'])
    expect(await theTruthHolds(trial, document, await trial.port.push(document, never))).toBe('booked')
  },
  'six pushes at once book once': async (trial) => {
    const [first = '', second = ''] = await trial.items(2)
    await trial.stock(trial.places.main, second, 5)
    const document = trial.stocktake({ [first]: '60', [second]: '-2' })
    const outcomes = await Promise.all(Array.from({ length: 6 }, () => trial.fresh().push(document, never)))
    // Who says that it is certainly not booked would be wrong, and "delivered" or "exists" must be somebody's word.
    expect(outcomes.filter(({ kind }) => kind === 'refused' || kind === 'unauthorised')).toEqual([])
    const sure = outcomes.filter(({ kind }) => kind === 'delivered' || kind === 'exists')
    expect(sure).not.toEqual([])
    const unsure = outcomes.find(({ kind }) => kind === 'unsure')
    expect(await theTruthHolds(trial, document, unsure ?? sure[0]!)).toBe('booked')
  },
  'a document of somebody else is told from ours': async (trial) => {
    const [ours = '', theirs = ''] = await trial.items(2)
    const document = trial.stocktake({ [ours]: '60' })
    await trial.bookByHand(document, theirs, 1)
    const outcome = await trial.port.push(document, never)
    expect(outcome).toMatchObject({ kind: 'exists', found: { consignmentId: null } })
    expect(await trial.port.find(document, never)).toMatchObject({ kind: 'found', found: { consignmentId: null } })
    expect([...(await trial.onHand(trial.places.main, [ours])).values()]).toEqual([0n])
  },
  'a document of another consignment under our reference is told from ours': async (trial) => {
    const [first = '', second = ''] = await trial.items(2)
    const theirs = trial.stocktake({ [first]: '1' })
    await trial.port.push(theirs, never)
    const { consignmentId } = theirs.source
    const ours = trial.stocktake({ [second]: '5' }, { reference: theirs.reference, key: crypto.randomUUID() })
    const other = { ...ours, source: { ...ours.source, consignmentId: crypto.randomUUID() } }
    const outcome = await trial.port.push(other, never)
    expect(outcome).toMatchObject({ kind: 'exists', found: { consignmentId, lines: [{ item: first }] } })
    expect(await theTruthHolds(trial, theirs, { kind: 'unsure', text: '' })).toBe('booked')
    expect([...(await trial.onHand(trial.places.main, [second])).values()]).toEqual([0n])
  },
  'ours with other lines is shown with its own, and changed by nothing': async (trial) => {
    const [item = ''] = await trial.items(1)
    const first = trial.stocktake({ [item]: '1' })
    await trial.port.push(first, never)
    const changed = trial.stocktake({ [item]: '5' }, { reference: first.reference })
    const outcome = await trial.port.push(changed, never)
    const { consignmentId } = first.source
    expect(outcome).toMatchObject({
      kind: 'exists',
      found: { consignmentId, lines: [{ item, quantity: amount('1') }] },
    })
    expect(await theTruthHolds(trial, first, { kind: 'unsure', text: '' })).toBe('booked')
  },
  'references that look alike are documents of their own': async (trial) => {
    const [item = ''] = await trial.items(1)
    const first = trial.stocktake({ [item]: '1' }, { reference: `${trial.prefix}-a_b` })
    expect(await theTruthHolds(trial, first, await trial.port.push(first, never))).toBe('booked')
    for (const end of ['-a_b-2', '-a-b', '-axb', '-A_B', '-a_', '-a.b']) {
      const other = trial.stocktake({ [item]: '2' }, { reference: trial.prefix + end })
      expect(await trial.port.find(other, never), end).toEqual({ kind: 'absent' })
      const outcome = await trial.port.push(other, never)
      expect(outcome.kind, end).toBe('delivered')
      expect(await theTruthHolds(trial, other, outcome), end).toBe('booked')
    }
  },
  'a transfer and a stocktake of the same items stand side by side': async (trial) => {
    const [item = ''] = await trial.items(1)
    await trial.stock(trial.places.main, item, 10)
    for (const document of [trial.transfer({ [item]: '4' }), trial.stocktake({ [item]: '-1' })])
      expect(await theTruthHolds(trial, document, await trial.port.push(document, never))).toBe('booked')
  },
  'decimals arrive to the last place that the item is kept in': async (trial) => {
    const [first = '', second = ''] = await trial.items(2)
    await trial.stock(trial.places.main, second, 1)
    const finest = await stepOf(trial, first)
    // As binary floats, the first would be read back as another figure once it is added up.
    const large = amount('123456789.12345')
    const lines = { [first]: formatQuantity(large - (large % finest)), [second]: formatQuantity(-finest) }
    const document = trial.stocktake(lines)
    const outcome = await trial.port.push(document, never)
    expect(outcome.kind).toBe('delivered')
    expect(await theTruthHolds(trial, document, outcome)).toBe('booked')
    expect((await bookedOf(trial, trial.stocktake({}, { reference: document.reference })))?.lines).toHaveLength(2)
  },
  'a quantity finer than the item is kept in is never rounded': async (trial) => {
    const [item = ''] = await trial.items(1)
    const finest = await stepOf(trial, item)
    if (finest === 1n) {
      expect(await readStep(trial, item)).toBeNull()
      return
    }
    for (const quantity of [finest / 2n, finest * 2n + 1n, finest * 100n - 1n]) {
      const document = trial.stocktake({ [item]: formatQuantity(quantity) })
      const outcome = await trial.port.push(document, never)
      expect(outcome).toMatchObject({ kind: 'refused', problems: [{ item }] })
      expect(await theTruthHolds(trial, document, outcome)).toBe('not booked')
    }
  },
  'SKUs with odd letters arrive as they are': async (trial) => {
    const odd = ['a,b', 'say "hi"', 'a/b?c#d', 'trailing ', 'Größe 38 – 靴', '50% &more', "it's", '100_%', '\\n']
    const skus = [...odd.map((sku) => `${trial.prefix} ${sku}`), `000${trial.prefix}`]
    const known = await trial.know(...skus)
    const neighbours = [`${trial.prefix} trailing`, trial.prefix, `${trial.prefix} A,B`, `${trial.prefix} 100x%`]
    const answer = await trial.port.lookUpItems([...skus, ...neighbours], never)
    expect(answer.kind === 'ok' && [...answer.value.keys()].sort()).toEqual([...skus].sort())
    const items = skus.map((sku) => known.get(sku) ?? '')
    const lines = items.map((item, index) => ({ ...lineOf(item, String(index + 1)), sku: skus[index] ?? '' }))
    const document = trial.stocktake({}, { lines })
    expect(await theTruthHolds(trial, document, await trial.port.push(document, never))).toBe('booked')
  },
}

async function readStep({ port }: Trial, item: string): Promise<bigint | null | undefined> {
  const answer = await port.readItems([item], never)
  return answer.kind === 'ok' ? answer.value.get(item)?.step : undefined
}

/** In hundred-thousandths; 1 where the item takes any. */
async function stepOf(trial: Trial, item: string): Promise<bigint> {
  return (await readStep(trial, item)) ?? 1n
}
