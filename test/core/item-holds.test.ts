import { describe, expect, it } from 'vitest'
import { isItemHold, itemHoldCodes, type ItemHoldCode } from '../../src/core/hold'
import { itemHold, matchCommand } from '../../src/core/item-holds'
import { onScreen } from '../../src/core/on-screen'
import type { ItemProblem } from '../../src/core/part-by-items'
import type { Item } from '../../src/core/ports/warehouse'
import { amount } from './decide/given'

const item = (id: string, code: string, name: string, but: Partial<Item> = {}): Item => ({
  ...{ item: id, code, name, barcode: null, step: null, unfit: null },
  ...but,
})
const cup = item('77', 'CUP', 'Coffee cup')

const held = (but: Partial<ItemProblem> & { code: ItemHoldCode }, similar: readonly Item[] = []) =>
  itemHold({ productId: 'p1', sku: 'TEA', items: [], ...but }, { warehouse: 'Odoo', title: 'CAR-25', similar })
const said = (...given: Parameters<typeof held>) => held(...given).text

describe('what the shopkeeper reads of a line that waits', () => {
  const tea = item('5', 'TEA', 'Green tea', { step: amount(1) })
  const texts = {
    'sku-not-in-warehouse':
      'Odoo does not know SKU “TEA” of CAR-25. This line waits. Give the item this code there, or match it: stocktray match TEA CODE. It then goes by itself.',
    'item-ambiguous':
      'Odoo has several items with the code “TEA” of CAR-25: “TEA” (Green tea, id:5), “TEA” (Black tea, id:6). This line waits. Say which one is meant: stocktray match TEA id:5. It then goes by itself.',
    'item-archived':
      '“TEA” (Green tea) of CAR-25 is archived in Odoo, where no stock of it can be booked then. This line waits. Take it out of the archive there, or match another item: stocktray match TEA CODE. It then goes by itself.',
    'item-lot-tracked':
      '“TEA” (Green tea) of CAR-25 is tracked by lots or serial numbers in Odoo, and Vend does not say which ones moved. This line waits. Book it there by hand and leave it out here, or switch the tracking off there. It then goes by itself.',
    'item-service':
      '“TEA” (Green tea) of CAR-25 is a service in Odoo, which keeps no stock of services. This line waits. Make it a good that is stocked there, or match another item: stocktray match TEA CODE. It then goes by itself.',
    'item-untracked':
      'Odoo keeps no stock of “TEA” (Green tea) of CAR-25. This line waits. Switch on that its inventory is tracked there, or match another item: stocktray match TEA CODE. It then goes by itself.',
    'quantity-too-fine':
      '“TEA” (Green tea) of CAR-25 changes by +0.5, and Odoo keeps it in steps of 1. This line waits. Allow finer quantities for its unit there, or correct it in Vend. It then goes by itself.',
  } satisfies Record<ItemHoldCode, string>
  const about: Partial<Record<ItemHoldCode, Partial<ItemProblem>>> = {
    'sku-not-in-warehouse': { items: [] },
    'item-ambiguous': { items: [tea, item('6', 'TEA', 'Black tea')] },
    'quantity-too-fine': { items: [tea], change: '+0.5' },
  }

  it.each(itemHoldCodes)('%s says what is wrong, where, and what cures it', (code) => {
    expect(held({ code, items: [tea], ...about[code] })).toEqual({ code, productId: 'p1', text: texts[code] })
    expect(isItemHold(code)).toBe(true)
  })

  it.each(itemHoldCodes)('%s is the same sentence without a command, where there is a button for it', (code) => {
    const text = onScreen(held({ code, items: [tea], ...about[code] }).text)
    expect(text).not.toContain('stocktray')
    expect(text).toMatch(/[^.,]\. It then goes by itself\.$/)
    expect(text).not.toMatch(/\.\.|,\./)
    expect(texts[code].startsWith(text.replace(/\. It then goes by itself\.$/, ''))).toBe(true)
  })

  it('a name that is only the SKU again is not said twice', () => {
    const text = said({ code: 'item-archived', items: [item('5', 'TEA', 'TEA')] })
    expect(text).toContain('“TEA” of CAR-25 is archived')
  })
})

describe('what may have been meant', () => {
  it('the three likeliest items are named, and the first stands in what to type', () => {
    const similar = [cup, item('78', '', 'Cup without code'), item('79', 'CUP-L', 'CUP-L'), item('80', 'MUG', 'Mug')]
    expect(said({ code: 'sku-not-in-warehouse' }, similar)).toBe(
      'Odoo does not know SKU “TEA” of CAR-25. This line waits. Closest there: “CUP” (Coffee cup, id:77), Cup without code (id:78), “CUP-L” (id:79). Give the item this code there, or match it: stocktray match TEA CUP. It then goes by itself.',
    )
  })

  it('an item that bears no code is matched by its id', () => {
    expect(said({ code: 'sku-not-in-warehouse' }, [item('78', '', 'Cup')])).toContain('stocktray match TEA id:78.')
  })

  it('items that the warehouse itself cannot tell apart are not offered for matching', () => {
    const twins = [item('TEA', 'TEA', 'Green tea'), item('TEA', 'TEA', 'Black tea')]
    const text = said({ code: 'item-ambiguous', items: twins })
    expect(text).toContain('This line waits. Give each a code of its own there. It then goes by itself.')
    expect(text).not.toContain('stocktray match')
  })
})

describe('an item that is not there any more', () => {
  it('of a match can be matched anew', () => {
    expect(said({ code: 'sku-not-in-warehouse', gone: '77' })).toBe(
      'The item that “TEA” of CAR-25 is matched to in Odoo is not there any more (id:77). This line waits. Give the item this code there, or match it: stocktray match TEA CODE. It then goes by itself.',
    )
  })

  it('of a correction cannot: no match moves it to another item, and none is offered', () => {
    const text = said({ code: 'sku-not-in-warehouse', gone: '77', told: true }, [cup])
    expect(text).toBe(
      'The item that “TEA” of CAR-25 was booked on in Odoo is not there any more (id:77). This change belongs to it and waits. Put the item back there, or book the change there by hand and leave it out here. It then goes by itself.',
    )
  })

  it.each(['item-archived', 'item-service', 'item-untracked'] as const)('nor does %s offer one then', (code) => {
    const text = said({ code, items: [cup], told: true })
    expect(text).not.toContain('stocktray match')
    expect(text).toContain('or book the change there by hand and leave it out here')
  })
})

describe('what to type', () => {
  it.each([
    ['TEA', item('5', 'TEE', 'Tea'), 'stocktray match TEA TEE'],
    ['GREEN TEA', item('5', 'Tea, green', 'Tea'), 'stocktray match "GREEN TEA" "Tea, green"'],
    ['5" PIPE', undefined, 'stocktray match "5\\" PIPE" CODE'],
    ['A$B`C\\D', undefined, 'stocktray match "A\\$B\\`C\\\\D" CODE'],
    ['TEA', item('5', 'TEA', 'Tea'), 'stocktray match TEA id:5'],
    ['-5', item('5', 'TEE', 'Tea'), 'stocktray match -- -5 TEE'],
    ['TEA', item('5', '-TEE', 'Tea'), 'stocktray match -- TEA -TEE'],
  ])('for %s is a command that means exactly that', (sku, likely, command) => {
    expect(matchCommand(sku, likely)).toBe(command)
  })
})
