import { measureBigOrder } from './big-order'
import { openBigShop } from './big-shop'
import { measureCatchUp } from './catch-up'
import { isWithin, written, type Figure } from './figure'
import { measureFullAccount } from './full-account'
import { measureLongHistory } from './long-history'
import { measureOldLedger } from './old-ledger'
import { measurePlanner } from './planner'
import { measureSlowWebhooks } from './slow-webhooks'
import { measureWebhookRate } from './webhook-rate'

// `npm run bench`: what the app costs Vend, the disk and the processor, each figure beside the bound that it has to keep.

const lines = 10_000
const doubled = 2_000
const slowLines = 1_000
const catchUpProducts = 2_000

const all: Figure[] = []
const say = (title: string, figures: readonly Figure[]): void => {
  all.push(...figures)
  console.log([title, ...figures.map(written), ''].join('\n'))
}

say('Deciding', measurePlanner(lines))
say('A ledger that has grown old', measureOldLedger(lines))
say('The account of completeness', measureFullAccount())
say('A long history', await measureLongHistory())
// The one beyond them is for the order that warms the product cache.
const big = await openBigShop(lines + 1)
try {
  say('A big order, from webhook to warehouse', await measureBigOrder(big, { lines, doubled }))
  say('A slow announcement', [await measureSlowWebhooks(big, slowLines)])
} finally {
  await big.close()
}
const ringing = await openBigShop(1)
try {
  say('Webhooks, each on disk before its answer', await measureWebhookRate(ringing))
} finally {
  await ringing.close()
}
const catchingUp = await openBigShop(catchUpProducts)
try {
  say('Catching up', await measureCatchUp(catchingUp, catchUpProducts))
} finally {
  await catchingUp.close()
}
const broken = all.filter((figure) => !isWithin(figure)).length
console.log(
  broken === 0 ? 'Every bound is kept.' : `${broken.toString()} of ${all.length.toString()} figures break their bound.`,
)
process.exitCode = broken === 0 ? 0 : 1
