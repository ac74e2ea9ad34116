import type { Method } from './methods'
import { odooError, type ErrorName } from './odoo-error'
import type { Store } from './store'

export type Held = {
  /** Resolves when the next call of the method has come. */
  readonly arrived: Promise<void>
  readonly release: () => void
}

export type ServerRoom = {
  /** Reads at once, as it stands in the books; writes one after the other, each whole or not at all. */
  readonly carryOut: (name: string, method: Method, work: () => unknown) => Promise<unknown>
  readonly delay: (name: string, ms: number) => void
  readonly hold: (name: string, when: 'before' | 'after') => Held
  readonly fail: (name: string, times: number, error: { readonly name: ErrorName; readonly text: string }) => void
  /** Resolves when no write is under way. */
  readonly quiet: () => Promise<void>
}

type Stop = { readonly when: 'before' | 'after'; readonly arrive: () => void; readonly released: Promise<void> }

/** The server goes on with what it began, whether or not the caller is still there. */
export function createServerRoom(store: Store): ServerRoom {
  const delays = new Map<string, number>()
  const stops = new Map<string, Stop[]>()
  const failures = new Map<string, { left: number; readonly name: ErrorName; readonly text: string }>()
  let line: Promise<unknown> = Promise.resolve()

  const turn = async (name: string, method: Method, work: () => unknown) => {
    const stop = stops.get(name)?.shift()
    stop?.arrive()
    const ms = delays.get(name)
    if (ms !== undefined) await new Promise((resolve) => setTimeout(resolve, ms))
    if (stop?.when === 'before') await stop.released
    const failure = failures.get(name)
    if (failure && failure.left > 0) {
      failure.left -= 1
      throw odooError(failure.name, failure.text)
    }
    const result = method.writes ? store.transaction(work) : work()
    if (stop?.when === 'after') await stop.released
    return result
  }

  return {
    carryOut: (name, method, work) => {
      if (!method.writes) return turn(name, method, work)
      const mine = line.then(() => turn(name, method, work))
      // Its caller hears of a failure; the next in the line goes on.
      line = mine.catch(() => null)
      return mine
    },
    delay: (name, ms) => {
      delays.set(name, ms)
    },
    hold: (name, when) => {
      const [arrival, release] = [openGate(), openGate()]
      stops.set(name, [...(stops.get(name) ?? []), { when, arrive: arrival.pass, released: release.passed }])
      return { arrived: arrival.passed, release: release.pass }
    },
    fail: (name, times, { name: errorName, text }) => {
      failures.set(name, { left: times, name: errorName, text })
    },
    quiet: async () => {
      await line
    },
  }
}

function openGate(): { readonly passed: Promise<void>; readonly pass: () => void } {
  let pass: (() => void) | undefined
  const passed = new Promise<void>((resolve) => {
    pass = resolve
  })
  return { passed, pass: () => pass?.() }
}
