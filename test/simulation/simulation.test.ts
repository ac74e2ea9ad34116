import { describe, expect, test } from 'vitest'
import { openApp } from '../../src/app'
import { mistakenApp, type ItemMistake } from './mistaken-app'
import { naiveApp, type Mistake } from './naive-app'
import { simulate, type Report } from './simulation'

/** A busy computer may take so long for fifty days, in ms. */
const patience = 180_000

/** What failed, with the command that shows it again; empty when nothing did. */
const said = ({ failure }: Report): string =>
  failure === null ? '' : [...failure.faults, `again: ${failure.again}`].join('\n')

describe('the model that judges the simulation', () => {
  test('accepts an app that is right in a tame shop', async () => {
    const report = await simulate(naiveApp('none'), 1, 40, 'tame')
    expect(said(report)).toBe('')
    expect(report.tally.documents).toBeGreaterThan(200)
  })

  const mistakes = {
    'tells twice': /was told|should come to/,
    'forgets one': /should come to/,
    'wrong sign': /was told|should come to/,
    'tells the past': /was told/,
    'invents a hold': /held without a reason/,
    'hides holds': /no hold says so/,
    'no history': /the history has nothing/,
  } satisfies Record<Exclude<Mistake, 'none'>, RegExp>

  test.each(Object.entries(mistakes))('refuses an app that %s', async (mistake, fault) => {
    const report = await simulate(naiveApp(mistake as Mistake), 1, 40, 'tame')
    expect(said(report)).toMatch(fault)
  })

  const itemMistakes = {
    'books a begun document again under a new name': /was used for two bookings/,
    'takes a document booked in part as delivered whole': /should come to|the history has/,
    'corrects on the item that is matched now': /was told by two items/,
  } satisfies Record<ItemMistake, RegExp>

  test.each(Object.entries(itemMistakes))(
    'refuses an app that %s',
    async (mistake, fault) => {
      const report = await simulate(mistakenApp(mistake as ItemMistake), 1, 200, 'wild', 'named')
      expect(said(report)).toMatch(fault)
    },
    patience,
  )
})

describe('three hundred shop days with power cuts, faults of Vend, lost answers and full disks', () => {
  const inThese = (report: Report) => {
    expect(said(report)).toBe('')
    expect(report.tally.documents).toBeGreaterThan(100)
    expect(report.tally.namedShops).toBeGreaterThan(0)
    expect(report.tally.namedShops).toBeLessThan(report.tally.shops)
    expect(Object.keys(report.tally.faults)).toEqual(expect.arrayContaining(['disk full', 'clock set wrong']))
  }

  test.each([1, 1001, 2001])(
    'from seed %i on, where Vend shows every change, all is told once or held',
    async (seed) => {
      inThese(await simulate(openApp, seed, 50, 'loud'))
    },
    patience,
  )

  test.each([3001, 4001, 5001])(
    'from seed %i on, where some changes show only at night, the same',
    async (seed) => {
      inThese(await simulate(openApp, seed, 50, 'wild'))
    },
    patience,
  )
})
