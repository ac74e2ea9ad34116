import { describe, expect, it } from 'vitest'
import { linesIn } from '../../src/core/lines-in'

async function* coming(...pieces: readonly string[]): AsyncGenerator<string> {
  for (const piece of pieces) yield await Promise.resolve(piece)
}
const all = async (...pieces: readonly string[]) => {
  const lines: string[] = []
  for await (const line of linesIn(coming(...pieces))) lines.push(line)
  return lines
}

describe('the lines of a text that comes in pieces', () => {
  it('are whole wherever it was parted, also the last without an end', async () => {
    expect(await all('{"a":1}\n{"b"', ':2}', '\n\n{"c":3}')).toEqual(['{"a":1}', '{"b":2}', '{"c":3}'])
    expect(await all('\n', ' \n', '')).toEqual([])
    expect(await all()).toEqual([])
  })

  it('are there before the rest has come', async () => {
    const lines = linesIn(
      (async function* () {
        yield await Promise.resolve('first\nsec')
        throw new Error('Too early.')
      })(),
    )
    expect((await lines.next()).value).toBe('first')
    await expect(lines.next()).rejects.toThrow('Too early.')
  })
})
