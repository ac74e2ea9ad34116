import { expect } from 'vitest'
import type { Capabilities, Operation, TransferOperation } from '../../../src/core/ports/warehouse'
import { pick, type CasesOf } from './cases-of'
import { answering } from './mishaps'
import { amount, never, type Cases, type Trial } from './trial'
import { theTruthHolds } from './truth'
import { inTwoCalls } from './two-calls'

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

/** What a Stocktake and a Stock Transfer have alike. */
const ofBoth: CasesOf<Operation> = {
  mostLines: {
    none: { 'twelve hundred lines arrive whole': (trial) => arrivesWhole(trial, 1_200) },
    'a number': inTwoCalls,
  },
  longestReference: {
    'a number': {
      'a reference of twenty characters is kept to the last one': async (trial) => {
        const [item = ''] = await trial.items(1)
        expect(trial.port.capabilities.stocktake.longestReference).toBeGreaterThanOrEqual(20)
        for (const last of ['a', 'b', '-']) {
          const reference = trial.prefix.padEnd(19, '.') + last
          const document = trial.stocktake({ [item]: '1' }, { reference })
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
        const [item = ''] = await trial.items(1)
        const document = trial.stocktake({ [item]: '4' })
        await trial.port.push(document, never)
        const again = { ...document, reference: `${document.reference}-again` }
        const { consignmentId } = document.source
        expect(await trial.port.push(again, never)).toMatchObject({ kind: 'exists', found: { consignmentId } })
        expect(await trial.booked(again.reference)).toEqual([])
        expect(await theTruthHolds(trial, document, { kind: 'unsure', text: '' })).toBe('booked')
      },
      'a booking that arrives late finds the repeat there': arrivesLate,
    },
    'refused-by-name': {
      'the name alone is enough to recognise a repeat': async (trial) => {
        const [item = ''] = await trial.items(1)
        const document = trial.stocktake({ [item]: '4' })
        await trial.port.push(document, never)
        const again = { ...document, key: crypto.randomUUID() }
        const { consignmentId } = document.source
        expect(await trial.port.push(again, never)).toMatchObject({ kind: 'exists', found: { consignmentId } })
        expect(await theTruthHolds(trial, document, { kind: 'unsure', text: '' })).toBe('booked')
      },
      'a booking that arrives late finds the repeat there': arrivesLate,
    },
    'found-by-reference': {
      'a document is found by its reference as soon as it is booked': async (trial) => {
        const [item = ''] = await trial.items(1)
        const document = trial.stocktake({ [item]: '4' })
        const befallen = trial.befall('the booking', { when: 'after', reply: 'reset' })
        await trial.port.push(document, never)
        await befallen
        expect(await trial.fresh().find(document, never)).toMatchObject({ kind: 'found' })
      },
    },
  },
  settleAfterMs: {
    'a number': {
      'a time to settle is promised that a person would wait': async ({ port }) => {
        const { settleAfterMs, repeat } = port.capabilities.stocktake
        expect(settleAfterMs).toBeLessThanOrEqual(3_600_000)
        // Where a repeat is not refused, "absent" is all that keeps a late booking from being a second one.
        expect(settleAfterMs).toBeGreaterThanOrEqual(repeat === 'found-by-reference' ? 30_000 : 0)
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
          expect(await limited(trial, headers)).toMatchObject({ kind: 'retry', afterMs })
      },
      'too many requests without a time are tried again': async (trial) => {
        for (const headers of [{}, { 'retry-after': '-5' }, { 'retry-after': 'soon' }]) {
          const outcome = await limited(trial, headers)
          expect(outcome.kind).toBe('retry')
          expect(outcome).not.toHaveProperty('afterMs')
        }
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

/** The cases that a connector's capabilities call for. */
export function casesFor(capabilities: Capabilities): Cases {
  const { stocktake, stockTransfer } = capabilities
  return {
    ...pick(ofAll, capabilities),
    ...pick(ofBoth, stocktake),
    ...(stockTransfer ? { ...pick(ofBoth, stockTransfer), ...pick(ofTransfers, stockTransfer) } : {}),
  }
}

async function arrivesWhole(trial: Trial, count: number): Promise<void> {
  const items = await trial.items(count)
  const document = trial.stocktake(Object.fromEntries(items.map((item, index) => [item, String(index + 1)])))
  const outcome = await trial.port.push(document, never)
  expect(outcome.kind).toBe('delivered')
  expect(await theTruthHolds(trial, document, outcome)).toBe('booked')
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

async function limited(trial: Trial, headers: Readonly<Record<string, string>>) {
  const [item = ''] = await trial.items(1)
  const document = trial.stocktake({ [item]: '60' })
  const befallen = trial.befall('the booking', answering('before', 429, headers))
  const outcome = await trial.port.push(document, never)
  await befallen
  expect(await theTruthHolds(trial, document, outcome)).toBe('booked')
  return outcome
}

/** A request that hung on the way while the document was looked up, sent again and booked. */
async function arrivesLate(trial: Trial): Promise<void> {
  const [item = ''] = await trial.items(1)
  const document = trial.stocktake({ [item]: '4' })
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
}
