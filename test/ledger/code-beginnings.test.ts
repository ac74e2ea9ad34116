import { describe, expect, it } from 'vitest'
import { codeBeginningOf, codeBeginnings } from '../../src/ledger/code-beginnings'

/** Without the mark that nobody types. */
const shown = (text: string | null) => text?.replaceAll('\u{E000}', '.') ?? null

describe('the beginnings of codes', () => {
  it('are those of letters and what begins with a digit behind them, up to three, once each', () => {
    expect(shown(codeBeginnings('CAR-1234 CAR-19', 'Honey 250 g'))).toBe(
      '.car1 .car12 .car123 .car19 .honey2 .honey25 .honey250',
    )
  })

  it('are none of words that hold both, or stand the other way round', () => {
    expect(codeBeginnings('A1-2', '25 CAR', 'outlet9b1c', '')).toBe('')
  })

  it('are what a term of two such words asks for; any other is looked for word by word', () => {
    expect(shown(codeBeginningOf(['car', '123']))).toBe('.car123')
    for (const words of [['car'], ['car', '1234'], ['car', 'x1'], ['c4r', '1'], ['car', '1', '2'], []])
      expect(codeBeginningOf(words)).toBeNull()
  })
})
