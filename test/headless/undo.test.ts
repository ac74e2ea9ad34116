import { describe, expect } from 'vitest'
import { it } from './in-office'
import { slow } from './slow'

describe.concurrent('stocktray undo --dry-run', slow, () => {
  it('shows what the warehouse has now and would have after it, and sends nothing', async ({ office }) => {
    await office.standing()
    office.receiveCar25()
    await office.synced()
    const id = office.documents()[0]?.id ?? ''
    const shown = await office.stocktray('undo', id, '--dry-run')
    expect(shown).toMatchObject({ code: 0, err: '' })
    expect(shown.out).toMatch(/Item1 {2}−60 {2}before 72 → after 12\n {4}Item2 {2}−50 {2}before 60 → after 10\n/)
    const { out } = await office.stocktray('undo', id, '--dry-run', '--json')
    expect(JSON.parse(out)).toMatchObject({
      lines: [
        { sku: 'Item1', quantity: '-60', before: '72', after: '12' },
        { sku: 'Item2', quantity: '-50', before: '60', after: '10' },
      ],
    })
    expect(office.warehouse.documents()).toHaveLength(1)
  })
})
