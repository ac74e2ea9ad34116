import { fork } from 'node:child_process'
import { once } from 'node:events'
import { dirname, join } from 'node:path'
import { openListener, webhookPathOf } from '../../src/app'
import type { WebhookSecrets } from '../../src/vend/webhook-keys'
import type { BigShop } from './big-shop'
import { isWithin, shown, type Figure } from './figure'
import type { Sending, Sent } from './webhook-sender'

const connections = 100
const warmUpMs = 1_000
const measuredMs = 3_000
/** What an fsync takes on a shop's old disk. */
const oldDiskMs = 10
/** Vend waits five seconds; a shop's PC shall be far from that. */
const mostP99Ms = 50
/** Other programs can only make it slower: what is beyond a bound is measured again, and the last measuring stands. */
const mostMeasurings = 3

const secrets: WebhookSecrets = { webhookPath: 'rate', vendClientSecret: null, vendClientSecretBefore: null }

type Hear = (consignmentIds: readonly string[]) => void

/**
 * How many webhooks a second are acknowledged on loopback, each on disk before its answer: against the same listener that
 * puts nothing on disk, and against a commit for each of them, on this disk and on an old one.
 */
export async function measureWebhookRate({ app, disk, clock, commits }: BigShop): Promise<Figure[]> {
  // Beside the program that was started: see build/bundles.mjs.
  const sender = fork(join(dirname(process.argv[1] ?? ''), 'webhook-sender.js'))
  const died = once(sender, 'exit').then(() => {
    throw new Error('What sends the webhooks has ended.')
  })
  const ask = async (sending: Sending): Promise<Sent> => {
    sender.send(sending)
    const [sent] = (await Promise.race([once(sender, 'message'), died])) as [Sent]
    return sent
  }
  const rateOf = async (hear: Hear): Promise<Sent> => {
    const listener = await openListener(0, () => secrets, { hear, refused: () => undefined }, clock)
    const sending = { port: listener.port, path: webhookPathOf(secrets), connections }
    await ask({ ...sending, ms: warmUpMs })
    const sent = await ask({ ...sending, ms: measuredMs })
    await listener.close()
    if (sent.refused > 0) throw new Error(`${sent.refused.toString()} webhooks were refused.`)
    return sent
  }
  const together: Hear = (ids) => app.hear(ids)
  const eachAlone: Hear = (ids) => {
    for (const id of ids) app.hear([id])
  }
  const measure = async (times: number): Promise<Figure[]> => {
    disk.slowBy(0)
    const without = await rateOf(() => undefined)
    const shared = await rateOf(together)
    const alone = await rateOf(eachAlone)
    disk.slowBy(oldDiskMs)
    const sharedSlow = await rateOf(together)
    const aloneSlow = await rateOf(eachAlone)
    const attempt = times > 1 ? `; measured ${shown(times)} times` : ''
    return [
      {
        what: `webhooks acknowledged in a second, over ${shown(connections)} connections`,
        ...{ value: perSecond(shared), bound: null },
        note: `${shown(perSecond(without))} without any disk, ${shown(perSecond(alone))} with a commit for each${attempt}`,
      },
      {
        ...{ what: 'with the disk : without', value: perSecond(shared) / perSecond(without) },
        bound: { is: 'at least', value: 0.5 },
      },
      {
        ...{ what: 'all but one in a hundred are answered within', value: shared.p99Ms, unit: 'ms' },
        bound: { is: 'at most', value: mostP99Ms },
      },
      {
        what: `a commit together : for each, with ${shown(oldDiskMs)} ms more for every fsync`,
        value: perSecond(sharedSlow) / perSecond(aloneSlow),
        bound: { is: 'at least', value: 5 },
        note: `${shown(perSecond(sharedSlow))} a second against ${shown(perSecond(aloneSlow))}`,
      },
    ]
  }
  try {
    let figures = await measure(1)
    for (let times = 2; times <= mostMeasurings && !figures.every(isWithin); times += 1) figures = await measure(times)
    return figures
  } finally {
    disk.slowBy(0)
    commits.take()
    died.catch(() => undefined)
    sender.kill()
  }
}

function perSecond({ accepted, seconds }: Sent): number {
  return accepted / seconds
}
