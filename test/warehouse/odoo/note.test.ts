import { describe, expect, it } from 'vitest'
import { consignmentOf, noteOf } from '../../../src/warehouse/odoo/note'

const consignmentId = '0af7b240-abda-11e6-f485-1b7c5f0e1c33'
const source = { consignmentId, reference: 'CAR-25', type: 'SUPPLIER', cause: 'scan' } as const

describe('the note on a transfer in Odoo', () => {
  it('tells people where it comes from', () => {
    expect(noteOf(source, 'text')).toBe(
      `Stocktray copied this from Vend: Order Stock CAR-25 (consignment ${consignmentId}).`,
    )
  })

  it('tells an undo from what it undoes', () => {
    expect(noteOf({ ...source, cause: 'undo' }, 'text')).toContain('Order Stock CAR-25, taken back by a person (')
  })

  it('tells us whose it is, plain and as newer versions give it back', () => {
    expect(consignmentOf(noteOf(source, 'text'))).toBe(consignmentId)
    expect(consignmentOf(`<p>${noteOf(source, 'html')}</p>`)).toBe(consignmentId)
  })

  it('a reference with signs of HTML stays what it is', () => {
    expect(noteOf({ ...source, reference: '<b>&' }, 'html')).toContain('Order Stock &lt;b&gt;&amp; (consignment')
  })

  it('a reference that looks like a note of another does not make it another’s', () => {
    const reference = 'x (consignment 11111111-0000-0000-0000-000000000000).'
    expect(consignmentOf(noteOf({ ...source, reference }, 'text'))).toBe(consignmentId)
  })

  it.each([null, '', '<p>Fetch it before noon</p>', 'consignment 25'])('%j is nobody’s', (note) => {
    expect(consignmentOf(note)).toBeNull()
  })
})
