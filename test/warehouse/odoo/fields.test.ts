import { describe, expect, it } from 'vitest'
import { fieldsOf } from '../../../src/warehouse/odoo/fields'
import { positional } from '../../../src/warehouse/odoo/positional'

const typed = (...names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, { type: 'char', digits: null }]))
const quantity = { product_uom_qty: { type: 'float', digits: ['16', '2'] as [string, string] } }

describe('what an Odoo calls things', () => {
  it('as 14 does', () => {
    const picking = { ...typed('move_lines', 'immediate_transfer'), note: { type: 'text', digits: null } }
    expect(fieldsOf(picking, { ...typed('quantity_done', 'name'), ...quantity }, {}, {})).toEqual({
      moves: 'move_lines',
      done: 'quantity_done',
      picked: false,
      immediateTransfer: true,
      moveName: true,
      note: 'text',
      isStorable: false,
      digits: 2,
      keyExpiry: false,
    })
  })

  it('as 19 does', () => {
    const picking = { ...typed('move_ids'), note: { type: 'html', digits: null } }
    const move = { ...typed('picked', 'quantity'), ...quantity }
    expect(fieldsOf(picking, move, typed('is_storable'), typed('expiration_date'))).toEqual({
      moves: 'move_ids',
      done: 'quantity',
      picked: true,
      immediateTransfer: false,
      moveName: false,
      note: 'html',
      isStorable: true,
      digits: 2,
      keyExpiry: true,
    })
  })

  it('as one does that has no note and says no decimal places', () => {
    expect(fieldsOf(typed('move_ids'), typed('quantity_done'), {}, {})).toMatchObject({ note: null, digits: null })
  })
})

describe('arguments by name, for the older interface', () => {
  it('go by name, but for records', () => {
    expect(positional('search_read', { domain: [], limit: 1 })).toEqual([[], { domain: [], limit: 1 }])
    expect(positional('button_validate', { ids: [4], context: { lang: 'en_US' } })).toEqual([
      [[4]],
      { context: { lang: 'en_US' } },
    ])
    expect(positional('create', { vals_list: [{}], context: {} })).toEqual([[[{}]], { context: {} }])
  })
})
