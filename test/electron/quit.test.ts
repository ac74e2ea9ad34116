import { EventEmitter } from 'node:events'
import { describe, expect, it } from 'vitest'
import { closeBeforeQuit } from '../../electron/quit'

/** An app whose engine still sends, until it is `answered`, and what was done so far. */
function sending() {
  const [app, power] = [new EventEmitter(), new EventEmitter()]
  const did: string[] = []
  let [answered, failed]: (() => void)[] = []
  const closed = new Promise<void>((resolve, reject) => {
    answered = resolve
    failed = () => reject(new Error('The disk is full.'))
  })
  const parts = {
    app: Object.assign(app, { exit: (code?: number) => did.push(`exit ${String(code)}`) }),
    powerMonitor: power,
  }
  const host = {
    close: () => {
      did.push('close')
      return closed
    },
  }
  const quit = closeBeforeQuit(parts as never, host, () => did.push('leave'))
  /** As Electron asks before it ends. Answers whether it is kept from it. */
  const isKept = () => {
    let kept = false
    app.emit('before-quit', { preventDefault: () => (kept = true) })
    return kept
  }
  const settled = () => new Promise((resolve) => setImmediate(resolve))
  return { quit, power, did, isKept, settled, answered: () => answered?.(), failed: () => failed?.() }
}

describe('the end of the app', () => {
  const ways: [string, (world: ReturnType<typeof sending>) => void][] = [
    ['the menu', ({ quit }) => quit()],
    ['the system', ({ isKept }) => expect(isKept()).toBe(true)],
    ['the end of the session', ({ power }) => power.emit('shutdown')],
  ]
  it.each(ways)('asked for by %s waits for the answer to what is being sent', async (_, ask) => {
    const world = sending()
    ask(world)
    await world.settled()
    expect(world.did).toEqual(['leave', 'close'])
    // Nothing ends it sooner, whoever asks again.
    expect(world.isKept()).toBe(true)
    await world.settled()
    expect(world.did).toEqual(['leave', 'close'])
    world.answered()
    await world.settled()
    expect(world.did.slice(0, 3)).toEqual(['leave', 'close', 'exit 0'])
  })

  it('is not kept off by an engine that could not be closed', async () => {
    const { quit, did, settled, failed } = sending()
    quit()
    failed()
    await settled()
    expect(did).toEqual(['leave', 'close', 'exit 0'])
  })

  it('makes way for an update only when everything is closed, and for its own quit then', async () => {
    const { quit, did, isKept, settled, answered } = sending()
    quit(() => did.push('install'))
    await settled()
    expect(did).toEqual(['leave', 'close'])
    answered()
    await settled()
    expect(did).toEqual(['leave', 'close', 'install'])
    expect(isKept()).toBe(false)
  })
})
