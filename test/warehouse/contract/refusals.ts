import { expect } from 'vitest'
import type { OutgoingDocument } from '../../../src/core/document'
import type { UnfitKind } from './stand'
import { lineOf, never, type Case, type Cases, type Trial } from './trial'
import { theTruthHolds } from './truth'
import { stockTransfers } from './ways'

/** What the warehouse cannot book: told by name, and nothing of it is booked. */
export const refusals: Cases = {
  'an unknown item on one line of three is refused by name': async (trial) => {
    const [first = '', third = ''] = await trial.items(2)
    const gone = await trial.gone(`${trial.prefix}-gone`)
    const document = trial.stocktake({ [first]: '1', [gone]: '2', [third]: '3' })
    await refuses(trial, document, gone)
    const [goes = ''] = await stockTransfers.items(trial, 1)
    await refuses(trial, trial.transfer({ [goes]: '1', [gone]: '2' }), gone)
  },
  'an unknown place is refused by name': async (trial) => {
    const [item = ''] = await stockTransfers.items(trial, 1)
    const { main, unknown } = trial.places
    const before = await trial.onHand(main, [item])
    const lines = [lineOf(item, '1')]
    for (const place of [
      { kind: 'stocktake', location: unknown },
      { kind: 'stock-transfer', from: main, to: unknown },
      { kind: 'stock-transfer', from: unknown, to: main },
    ] as const) {
      const outcome = await trial.port.push(trial.stocktake({}, { lines, place }), never)
      expect(outcome.kind).toBe('refused')
      // Of a place that it does not know, a system may also say that nothing lies there.
      const told = outcome.kind === 'refused' ? outcome.problems.flatMap(({ location = [] }) => location) : []
      expect([...new Set(told)]).toEqual([unknown])
      expect(await trial.onHand(main, [item])).toEqual(before)
    }
  },
  'a place that can hold no stock is refused by name': async (trial) => {
    const [item = ''] = await trial.items(1)
    for (const location of trial.places.stockless) {
      const document = trial.stocktake({ [item]: '1' }, { place: { kind: 'stocktake', location } })
      const outcome = await trial.port.push(document, never)
      expect(outcome, location).toMatchObject({ kind: 'refused', problems: [{ location }] })
      expect(await trial.booked(document.reference)).toEqual([])
    }
  },
  'a name of a place that no place could have is refused': async (trial) => {
    const [item = ''] = await trial.items(1)
    for (const location of ['', ' ', 'no/such place', '-1', '1e3']) {
      const document = trial.stocktake({ [item]: '1' }, { place: { kind: 'stocktake', location } })
      expect(await trial.port.push(document, never), location).toMatchObject({ kind: 'refused' })
      expect(await trial.booked(document.reference)).toEqual([])
    }
  },
  'an item archived between look-up and push is booked or refused by name, never half': async (trial) => {
    const [first = '', second = ''] = await trial.items(2)
    const document = trial.stocktake({ [first]: '1', [second]: '2' })
    expect(await trial.port.readItems([first, second], never)).toMatchObject({ kind: 'ok' })
    await trial.archive(second)
    const outcome = await trial.port.push(document, never)
    expect(['delivered', 'refused']).toContain(outcome.kind)
    if (outcome.kind === 'refused') expect(outcome.problems).toMatchObject([{ item: second }])
    await theTruthHolds(trial, document, outcome)
  },
  'what was refused can be tried again, and stays refused': async (trial) => {
    const [first = ''] = await trial.items(1)
    const gone = await trial.gone(`${trial.prefix}-gone`)
    const document = trial.stocktake({ [first]: '1', [gone]: '2' })
    for (let turn = 0; turn < 2; turn += 1)
      expect(await trial.fresh().push(document, never)).toMatchObject({ kind: 'refused' })
    expect(await trial.booked(document.reference)).toEqual([])
  },
}

const unfitKinds: Readonly<Record<UnfitKind, Case>> = {
  archived: (trial) => unfit(trial, 'archived'),
  'lot-tracked': async (trial) => {
    const item = await unfit(trial, 'lot-tracked')
    if (item === null) return
    const [fit = ''] = await trial.items(1)
    // Goods go both ways, so that a warehouse which keeps the ways apart could book one and not the other.
    await trial.stock(trial.places.main, fit, 9)
    await refuses(trial, trial.stocktake({ [fit]: '-1', [item]: '2' }), item)
    await refuses(trial, trial.stocktake({ [fit]: '1', [item]: '2' }), item)
  },
  service: (trial) => unfit(trial, 'service'),
  untracked: (trial) => unfit(trial, 'untracked'),
}

export const unfitItems: Cases = Object.fromEntries(
  Object.entries(unfitKinds).map(([kind, test]) => [`no stock is kept of an item that is ${kind}`, test]),
)

/** It is told with its fault, by SKU and by name; pushed all the same, nothing is said to be booked that is not. */
async function unfit(trial: Trial, kind: UnfitKind): Promise<string | null> {
  const sku = `${trial.prefix}-${kind}`
  const item = await trial.unfit(kind, sku)
  if (item === null) return null
  const bearing = await trial.port.lookUpItems([sku], never)
  expect(bearing.kind === 'ok' && bearing.value.get(sku)).toMatchObject([{ item, code: sku, unfit: kind }])
  const read = await trial.port.readItems([item], never)
  expect(read.kind === 'ok' && read.value.get(item)).toMatchObject({ item, code: sku, unfit: kind })
  const document = trial.stocktake({ [item]: '3' })
  await theTruthHolds(trial, document, await trial.port.push(document, never))
  return item
}

async function refuses(trial: Trial, document: OutgoingDocument, item: string): Promise<void> {
  const outcome = await trial.port.push(document, never)
  expect(outcome).toMatchObject({ kind: 'refused', problems: [{ item }] })
  expect(await theTruthHolds(trial, document, outcome)).toBe('not booked')
}
