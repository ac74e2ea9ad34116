import { expect } from 'vitest'
import { shelfKey, type Shelf } from '../../../src/core/on-hand'
import type { Capabilities, Operation, TransferOperation } from '../../../src/core/ports/warehouse'
import { formatQuantity } from '../../../src/core/quantity'
import { named, pick, together, type CasesOf } from './cases-of'
import { cutOffInSeveralCalls } from './in-several-calls'
import { ofEach } from './operations'
import { amount, never, type Cases, type Trial } from './trial'
import { theTruthHolds } from './truth'
import { stocktakes, stockTransfers } from './ways'

const ofAll: CasesOf<Capabilities> = {
  name: {
    'a text': {
      'it has a name that people can read': async ({ port }) => {
        expect(port.capabilities.name).toMatch(/^[\p{L}\d][\p{L}\d \-()]{2,40}$/u)
      },
    },
  },
  stocktake: {
    'what it takes': {
      'a new stocktake is booked once': async (trial) => {
        const [comes = '', goes = ''] = await trial.items(2)
        await trial.stock(trial.places.main, goes, 5)
        const document = trial.stocktake({ [comes]: '60', [goes]: '-2' })
        const outcome = await trial.port.push(document, never)
        expect(outcome).toEqual({ kind: 'delivered', number: (await trial.booked(document.reference))[0]?.number })
        expect(await theTruthHolds(trial, document, outcome)).toBe('booked')
      },
    },
  },
  stockTransfer: {
    'what it takes': {
      'a new transfer is booked once': async (trial) => {
        const { document, outcome } = await pushedTransfer(trial)
        expect(outcome.kind).toBe('delivered')
        expect(await theTruthHolds(trial, document, outcome)).toBe('booked')
      },
    },
    none: {
      'a transfer that it cannot take is refused in words': async (trial) => {
        const { document, outcome } = await pushedTransfer(trial)
        expect(outcome.kind).toBe('refused')
        expect(await theTruthHolds(trial, document, outcome)).toBe('not booked')
      },
    },
  },
  negativeStock: {
    refused: {
      'what would go below zero is refused by name': async (trial) => {
        for (const document of await belowZero(trial)) {
          const [line] = document.lines
          const outcome = await trial.port.push(document, never)
          expect(outcome).toMatchObject({ kind: 'refused', problems: [{ item: line?.item }] })
          expect(await theTruthHolds(trial, document, outcome)).toBe('not booked')
        }
      },
    },
    warned: {
      'what goes below zero is booked, and a sentence says what and where': async (trial) => {
        for (const document of await belowZero(trial)) {
          const outcome = await trial.port.push(document, never)
          expect(outcome).toMatchObject({ kind: 'delivered', warnings: [expect.stringMatching(/[−-]1\b.*\.$/)] })
          expect(await theTruthHolds(trial, document, outcome)).toBe('booked')
        }
      },
      'what ends at zero is no warning': async (trial) => {
        const [item = ''] = await trial.items(1)
        await trial.stock(trial.places.main, item, 5)
        const outcome = await trial.port.push(trial.stocktake({ [item]: '-5' }), never)
        expect(outcome.kind === 'delivered' && (outcome.warnings ?? [])).toEqual([])
      },
    },
  },
  onHand: {
    true: {
      'what lies there is told exactly, before a booking and after it': async (trial) => {
        const [comes = '', goes = ''] = await trial.items(2)
        const { main, other } = trial.places
        await trial.stock(main, goes, 5)
        const document = trial.stocktake({ [comes]: '60', [goes]: '-2' })
        const shelves = [comes, goes].map((item) => ({ location: main, item }))
        expect(await told(trial, [...shelves, { location: other, item: goes }])).toEqual(['0', '5', '0'])
        await trial.port.push(document, never)
        expect(await told(trial, shelves)).toEqual(['60', '3'])
        await trial.port.push(trial.transfer({ [goes]: '2' }), never)
        expect(await told(trial, [...shelves, { location: other, item: goes }])).toEqual(['60', '1', '2'])
      },
      'of an item or a place that it does not know nothing is told, and the rest is': async (trial) => {
        const [item = ''] = await trial.items(1)
        const { main, unknown, stockless } = trial.places
        await trial.stock(main, item, 5)
        const gone = await trial.gone(`${trial.prefix}-gone`)
        const shelves = [
          ...['no such item', gone].map((one) => ({ location: main, item: one })),
          ...['no such place', unknown, ...stockless].map((location) => ({ location, item })),
          { location: main, item },
        ]
        expect((await told(trial, shelves)).filter((one) => one !== undefined)).toEqual(['5'])
        expect(await told(trial, [])).toEqual([])
      },
      'an archived item is told too': async (trial) => {
        const [item = ''] = await trial.items(1)
        await trial.stock(trial.places.main, item, 5)
        await trial.archive(item)
        expect(await told(trial, [{ location: trial.places.main, item }])).toEqual(['5'])
      },
      'many items at several places are told at once': async (trial) => {
        const items = await trial.items(60)
        const { main, other } = trial.places
        await trial.stock(main, items[59] ?? '', 7)
        await trial.stock(other, items[1] ?? '', 8)
        const shelves = [main, other].flatMap((location) => items.map((item) => ({ location, item })))
        const answer = await told(trial, shelves)
        expect(answer).toHaveLength(120)
        expect([answer[59], answer[61], answer.filter((one) => one === '0').length]).toEqual(['7', '8', 118])
      },
    },
    false: {
      'nothing is told': async (trial) => {
        const [item = ''] = await trial.items(1)
        await trial.stock(trial.places.main, item, 5)
        expect(await told(trial, [{ location: trial.places.main, item }])).toEqual([undefined])
      },
    },
  },
}

