import { expect } from 'vitest'
import type { Capabilities, Operation, TransferOperation } from '../../../src/core/ports/warehouse'
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
