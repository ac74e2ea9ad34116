import { expect, it } from 'vitest'
import { choicesFor, choicesOf } from '../../src/core/choices'

it('a way in that waits for somebody offers nothing to type: what to do stands in its text', () => {
  expect(choicesFor(['no-way-in'], false)).toEqual([])
  expect(choicesFor(['closed'], false)).toEqual(['dismiss'])
})

it('what has arrived can be undone, what is on its way tried again or left out, and what may have arrived asked about', () => {
  const document = { cause: 'scan', holds: [] } as const
  expect(choicesOf({ ...document, status: 'delivered' })).toEqual(['undo'])
  expect(choicesOf({ ...document, status: 'delivered', cause: 'undo' })).toEqual([])
  expect(choicesOf({ ...document, status: 'waiting' })).toEqual(['retry', 'dismiss'])
  expect(choicesOf({ ...document, status: 'unsure' })).toEqual(['retry', 'settle'])
  expect(choicesOf({ ...document, status: 'withdrawn' })).toEqual([])
  const held = { ...document, status: 'needs-you', holds: [{ code: 'count-zeroes', text: '' }] } as const
  expect(choicesOf(held)).toEqual(['approve', 'dismiss'])
})
