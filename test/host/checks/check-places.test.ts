import { describe, expect, it } from 'vitest'
import { checkAccount } from '../../../src/host/checks/check-account'
import { checkLocations } from '../../../src/host/checks/check-locations'
import { checkOutlets } from '../../../src/host/checks/check-outlets'

const mapped = [
  { outlet: { id: 'main', name: 'Main Outlet' }, location: { id: 'WH', name: 'Main Warehouse' } },
  { outlet: { id: 'harbour', name: 'Harbour Street' }, location: { id: 'HS', name: 'Harbour' } },
]
const vendHas = (...outlets: { id: string; name: string }[]) => ({ ok: true, value: outlets, at: null }) as const
const main = { id: 'main', name: 'Main Outlet' }
const harbour = { id: 'harbour', name: 'Harbour Street' }

describe('the outlets that are ours', () => {
  it('are well when Vend has them', () => {
    const { status, text } = checkOutlets(mapped, vendHas(main, harbour, { id: 'x', name: 'Airport' }), 'token')
    expect([status, text]).toEqual(['ok', '2 outlets of Vend are ours, and there.'])
  })

  it('may have been renamed: they are the same', () => {
    const { status, text } = checkOutlets(mapped, vendHas({ ...main, name: 'High Street' }, harbour), 'token')
    expect(status).toBe('ok')
    expect(text).toContain('“Main Outlet” is called “High Street” now')
  })

  it('are broken when Vend has one no longer, though another has its name', () => {
    const { status, text } = checkOutlets(mapped, vendHas({ id: 'new', name: 'Main Outlet' }, harbour), 'token')
    expect(status).toBe('broken')
    expect(text).toContain('Vend has “Main Outlet” no longer')
    expect(text).not.toContain('Harbour')
  })

  it('are not known when Vend did not answer', () => {
    const silent = { ok: false, problem: { kind: 'unauthorised', text: 'x' } } as const
    expect(checkOutlets(mapped, silent, 'token')).toMatchObject({
      unknown: true,
      text: expect.stringContaining('“token”'),
    })
  })
})

describe('the locations of the warehouse', () => {
  const has = (...ids: string[]) => ({ kind: 'ok', value: ids.map((id) => ({ id, name: id })) }) as const

  it('are well when they are there', () => {
    const { status, text } = checkLocations(mapped, has('WH', 'HS', 'X'), 'Odoo')
    expect([status, text]).toEqual(['ok', '2 locations of Odoo are used, and there.'])
  })

  it('are broken when one is gone, and say for which outlet', () => {
    const { status, text } = checkLocations(mapped, has('WH'), 'Odoo')
    expect(status).toBe('broken')
    expect(text).toContain('Odoo has “Harbour” (for Harbour Street) no longer')
  })

  it.each([
    ['retry', 'network'],
    ['unauthorised', 'warehouse account'],
  ] as const)('are not known on %s: see “%s”', (kind, see) => {
    const check = checkLocations(mapped, { kind, text: 'x' }, 'Odoo')
    expect(check).toMatchObject({ unknown: true, text: expect.stringContaining(`“${see}”`) })
  })
})

describe('the account in the warehouse', () => {
  it('is well when the key is accepted', () => {
    expect(checkAccount({ kind: 'ok', value: [] }, 'Odoo')).toMatchObject({ status: 'ok' })
  })

  it('says what will end soon', () => {
    const soon = { kind: 'ok', value: [{ code: 'key-expires', text: 'The key ends on 3 December.' }] } as const
    const { status, text } = checkAccount(soon, 'Odoo')
    expect([status, text]).toEqual(['attention', 'The key ends on 3 December.'])
  })

  it('is broken when the key is refused', () => {
    const check = checkAccount({ kind: 'unauthorised', text: 'Odoo refuses the key.' }, 'Odoo')
    expect(check).toMatchObject({ status: 'broken', text: 'Odoo refuses the key.', unreachable: true })
  })

  it('is not known when there is no answer', () => {
    expect(checkAccount({ kind: 'retry', text: 'x' }, 'Odoo')).toMatchObject({ unknown: true })
  })
})
