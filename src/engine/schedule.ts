import type { Problem } from '../core/app-state'

/** What is to be done next, and when; ms since 1970, null: nothing of that kind. */
export type Agenda = {
  readonly scanAt: number
  readonly triggerAt: number | null
  /** In a pause only what may have arrived is due: it is looked up. */
  readonly deliveryAt: number | null
  /** When the pause ends by itself; null: there is none, or it lasts until somebody resumes. */
  readonly pauseEndsAt: number | null
  /** What is read again at night: last of all. */
  readonly nightAt: number | null
  /** Vend is asked whether it calls us, or a webhook that has not come is given up. */
  readonly webhooksAt: number | null
  readonly vendProblem: Problem | null
  readonly warehouseProblem: Problem | null
}

export type Due = Readonly<Record<'read' | 'scan' | 'deliver' | 'night' | 'webhooks' | 'resume', boolean>>

/** What is due by `now`. A side that does not answer is left alone until it is asked again. */
export function dueBy(agenda: Agenda, now: number): Due {
  const vendRests = agenda.vendProblem !== null && agenda.vendProblem.retryAt > now
  const warehouseRests = agenda.warehouseProblem !== null && agenda.warehouseProblem.retryAt > now
  return {
    resume: agenda.pauseEndsAt !== null && agenda.pauseEndsAt <= now,
    scan: !vendRests && agenda.scanAt <= now,
    webhooks: !vendRests && agenda.webhooksAt !== null && agenda.webhooksAt <= now,
    night: !vendRests && agenda.nightAt !== null && agenda.nightAt <= now,
    read: !vendRests && agenda.triggerAt !== null && agenda.triggerAt <= now,
    deliver: !warehouseRests && agenda.deliveryAt !== null && agenda.deliveryAt <= now,
  }
}

/** When there is something to do next. */
export function nextDue(agenda: Agenda): number {
  const { triggerAt, nightAt, webhooksAt } = agenda
  const reading = Math.min(agenda.scanAt, triggerAt ?? Infinity, nightAt ?? Infinity, webhooksAt ?? Infinity)
  return Math.min(
    Math.max(reading, agenda.vendProblem?.retryAt ?? 0),
    Math.max(agenda.deliveryAt ?? Infinity, agenda.warehouseProblem?.retryAt ?? 0),
    agenda.pauseEndsAt ?? Infinity,
  )
}
