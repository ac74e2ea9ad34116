import { describe, expect, it } from 'vitest'
import { endingKey, type Key } from '../../../src/warehouse/odoo/key'

const now = Date.parse('2027-02-10T12:00:00Z')
const soon = '2027-02-22 00:00:00'
const late = '2027-05-01 00:00:00'
const key = (name: string, expires: string | null): Key => ({ name, expires })

describe('a key that Odoo stops accepting', () => {
  const cases: readonly (readonly [string, readonly Key[], string | null])[] = [
    ['it ends in twelve days', [key('Stocktray', soon)], 'the key “Stocktray” 2027-02-22'],
    ['it ends in three months', [key('Stocktray', late)], null],
    ['it never ends', [key('Stocktray', null)], null],
    ['it has been replaced already', [key('stocktray old', soon), key('My STOCKTRAY key', late)], null],
    ['it has been replaced by one that never ends', [key('Stocktray', soon), key('Stocktray', null)], null],
    ['another programme’s ends', [key('Stocktray', late), key('Shop site', soon)], null],
    ['the only one has another name', [key('Vend', soon)], 'the key “Vend” 2027-02-22'],
    [
      'one of several ends, and none bears our name',
      [key('A', late), key('B', soon)],
      'one of your keys (“B”) 2027-02-22',
    ],
    ['it ended already and another is in use', [key('Stocktray', '2027-01-01 00:00:00'), key('Vend', late)], null],
    ['there is none, for a password is used', [], null],
  ]
  it.each(cases)('%s', (_, keys, told) => {
    const ending = endingKey(keys, now)
    expect(ending && `${ending.which} ${ending.date}`).toBe(told)
  })
})
