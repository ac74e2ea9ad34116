import type { TunnelStatus } from '../core/ports/tunnel'
import { stockWebhooks } from '../core/ports/webhooks'
import type { TestStep } from '../core/test-step'
import { notChecked } from './checks/finding'
import type { Listening } from './open-listener'
import { realClock } from './real-world'
import type { TestBench } from './test-steps'

/** So long a way in may take to come up, ms. */
const patienceMs = 30_000
const lookEveryMs = 100

/** Said of webhooks that are in Vend now while nobody will answer them. */
const untilRun =
  'Nothing answers there now that the test is over: start “stocktray run”, which has Vend call the address that then holds.'

/** From Vend to this PC: the way in, our own address, and the webhook in Vend. */
export async function* testWayIn(
  { shop, app, opened, goesOn, isVendWell }: TestBench & { readonly isVendWell: boolean },
  signal: AbortSignal,
): AsyncGenerator<TestStep> {
  const { scanEveryMinutes } = shop.settings
  const unseen = notChecked('own address', 'way in').text
  if (!opened.ok) {
    yield { name: 'way in', status: 'failed', text: opened.text }
    for (const name of ['own address', 'webhook'] as const) yield { name, status: 'skipped', text: unseen }
    return
  }
  const { listening } = opened
  const way = await whenUp(listening, signal)
  if (way === null) {
    const text = `Real time is off: Vend is read every ${scanEveryMinutes.toString()} minutes, and nothing is missed.`
    for (const name of ['way in', 'own address', 'webhook'] as const) yield { name, status: 'skipped', text }
    return
  }
  yield wayIn(way)
  const doorbell = listening.doorbell()
  if (doorbell === null) {
    for (const name of ['own address', 'webhook'] as const) yield { name, status: 'skipped', text: unseen }
    return
  }
  const { host } = new URL(doorbell.url)
  if (way.state === 'down') yield { name: 'own address', status: 'skipped', text: unseen }
  else {
    const obstacle = await doorbell.comesBack(signal)
    yield obstacle === null
      ? { name: 'own address', status: 'ok', text: `A call to ${host} came back to this Stocktray.` }
      : { name: 'own address', status: 'failed', text: obstacle }
  }
  if (!isVendWell) yield { name: 'webhook', status: 'skipped', text: notChecked('webhook', 'token').text }
  else {
    const problem = await app.register(signal)
    const until = goesOn ? '' : ` ${untilRun}`
    yield problem === null
      ? { name: 'webhook', status: 'ok', text: `Vend calls ${host} for ${stockWebhooks.join(' and ')}.${until}` }
      : { name: 'webhook', status: 'failed', text: problem, unreachable: true }
  }
}

/** How the way in stands once it is up, or will not come up by itself, or has taken too long; null: there is none. */
async function whenUp(listening: Listening, signal: AbortSignal): Promise<TunnelStatus | null> {
  listening.tryNow()
  for (const until = realClock.now() + patienceMs; realClock.now() < until && !signal.aborted;) {
    const status = listening.way()
    if (status?.state !== 'down' || status.needsYou) return status
    await realClock.sleep(lookEveryMs, signal)
  }
  return listening.way()
}

function wayIn({ state, via, lastError }: TunnelStatus): TestStep {
  const name = 'way in'
  switch (state) {
    case 'up':
      return { name, status: 'ok', text: `The way in by ${via === 'ngrok' ? 'ngrok' : 'SSH'} is up.` }
    case 'elsewhere':
      return { name, status: 'ok', text: 'The way in is your own address; there is nothing to open.' }
    case 'down':
      return { name, status: 'failed', text: lastError ?? 'It did not come up in half a minute. Try again.' }
  }
}
