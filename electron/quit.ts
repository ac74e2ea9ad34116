import type { Host } from '../src/host/host'
import type { Parts } from './parts'

/** Ends the app: `after` runs when everything is closed, in place of the plain end. */
export type Quit = (after?: () => void) => void

/**
 * However the app is told to end, what is being sent is answered first, and only then is it gone. `leave`: what is taken
 * off the screen at once.
 */
export function closeBeforeQuit(
  { app, powerMonitor }: Pick<Parts, 'app' | 'powerMonitor'>,
  host: Pick<Host, 'close'>,
  leave: () => void,
): Quit {
  let ending: Promise<void> | null = null
  let ended = false
  const end = (after: () => void) => {
    ending ??= (async () => {
      leave()
      await host.close().catch(() => undefined)
      ended = true
    })()
    void ending.then(after)
  }
  const quit: Quit = (after = () => app.exit(0)) => end(after)
  app.on('before-quit', (event) => {
    if (ended) return
    event.preventDefault()
    quit()
  })
  powerMonitor.on('shutdown', () => quit())
  return quit
}
