import { measureBigOrder } from './big-order'
import { openBigShop, type BigShop } from './big-shop'
import { measureCatchUp } from './catch-up'
import { isWithin, written, type Figure } from './figure'
import { measureDesktop } from './desktop'
import { measureFullAccount } from './full-account'
import { measureInTime } from './in-time'
import { measureLongHistory } from './long-history'
import { measureOldLedger } from './old-ledger'
import { measurePlanner } from './planner'
import { measureScreens } from './screens'
import { measureSlowWebhooks } from './slow-webhooks'
import { measureWebhookRate } from './webhook-rate'

// `npm run bench [-- name …]`: what the app costs Vend, the disk and the processor, each figure beside the bound that it has to keep.

const lines = 10_000
const doubled = 2_000
const slowLines = 1_000
const catchUpProducts = 2_000

const all: Figure[] = []
const say = (title: string, figures: readonly Figure[]): void => {
  all.push(...figures)
  console.log([title, ...figures.map(written), ''].join('\n'))
}

const benches: Readonly<Record<string, () => void | Promise<void>>> = {
  deciding: () => say('Deciding', measurePlanner(lines)),
  ledger: () => say('A ledger that has grown old', measureOldLedger(lines)),
  account: () => say('The account of completeness', measureFullAccount()),
  history: async () => say('A long history', await measureLongHistory()),
  screens: async () => say('The screens, in a real browser', await measureScreens()),
  // The one beyond them is for the order that warms the product cache.
  order: () =>
    withBigShop(lines + 1, async (big) => {
      say('A big order, from webhook to warehouse', await measureBigOrder(big, { lines, doubled }))
      say('A slow announcement', [await measureSlowWebhooks(big, slowLines)])
    }),
  webhooks: () =>
    withBigShop(1, async (ringing) =>
      say('Webhooks, each on disk before its answer', await measureWebhookRate(ringing)),
    ),
  'in-time': async () => say('From webhook to document, by the clock on the wall', await measureInTime()),
  desktop: async () => say('The desktop app on its PC', await measureDesktop()),
  'catch-up': () =>
    withBigShop(catchUpProducts, async (catchingUp) =>
      say('Catching up', await measureCatchUp(catchingUp, catchUpProducts)),
    ),
}

async function withBigShop(products: number, measure: (big: BigShop) => Promise<void>): Promise<void> {
  const big = await openBigShop(products)
  try {
    await measure(big)
  } finally {
    await big.close()
  }
}

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !Object.hasOwn(benches, name))
if (unknown.length > 0) {
  console.error(`There is no bench “${unknown.join('”, “')}”. There are: ${Object.keys(benches).join(', ')}.`)
  process.exitCode = 2
} else {
  for (const [name, bench] of Object.entries(benches)) if (asked.length === 0 || asked.includes(name)) await bench()
  const broken = all.filter((figure) => !isWithin(figure)).length
  console.log(
    broken === 0
      ? 'Every bound is kept.'
      : `${broken.toString()} of ${all.length.toString()} figures break their bound.`,
  )
  process.exitCode = broken === 0 ? 0 : 1
}
