import type { SampleShop } from '../../src/sample/sample-shop'

/** How often Vend was called while something was done. */
export async function vendCallsOf({ calls }: SampleShop, deed: () => Promise<void>): Promise<number> {
  const total = () => [...calls.values()].reduce((sum, count) => sum + count, 0)
  const before = total()
  await deed()
  return total() - before
}
