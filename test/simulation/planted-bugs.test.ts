import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { misplaced, plantedBugs, withBugs } from './planted-bugs'

const read = (file: string) => readFileSync(file, 'utf8')

describe('the bugs that the simulated days must find', () => {
  test('are eleven, and each has its one place in the app', () => {
    expect(plantedBugs).toHaveLength(11)
    expect(misplaced(read)).toEqual([])
  })

  test('say so when the app no longer has their place', () => {
    expect(misplaced((file) => (file === 'src/engine/scan.ts' ? '' : read(file)))).toEqual([
      expect.stringContaining('stands 0 times in src/engine/scan.ts'),
    ])
  })

  test('change a file, and leave the others alone', () => {
    const found = withBugs('src/core/differences.ts', read('src/core/differences.ts'))
    expect(found).toContain('plantedBug === "what a person took upon themselves is corrected unasked"')
    expect(withBugs('src/core/quantity.ts', 'const a = 1')).toBe('const a = 1')
  })
})
