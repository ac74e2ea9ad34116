import { receiveOrder, type BigShop } from './big-shop'
import { contentsOf, longest, type Commit } from './commit-watch'
import { isWithin, shown, type Figure } from './figure'
import { plainInsertMs } from './plain-insert'

const mostMs = 500
/** Whatever the machine: decision, history and the rest may cost so many times what the lines themselves do. */
const mostTimesPlain = 6
const mostOrders = 3
/** Vend counts calls over five minutes. */
const windowMs = 300_000

/**
 * The longest commit that an order made. Other programs can only make it longer: one beyond its bound is measured again
 * with a further order of the same size, three in all, and the last measuring stands.
 */
export async function commitFigures(big: BigShop, made: readonly Commit[], lines: number): Promise<Figure[]> {
  const { app, clock, commits, shop } = big
  let figures = figuresOf(made, plainInsertMs(lines))
  shop.set({ webhooksLost: 1 })
  for (let orders = 1; orders < mostOrders && !figures.every(isWithin); orders += 1) {
    clock.turn(windowMs)
    receiveOrder(big, `AGAIN-${orders}`, lines)
    commits.take()
    await app.sync(new AbortController().signal)
    figures = figuresOf(commits.take(), plainInsertMs(lines), orders)
  }
  shop.set({ webhooksLost: 0 })
  return figures
}

function figuresOf(commits: readonly Commit[], plainMs: number, again = 0): Figure[] {
  const worst = longest(commits)
  const attempt = again > 0 ? `; measured ${shown(again + 1)} times` : ''
  return [
    {
      ...{ what: `the longest of ${shown(commits.length)} commits`, value: worst.ms, unit: 'ms' },
      bound: { is: 'at most', value: mostMs },
      note: `it wrote ${contentsOf(worst)}; ${shown(worst.diskMs)} ms of it in COMMIT itself${attempt}`,
    },
    {
      ...{ what: 'that commit : a plain insert of the same lines', value: worst.ms / plainMs },
      bound: { is: 'at most', value: mostTimesPlain },
    },
  ]
}
