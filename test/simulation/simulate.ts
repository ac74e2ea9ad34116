import { parseArgs } from 'node:util'
import { openApp } from '../../src/app'
import { simulate } from './simulation'

/** `npm run simulate -- --days 1000 --seed 7 [--manner wild|loud] [--warehouse coded|named] [--verbose]` */
const { values } = parseArgs({
  options: {
    days: { type: 'string', default: '100' },
    seed: { type: 'string', default: '1' },
    manner: { type: 'string', default: 'wild' },
    warehouse: { type: 'string', default: 'either' },
    verbose: { type: 'boolean', default: false },
  },
})
const [days, seed] = [Number(values.days), Number(values.seed)]
const manner = (['wild', 'loud'] as const).find((one) => one === values.manner)
const warehouse = (['either', 'coded', 'named'] as const).find((one) => one === values.warehouse)
if (!Number.isInteger(days) || days < 1 || !Number.isInteger(seed) || !manner || !warehouse) {
  console.error(
    '--days takes a whole number above zero, --seed a whole number, --manner wild or loud, --warehouse coded or named',
  )
  process.exit(2)
}

const began = performance.now()
const { tally, failure } = await simulate(openApp, seed, days, manner, warehouse)
const seconds = (performance.now() - began) / 1000

if (failure) {
  const day = failure.journal.findLastIndex((line) => line.includes('== day'))
  console.log((values.verbose ? failure.journal : failure.journal.slice(day)).join('\n'))
  console.log(
    `\nseed ${failure.seed.toString()}, day ${failure.day.toString()} of its shop:\n  ${failure.faults.join('\n  ')}`,
  )
  console.log(`again: ${failure.again}`)
}
const counted = (counts: Readonly<Record<string, number>>) => {
  const sorted = Object.entries(counts).sort(([a], [b]) => a.localeCompare(b))
  return sorted.map(([name, count]) => `${name} ${count.toString()}`).join(', ') || 'none'
}
console.log(
  [
    `seed ${seed.toString()}: ${tally.days.toString()} days of ${tally.shops.toString()} shops`,
    `${tally.consignments.toString()} consignments, ${tally.documents.toString()} documents, ${tally.crashes.toString()} power cuts`,
    `${tally.namedShops.toString()} shops with a named warehouse: ${counted(tally.events)}`,
    `faults: ${counted(tally.faults)}`,
    `holds at the end: ${counted(tally.holds)}`,
    `${seconds.toFixed(1)} s, ${(tally.days / seconds).toFixed(0)} days per second`,
  ].join('\n'),
)
process.exitCode = failure ? 1 : 0
