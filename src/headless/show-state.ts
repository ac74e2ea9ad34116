import { accountSince, accountText } from '../core/account-words'
import type { AppState, StateHold } from '../core/app-state'
import type { Pause } from '../core/pause'
import { progressText } from '../core/progress-words'
import { counting } from '../core/words'
import type { Progress } from '../core/progress'
import { refusedText } from '../core/refused-webhooks'
import { watchedText, type WatchedReport } from '../core/watch'
import { columns } from './table'
import { showChoices } from './show-choices'
import { localTime } from '../host/local-time'
import type { TunnelStatus } from '../core/ports/tunnel'

/** The state as a person reads it: the line of truth first, then the figures, then what needs somebody. */
export function showState(state: AppState, watched: WatchedReport | null = null): string[] {
  const time = (ms: number) => localTime(new Date(ms).toISOString())
  const { lastScan, nextScanAt, budget, lastDelivered } = state
  const rows: string[][] = []
  if (state.paused) rows.push(['Paused', pausedCell(state.paused, time)])
  if (watched) rows.push(['Watched', `${watchedText(watched)}; line by line: stocktray sync --dry-run`])
  for (const day of watched?.days ?? []) rows.push(['', `${dayOf(day.from)}: ${watchedText(day)}`])
  if (lastScan) rows.push(['Last scan', time(lastScan.at) + (nextScanAt ? `, next due ${time(nextScanAt)}` : '')])
  if (state.progress) rows.push(['Under way', ...progressCells(state.progress, time)])
  if (state.firstWalk && !state.firstWalk.done)
    rows.push([
      'First look',
      `${state.firstWalk.seen.toString()} movements in Vend seen so far; nothing is sent before it is complete`,
    ])
  const since = accountSince(state.account.since, (ms) => localTime(new Date(ms).toISOString(), { year: 'numeric' }))
  if (lastScan) rows.push(['The account', accountText(state.account, time(lastScan.upTo), state.paused?.watching)])
  if (lastScan && since !== null) rows.push(['', since])
  rows.push(['Documents', documentCounts(state)])
  rows.push(...realTimeRows(state.realTime, time))
  rows.push(...webhookRows(state.webhooks, time))
  if (state.refusedWebhooks)
    rows.push(['Refused', refusedText(state.refusedWebhooks, time(state.refusedWebhooks.lastAt))])
  if (state.toRead > 0) rows.push(['To read', `${state.toRead.toString()} movements of Vend`])
  if (lastDelivered) rows.push(['Last booked', `${time(lastDelivered.at)}  ${lastDelivered.text}`])
  if (budget.limit !== null)
    rows.push(['Vend allows', `${budget.limit.toString()} calls in 5 minutes; ${budget.used.toString()} used`])
  const holds = state.holds.length > 0 ? ['', 'Needs you', ...state.holds.flatMap(showHold)] : []
  const clock = state.clock === null ? [] : ['', state.clock]
  const soon = state.notices.flatMap(({ text }) => ['', `Soon: ${text}`])
  return [state.sentence, '', ...columns(rows), ...clock, ...soon, ...holds]
}

/** "3 Nov". */
function dayOf(ms: number): string {
  return new Date(ms).toLocaleDateString('en-GB', { day: 'numeric', month: 'short' })
}

function pausedCell({ since, until, watching }: Pause, time: (ms: number) => string): string {
  if (watching) return `only watching since ${time(since)}, until: stocktray go-live`
  const end = until === null ? 'until: stocktray resume' : `until ${time(until)}, or: stocktray resume`
  return `since ${time(since)}, ${end}`
}

function progressCells(progress: Progress, time: (ms: number) => string): string[] {
  const { callsLeft, stopped } = progress
  const calls = callsLeft === null || stopped ? '' : `; ${callsLeft.toString()} calls left in these 5 minutes`
  return [`${progressText(progress, time)}${calls}`]
}

const ways = { 'own-address': 'your own address', ssh: 'SSH', ngrok: 'ngrok' } as const satisfies Record<
  TunnelStatus['via'],
  string
>

function realTimeRows(status: TunnelStatus | null, time: (ms: number) => string): string[][] {
  if (status === null) return []
  const { via, state, since, lastError, publicUrl, hostKey } = status
  const calls = publicUrl === null ? '' : `; Vend calls ${publicUrl}`
  const stands = {
    up: `by ${ways[via]}, up since ${time(since)}${calls}`,
    down: `by ${ways[via]}, down since ${time(since)}; Vend is read by schedule meanwhile. ${lastError ?? 'It is being opened.'}`,
    elsewhere: `by ${ways[via]}${calls}`,
  }
  const key = hostKey === null ? [] : [['', `the server’s key that is trusted: ${hostKey}`]]
  return [['Real time', stands[state]], ...key]
}

function webhookRows(webhooks: AppState['webhooks'], time: (ms: number) => string): string[][] {
  if (webhooks === null) return []
  const { text, lastWeek, repairedAt } = webhooks
  const { calls, repeats } = lastWeek
  const counts = calls === 0 ? [] : [`${counting(calls, 'call')} in seven days, ${counting(repeats, 'repeat')}`]
  const repaired = repairedAt === null ? [] : [`put right in Vend ${time(repairedAt)}`]
  const more = [...counts, ...repaired].join('; ')
  return [['Webhooks', text], ...(more === '' ? [] : [['', more]])]
}

function documentCounts({ counts, paused }: AppState): string {
  const waiting = counts.waiting + counts.sending
  const parts: [number, string][] = [
    [counts.delivered, 'delivered'],
    [waiting, paused?.watching ? 'would have gone' : 'waiting'],
    [counts.unsure, 'not known yet'],
    [counts['needs-you'], counts['needs-you'] === 1 ? 'needs you' : 'need you'],
    [counts.dismissed, 'left out by you'],
  ]
  return parts
    .filter(([number], index) => number > 0 || index === 0)
    .map(([number, what]) => `${number.toString()} ${what}`)
    .join(' · ')
}

function showHold({ text, id, code, documentId }: StateHold): string[] {
  return [`  ! ${text}`, ...showChoices(id, [code], documentId !== null).map((line) => `    ${line}`)]
}
