import { expect, it } from 'vitest'
import { watchRepeats } from '../../src/listener/watch-repeats'

const bytes = (text: string) => new TextEncoder().encode(text)

it('knows what came before in the same words, and forgets the oldest of very many', () => {
  const isRepeat = watchRepeats()
  expect([isRepeat(bytes('a')), isRepeat(bytes('b')), isRepeat(bytes('a'))]).toEqual([false, false, true])
  for (let number = 0; number < 4_095; number += 1) expect(isRepeat(bytes(number.toString()))).toBe(false)
  expect([isRepeat(bytes('a')), isRepeat(bytes('b'))]).toEqual([true, false])
})
