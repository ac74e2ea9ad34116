import { expect, it } from 'vitest'
import { choicesFor } from '../../src/core/choices'

it('a way in that waits for somebody offers nothing to type: what to do stands in its text', () => {
  expect(choicesFor(['no-way-in'], false)).toEqual([])
  expect(choicesFor(['closed'], false)).toEqual(['dismiss'])
})
