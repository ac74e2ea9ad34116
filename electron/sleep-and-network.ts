import type { Host } from '../src/host/host'
import type { Parts } from './parts'

/** So often it is looked whether this PC is online, ms. */
const lookEveryMs = 10_000

/** What happened while the PC slept, or was offline, is read from Vend at once. */
export function scanAfterAbsence(
  { powerMonitor, net }: Pick<Parts, 'powerMonitor' | 'net'>,
  host: Pick<Host, 'running' | 'wake'>,
): { close(): void } {
  const closing = new AbortController()
  const scan = () => {
    const sync = host.running()?.app.sync(closing.signal)
    const after = () => host.wake()
    // Why it could not be done stands in the state.
    void sync?.then(after, after)
  }
  let wasOnline = net.isOnline()
  const timer = setInterval(() => {
    const isOnline = net.isOnline()
    if (isOnline && !wasOnline) scan()
    wasOnline = isOnline
  }, lookEveryMs)
  powerMonitor.on('resume', scan)
  return {
    close: () => {
      closing.abort()
      clearInterval(timer)
    },
  }
}
