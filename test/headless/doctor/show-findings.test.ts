import { describe, expect, it } from 'vitest'
import type { Check } from '../../../src/host/checks/finding'
import { showFindings } from '../../../src/headless/doctor/show-findings'

const ok: Check = { name: 'disk', status: 'ok', text: 'There is room.' }
const long: Check = {
  ...{ name: 'rate budget', status: 'attention' },
  text: 'All of it is used. Stocktray waits its turn, so that stock arrives later and none is lost. Look what else uses the store’s tokens.',
}
const unknown: Check = {
  name: 'clock',
  status: 'attention',
  text: 'This could not be looked at: see “network”.',
  unknown: true,
}

describe('what the doctor found', () => {
  it('stands in columns, long sentences below each other', () => {
    expect(showFindings([ok, long])).toEqual([
      'disk         ok         There is room.',
      'rate budget  attention  All of it is used. Stocktray waits its turn, so that stock arrives later and',
      '                        none is lost. Look what else uses the store’s tokens.',
      '',
      '1 of 2 checks are well; rate budget needs you. Nothing was changed.',
    ])
  })

  it('is summed up in one line', () => {
    const last = (...checks: Check[]) => showFindings(checks).at(-1)
    expect(last(ok, { ...ok, name: 'log' })).toBe('2 of 2 checks are well. Nothing was changed.')
    expect(last(ok, long, { ...long, name: 'token' }, unknown)).toBe(
      '1 of 4 checks are well; rate budget, token need you; 1 could not be made. Nothing was changed.',
    )
  })
})
