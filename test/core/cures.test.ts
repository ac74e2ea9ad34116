import { describe, expect, it } from 'vitest'
import type { HoldSubject, StateHold } from '../../src/core/app-state'
import { curesOf, freedBy } from '../../src/core/cures'
import { approvable, holdCodes } from '../../src/core/hold'

const airport: HoldSubject = { kind: 'outlet', id: 'airport', name: 'Airport' }
const sku = (name: string): HoldSubject => ({ kind: 'sku', id: name, name })

function hold(id: string, code: StateHold['code'], subject?: HoldSubject): StateHold {
  const about = { id, documentId: id, consignmentId: id, reference: id, title: id, text: `${id} waits.` }
  return { ...about, code, ...(subject && { subject }) }
}

const cures = (...holds: StateHold[]) =>
  curesOf({ holds, vendProblem: null, warehouseProblem: null }).map((cure) => [
    cure.kind,
    ...(cure.kind === 'sign-in' ? [] : cure.holds.map(({ id }) => id)),
  ])

describe('what waits for a person', () => {
  it('comes together where one answer frees it: an outlet, or a SKU', () => {
    expect(
      cures(
        hold('CAR-1', 'sku-not-in-warehouse', sku('TEE-S')),
        hold('TRF-1', 'outlet-without-location', airport),
        hold('CAR-2', 'sku-not-in-warehouse', sku('TEE-M')),
        hold('TRF-2', 'outlet-without-location', airport),
        hold('CAR-3', 'sku-not-in-warehouse', sku('TEE-S')),
      ),
    ).toEqual([
      ['map-outlet', 'TRF-1', 'TRF-2'],
      ['match-item', 'CAR-1', 'CAR-3'],
      ['match-item', 'CAR-2'],
    ])
  })

  it('stays apart where nothing says that it waits for the same', () => {
    expect(cures(hold('TRF-1', 'outlet-without-location'), hold('TRF-2', 'outlet-without-location'))).toEqual([
      ['map-outlet', 'TRF-1'],
      ['map-outlet', 'TRF-2'],
    ])
  })

  it('is decided kind by kind, and a document that waits for two decisions stands once', () => {
    expect(
      cures(
        hold('CNT-1', 'count-zeroes'),
        hold('CAR-1', 'cancelled'),
        hold('CNT-1', 'over-limit'),
        hold('CAR-2', 'cancelled'),
      ),
    ).toEqual([
      ['decide', 'CNT-1'],
      ['decide', 'CAR-1', 'CAR-2'],
    ])
  })

  it('that may have arrived is asked about one by one, and what is late is tried together', () => {
    expect(cures(hold('CAR-1', 'taken'), hold('CAR-2', 'late'), hold('CAR-3', 'taken'), hold('CAR-4', 'late'))).toEqual(
      [
        ['settle', 'CAR-1'],
        ['settle', 'CAR-3'],
        ['try-now', 'CAR-2', 'CAR-4'],
      ],
    )
  })

  it('begins with a token that is not accepted; a side that is only silent asks for none', () => {
    const problem = { since: 0, retryAt: 0, text: 'Vend no longer accepts our token.' }
    const found = curesOf({
      holds: [hold('TRF-1', 'outlet-without-location', airport)],
      vendProblem: { ...problem, unauthorised: true },
      warehouseProblem: { ...problem, unauthorised: false },
    })
    expect(found.map(({ key }) => key)).toEqual(['sign-in vend', 'outlet-without-location airport'])
  })

  it('frees a document once, however many of its lines wait', () => {
    const [cure] = curesOf({
      holds: [hold('CAR-1', 'sku-not-in-warehouse', sku('A')), hold('CAR-1', 'sku-not-in-warehouse', sku('A'))],
      ...{ vendProblem: null, warehouseProblem: null },
    })
    expect(cure?.kind === 'match-item' && freedBy(cure)).toBe(1)
  })

  it('of a code that only a newer engine knows can still be looked at', () => {
    expect(cures(hold('CAR-1', 'eclipse' as StateHold['code']))).toEqual([['look', 'CAR-1']])
  })

  it.for(holdCodes)('%s has a cure, and is decided exactly where it can be approved', (code) => {
    const [[kind] = []] = cures(hold('CAR-1', code))
    expect(kind === 'decide').toBe(approvable.some((one) => one === code))
  })
})
