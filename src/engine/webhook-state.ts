import type { WebhookState } from '../core/app-state'
import { counting } from '../core/words'
import { clockTime } from '../core/clock-time'
import type { Line } from './line'
import { registrationOf, type Registration } from './registration'
import { lastWeek, webhookHealth, type WebhookHealth } from './webhook-health'

/** How Vend's webhooks stand, from the file alone; null: real time is off. */
export function webhookState(line: Pick<Line, 'ledger' | 'clock' | 'settings'>): WebhookState | null {
  if (line.settings.realTime.via === 'off') return null
  const now = line.clock.now()
  const [registration, health] = [registrationOf(line), webhookHealth(line)]
  const { registeredAt, repairedAt, problem, addressProblem } = registration
  const { lastAt, silent, lastMissed } = health
  return {
    text: [...standing(registration, health, now), ...gaps(registration, health, now)].join(' '),
    ...{ registeredAt, repairedAt, problem, addressProblem, lastAt },
    silentSince: silent?.since ?? null,
    lastMissed: lastMissed && { at: lastMissed.since, title: lastMissed.title },
    lastWeek: lastWeek(health, now),
  }
}

function standing({ registeredAt, problem }: Registration, { lastAt, silent }: WebhookHealth, now: number): string[] {
  const came = lastAt === null ? 'None has come yet.' : `The last one came ${clockTime(lastAt, now)}.`
  if (problem)
    return [
      `They cannot be set up in Vend since ${clockTime(problem.since, now)}; Vend is read by schedule, and nothing is lost. ${problem.text}`,
      ...(lastAt === null ? [] : [came]),
    ]
  if (silent) return []
  return registeredAt === null ? ['Not set up in Vend yet.', came] : ['Vend calls here.', came]
}

function gaps({ addressProblem, registeredAt }: Registration, health: WebhookHealth, now: number): string[] {
  const { silent, lastMissed } = health
  if (silent) {
    const checked = registeredAt !== null && registeredAt >= silent.since
    const address = addressProblem === null ? '' : ` ${addressProblem}`
    return [
      `Webhooks silent since ${clockTime(silent.since, now)} (${silent.title}), nothing lost: the scan finds what they do not say.${checked ? ' They are set up in Vend as they should be.' : ''}${address}`,
    ]
  }
  const { missed } = lastWeek(health, now)
  if (missed === 0 || !lastMissed) return []
  return [
    `${counting(missed, 'webhook')} did not come in seven days, last about ${lastMissed.title}, ${clockTime(lastMissed.since, now)}; the scan found it, nothing is lost.`,
  ]
}
