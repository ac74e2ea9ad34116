import { decide } from '../../src/core/decide'
import type { Situation } from '../../src/core/decision'
import { items, line, order, standing, told, toldAs } from '../core/decide/given'
import { shown, type Figure } from './figure'

/** The decision is made inside the commit, which has half a second for 10,000 lines. */
const leastLinesPerSecond = 20_000
/** What a line costs among 10,000 against what it costs among 1,000: growth, whatever the machine. */
const mostGrowth = 3

/** How fast `decide` is, on a new order and on one that was told and edited and whose drafts stand. */
export function measurePlanner(lines: number): Figure[] {
  return [
    ...figuresOf('a new order', freshOrder, lines),
    ...figuresOf('told, edited, drafts standing', editedOrder, lines),
  ]
}

function figuresOf(name: string, situationOf: (lines: number) => Situation, lines: number): Figure[] {
  const few = lines / 10
  const perFew = secondsFor(situationOf(few)) / few
  const perMany = secondsFor(situationOf(lines)) / lines
  return [
    {
      what: `planner, ${name}: lines per second`,
      value: 1 / perMany,
      bound: { is: 'at least', value: leastLinesPerSecond },
    },
    {
      what: `planner, ${name}: a line among ${shown(lines)} : among ${shown(few)}`,
      value: perMany / perFew,
      bound: { is: 'at most', value: mostGrowth },
    },
  ]
}

function freshOrder(lines: number): Situation {
  return order('BIG', received(lines, 12))
}

/** 10 of each were told; two more came, and stand as a draft. */
function editedOrder(lines: number): Situation {
  const edited = order('BIG', received(lines, 12), {
    told: items(lines, (productId) => told('received', productId, 10)),
    toldAs: toldAs('received'),
  })
  return { ...edited, drafts: standing(decide(edited).documents) }
}

function received(lines: number, pieces: number) {
  return items(lines, (productId) => line(productId, { received: pieces }))
}

/** The best of some runs: what the machine does when nothing else disturbs it. */
function secondsFor(situation: Situation): number {
  let best = Infinity
  for (let run = 0; run < 15; run += 1) {
    const at = performance.now()
    decide(situation)
    best = Math.min(best, (performance.now() - at) / 1_000)
  }
  return best
}