const ofTransfers: CasesOf<Omit<TransferOperation, keyof Operation>> = {
  inTransit: {
    false: {
      'goods move at once': async (trial) => {
        const { document, outcome } = await pushedTransfer(trial)
        expect(outcome.kind).toBe('delivered')
        const [item = ''] = document.lines.map((line) => line.item)
        const at = async (place: string) => [...(await trial.onHand(place, [item])).values()]
        expect([await at(trial.places.main), await at(trial.places.other)]).toEqual([[amount('6')], [amount('3')]])
      },
    },
    true: {
      'goods that left are on hand nowhere or there, never twice': async (trial) => {
        const { document } = await pushedTransfer(trial)
        const [item = ''] = document.lines.map((line) => line.item)
        const at = async (place: string) => [...(await trial.onHand(place, [item])).values()]
        expect(await at(trial.places.main)).toEqual([amount('6')])
        expect([[0n], [amount('3')]]).toContainEqual(await at(trial.places.other))
      },
    },
  },
}

/** What a connector's capabilities call for and takes minutes. */
export function dearCasesFor({ stocktake, stockTransfer }: Capabilities): Cases {
  return together(
    stocktake.mostLines === null ? {} : named('a Stocktake', cutOffInSeveralCalls(stocktakes)),
    (stockTransfer?.mostLines ?? null) === null ? {} : named('a Stock Transfer', cutOffInSeveralCalls(stockTransfers)),
  )
}

/** The cases that a connector's capabilities call for. */
export function casesFor(capabilities: Capabilities): Cases {
  const { stocktake, stockTransfer } = capabilities
  return together(
    pick(ofAll, capabilities),
    named('a Stocktake', pick(ofEach(stocktakes), stocktake)),
    ...(stockTransfer
      ? [named('a Stock Transfer', pick(ofEach(stockTransfers), stockTransfer)), pick(ofTransfers, stockTransfer)]
      : []),
  )
}

async function pushedTransfer(trial: Trial) {
  const [item = ''] = await trial.items(1)
  await trial.stock(trial.places.main, item, 9)
  const document = trial.transfer({ [item]: '3' })
  return { document, outcome: await trial.port.push(document, never) }
}

/** One piece more than there is, as a Stocktake and as a Stock Transfer. */
async function belowZero(trial: Trial) {
  const [first = '', second = ''] = await trial.items(2)
  await trial.stock(trial.places.main, first, 5)
  await trial.stock(trial.places.main, second, 5)
  return [trial.stocktake({ [first]: '-6' }), trial.transfer({ [second]: '6' })]
}

/** What the port says of these shelves, one after the other; undefined where it says nothing. */
async function told({ port }: Trial, shelves: readonly Shelf[]): Promise<(string | undefined)[]> {
  const answer = await port.onHand(shelves, never)
  if (answer.kind !== 'ok') throw new Error(answer.text)
  expect(answer.value.size).toBeLessThanOrEqual(shelves.length)
  return shelves.map((shelf) => {
    const quantity = answer.value.get(shelfKey(shelf))
    return quantity === undefined ? undefined : formatQuantity(quantity)
  })
}
