import type { StateHold } from '../core/app-state'
import type { TunnelStatus } from '../core/ports/tunnel'
import { clockTime } from '../core/clock-time'

/** What keeps webhooks out until somebody does something. */
export function wayIn(realTime: TunnelStatus | null): StateHold[] {
  if (realTime?.needsYou !== true) return []
  const text = `Vend’s webhooks do not come in, and nothing is lost: Vend is read by schedule. ${realTime.lastError ?? ''}`
  const about = { id: 'real-time', documentId: null, consignmentId: '', reference: null, title: 'Real time' }
  return [{ ...about, code: 'no-way-in', text }]
}

/** That all is well, but later than at once; null: webhooks come in, or the way in is only being opened. */
export function byScheduleText(realTime: TunnelStatus | null, scanEveryMinutes: number, now: number): string | null {
  if (realTime?.state !== 'down' || realTime.lastError === null) return null
  const every = scanEveryMinutes === 1 ? 'every minute' : `every ${scanEveryMinutes.toString()} minutes`
  return `Vend’s webhooks do not come in since ${clockTime(realTime.since, now)}; Vend is read ${every} meanwhile.`
}
