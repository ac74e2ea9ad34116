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
  globalThis.plantedBug = name
  const { tally, failure } = await simulate(openApp, seed, days)
  // The same shop without the bug: what it says of the sound app it cannot say of the bug.
  globalThis.plantedBug = undefined
  const sound = failure && (await simulate(openApp, failure.seed, 5)).failure
  if (!failure || sound) missed += 1
  const day = failure ? (tally.days + 1).toString() : '-'
  console.log(`${day.padEnd(6)} ${(failure?.seed.toString() ?? '-').padEnd(6)} ${name}`)
  const says = sound ? `THE SOUND APP FAILS HERE TOO: ${sound.faults[0] ?? ''}` : (failure?.faults[0] ?? 'NOT FOUND')
  console.log(`${' '.repeat(14)}${says.split('\n')[0] ?? ''}`)
}
const seconds = (performance.now() - began) / 1000
console.log(missed === 0 ? `every bug was found, in ${seconds.toFixed(0)} s` : `${missed} bugs were not found`)
process.exitCode = missed === 0 ? 0 : 1
