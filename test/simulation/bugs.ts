import { parseArgs } from 'node:util'
import { openApp } from '../../src/app'
import { plantedBugs } from './planted-bugs'
import { simulate } from './simulation'

/** `npm run simulate:bugs [-- --days 2000 --seed 1 --only WORD]`: each bug that is planted in the app must be found. */
const { values } = parseArgs({
  options: {
    days: { type: 'string', default: '2000' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string', default: '' },
  },
})
const [days, seed] = [Number(values.days), Number(values.seed)]
if (!Number.isInteger(days) || days < 1 || !Number.isInteger(seed)) {
  console.error('--days takes a whole number above zero, --seed a whole number')
  process.exit(2)
}

const began = performance.now()
let missed = 0
console.log(`day    seed   bug, and what was said of it (${days} days for each, from seed ${seed} on)`)
for (const { name } of plantedBugs.filter((bug) => bug.name.includes(values.only))) {
  const found = await findBug(name)
  if (!found) missed += 1
  console.log(`${(found?.day.toString() ?? '-').padEnd(6)} ${(found?.seed.toString() ?? '-').padEnd(6)} ${name}`)
  console.log(`${' '.repeat(14)}${found?.says ?? 'NOT FOUND'}`)
}
const seconds = (performance.now() - began) / 1000
console.log(missed === 0 ? `every bug was found, in ${seconds.toFixed(0)} s` : `${missed} bugs were not found`)
process.exitCode = missed === 0 ? 0 : 1

/** A shop in which the sound app is found fault with too says nothing of the bug: it is named, and the next one is lived. */
async function findBug(name: string): Promise<{ day: number; seed: number; says: string } | null> {
  let lived = 0
  for (let next = seed; lived < days;) {
    globalThis.plantedBug = name
    const { tally, failure } = await simulate(openApp, next, days - lived)
    globalThis.plantedBug = undefined
    if (!failure) return null
    lived += tally.days + 1
    const sound = (await simulate(openApp, failure.seed, 5)).failure
    if (!sound) return { day: lived, seed: failure.seed, says: failure.faults[0]?.split('\n')[0] ?? '' }
    console.log(
      `${' '.repeat(14)}THE SOUND APP FAILS TOO in the shop of seed ${failure.seed}: ${sound.faults[0]?.slice(0, 200) ?? ''}`,
    )
    next = failure.seed + 1
  }
  return null
}
