import type { HistoryDocument } from '../src/core/app-state'
import { placeNames } from '../src/core/place-names'
import { nextToasts, problemToasts, pushedToasts, type Toast } from '../src/core/toasts'
import type { Host } from '../src/host/host'
import { realClock } from '../src/host/real-world'
import type { DesktopSettings } from './desktop-settings'
import type { Parts, Shown } from './parts'

export type ToastsGiven = {
  readonly host: Pick<Host, 'state' | 'watch' | 'running' | 'missing'>
  readonly settings: Pick<DesktopSettings, 'toasts' | 'told' | 'keepTold'>
  /** Opens a place of the screens. */
  readonly open: (place: string) => void
}

/** What comes within this is told together, ms. */
const togetherMs = 1_500
/** So often it is looked whether trouble has lasted, ms. */
const lookEveryMs = 20_000
/** So many can still be clicked on. */
const mostShown = 100
/** An engine that is started again is none for a moment, ms. */
const stoppedMs = 15_000

/** Shows what was pushed, and each failure once for as long as it lasts. */
export function watchToasts(
  { Notification }: Pick<Parts, 'Notification'>,
  { host, settings, open }: ToastsGiven,
): { close(): void } {
  const shown = new Map<string, Shown>()
  const seen = new Set<string>()
  let [from, stoppedSince] = [realClock.now(), null as number | null]
  let [timer, isSoon] = [undefined as NodeJS.Timeout | undefined, false]

  const show = ({ key, text, place }: Toast) => {
    if (!Notification.isSupported()) return
    const toast = new Notification({ title: 'Stocktray', body: text })
    toast.on('click', () => open(place))
    toast.on('close', () => shown.get(key) === toast && shown.delete(key))
    shown.set(key, toast)
    // Not every system says when one has gone.
    const [oldest] = shown.keys()
    if (shown.size > mostShown && oldest !== undefined) shown.delete(oldest)
    toast.show()
  }
  const pushed = () => {
    const running = host.running()
    if (!running) return
    const delivered = running.app.history(from).filter((one) => isNew(one, from) && !seen.has(one.id))
    for (const { id, deliveredAt } of delivered) {
      seen.add(id)
      from = Math.max(from, Date.parse(deliveredAt ?? ''))
    }
    if (settings.toasts() !== 'all') return
    pushedToasts(delivered, placeNames(running.shop.settings.outlets)).forEach(show)
  }
  const problems = () => {
    const now = realClock.now()
    stoppedSince = host.missing()?.shape === 'stopped' ? (stoppedSince ?? now) : null
    // Nobody knows then what stands and what is cured.
    if (host.running() === null && (stoppedSince === null || now - stoppedSince < stoppedMs)) return
    const before = settings.told()
    const next = nextToasts(problemToasts(host.state(), now), before)
    for (const key of next.takeAway) {
      shown.get(key)?.close()
      shown.delete(key)
    }
    if (settings.toasts() !== 'none') next.show.forEach(show)
    if (next.told.join('\n') !== before.join('\n')) settings.keepTold(next.told)
  }
  const look = () => {
    isSoon = false
    lookIn(lookEveryMs)
    pushed()
    problems()
  }
  const lookIn = (ms: number) => {
    clearTimeout(timer)
    timer = setTimeout(look, ms)
  }
  const soon = () => {
    if (isSoon) return
    isSoon = true
    lookIn(togetherMs)
  }
  soon()
  const unwatched = host.watch(soon)
  return {
    close: () => {
      unwatched()
      clearTimeout(timer)
      for (const toast of shown.values()) toast.close()
    },
  }
}

function isNew({ status, deliveredAt }: HistoryDocument, from: number): boolean {
  return status === 'delivered' && deliveredAt !== null && Date.parse(deliveredAt) >= from
}
