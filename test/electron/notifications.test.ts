import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { watchToasts } from '../../electron/notifications'
import type { AppState, HistoryDocument } from '../../src/core/app-state'
import { stateWithoutEngine } from '../../src/core/state-without-engine'
import { patienceMs, type ToastChoice } from '../../src/core/toasts'

const start = Date.parse('2026-11-27T14:00:00Z')
beforeEach(() => {
  vi.useFakeTimers({ now: start })
})
afterEach(() => {
  vi.useRealTimers()
})

const well: AppState = { ...stateWithoutEngine('stopped', 'All is in the warehouse.'), shape: 'ok' }
const problem = (unauthorised: boolean) => ({ since: start, unauthorised, text: 'It is not accepted.', retryAt: 0 })

/** A PC whose user chose `choice`, and was told of `told` by an earlier start. */
function pc({ choice = 'all', told = [] }: { choice?: ToastChoice; told?: readonly string[] } = {}) {
  const seen = { state: well, history: [] as HistoryDocument[], runs: true, told, choice, isSupported: true, looks: 0 }
  const [all, standing, opened]: [string[], string[], string[]] = [[], [], []]
  const clicks = new Map<string, () => void>()
  let tell: (() => void) | null = null
  const show = (text: string) => ({
    on: (event: string, listener: () => void) => event === 'click' && clicks.set(text, listener),
    show: () => {
      all.push(text)
      standing.push(text)
    },
    close: () => void standing.splice(standing.indexOf(text), 1),
  })
  const running = { app: { history: () => seen.history }, shop: { settings: { outlets: [] } } }
  const toasts = watchToasts(
    {
      Notification: Object.assign(
        function ({ body = '' }: { body?: string }) {
          return show(body)
        },
        { isSupported: () => seen.isSupported },
      ) as never,
    },
    {
      host: {
        state: () => {
          seen.looks += 1
          return seen.state
        },
        watch: (listener) => {
          tell = listener
          return () => (tell = null)
        },
        running: () => (seen.runs ? (running as never) : null),
        missing: () => (seen.runs ? null : { shape: 'stopped', text: 'The disk is full.' }),
      },
      settings: {
        toasts: () => seen.choice,
        told: () => seen.told,
        keepTold: (kept) => (seen.told = kept),
      },
      open: (place) => opened.push(place),
    },
  )
  return {
    ...{ seen, all, standing, opened, toasts },
    click: (text: string) => clicks.get(text)?.(),
    /** It is looked, after something has changed. */
    change: async (state: Partial<AppState> = {}) => {
      seen.state = { ...well, ...state }
      tell?.()
      await vi.advanceTimersByTimeAsync(1_500)
    },
    /** Pushed at this moment; `at`: ms since 1970. */
    push: (id: string, { at = Date.now(), reference = 'CAR-25' } = {}) =>
      void seen.history.push({
        ...{ id, kind: 'stocktake', cause: 'scan', reference, status: 'delivered', warehouseNumber: 'ST-1' },
        vend: { consignmentId: `of ${reference}`, reference, type: 'SUPPLIER', name: null },
        ...{ location: 'Main', from: null, to: null, waits: null, note: null, holds: [] },
        lines: [{ sku: id, quantity: '1' }],
        ...{ createdAt: new Date(at).toISOString(), deliveredAt: new Date(at).toISOString() },
      }),
  }
}

describe('the notification of what was pushed', () => {
  it('is one for what comes together, told once, and leads to its document', async () => {
    const { all, opened, change, click, push } = pc()
    await vi.advanceTimersByTimeAsync(1_500)
    push('a')
    push('b')
    await change()
    expect(all).toEqual(['CAR-25: 2 items to Main.'])
    await change()
    push('c', { reference: 'CAR-26' })
    await change()
    expect(all).toEqual(['CAR-25: 2 items to Main.', 'CAR-26: 1 item to Main.'])
    click('CAR-25: 2 items to Main.')
    expect(opened).toEqual(['/history/a'])
  })

  it('is none for what was pushed before the start', async () => {
    const { all, change, push } = pc()
    push('a', { at: start - 1 })
    await change()
    expect(all).toEqual([])
  })

  it('is none later for what was pushed while nobody wanted to hear of it', async () => {
    const { all, seen, change, push } = pc({ choice: 'problems' })
    push('a')
    await change()
    seen.choice = 'all'
    await change()
    expect(all).toEqual([])
  })
})

describe('the notification of a failure', () => {
  it('is told once for as long as it lasts, leads to its cure, and goes with it', async () => {
    const { all, standing, opened, change, click } = pc()
    await change({ vendProblem: problem(true) })
    await change({ vendProblem: problem(true), sentence: 'Another minute has passed.' })
    expect(all).toEqual(['It is not accepted.'])
    click('It is not accepted.')
    expect(opened).toEqual(['/needs-you'])
    await change()
    expect(standing).toEqual([])
    await change({ vendProblem: problem(true) })
    expect(all).toHaveLength(2)
  })

  it('is not told again by the next start', async () => {
    const first = pc()
    await first.change({ vendProblem: problem(true) })
    const second = pc({ told: first.seen.told })
    await second.change({ vendProblem: problem(true) })
    expect(second.all).toEqual([])
  })

  it('that ends by itself is told when it has lasted, without anything having changed', async () => {
    const { all, change } = pc()
    await change({ warehouseProblem: problem(false), sentence: 'The warehouse does not answer.' })
    await vi.advanceTimersByTimeAsync(patienceMs - 5_000)
    expect(all).toEqual([])
    await vi.advanceTimersByTimeAsync(25_000)
    expect(all).toEqual(['The warehouse does not answer.'])
  })

  it.each<[ToastChoice, number]>([
    ['all', 2],
    ['problems', 1],
    ['none', 0],
  ])('stands beside the others where its user wants %s', async (choice, shown) => {
    const { all, change, push } = pc({ choice })
    push('a')
    await change({ vendProblem: problem(true) })
    expect(all).toHaveLength(shown)
  })

  it('that its user did not want to hear of is no news later', async () => {
    const { all, seen, change } = pc({ choice: 'none' })
    await change({ vendProblem: problem(true) })
    seen.choice = 'all'
    await change({ vendProblem: problem(true) })
    expect(all).toEqual([])
  })

  it('neither comes nor goes while an engine is started again, and one that stays away is told', async () => {
    const { all, standing, seen, change } = pc()
    await change({ vendProblem: problem(true) })
    seen.runs = false
    await change(stateWithoutEngine('stopped', 'The disk is full.'))
    expect(standing).toEqual(['It is not accepted.'])
    await vi.advanceTimersByTimeAsync(40_000)
    expect(all).toEqual(['It is not accepted.', 'The disk is full.'])
  })
})

describe('the notifications', () => {
  it('go with the app, which says nothing after that', async () => {
    const { all, standing, toasts, change, push } = pc()
    await change({ vendProblem: problem(true) })
    push('a')
    toasts.close()
    await vi.advanceTimersByTimeAsync(60_000)
    expect([all, standing]).toEqual([['It is not accepted.'], []])
  })

  it('are looked for every 20 seconds, however much has changed before', async () => {
    const { seen, change } = pc()
    for (let times = 0; times < 10; times += 1) await change()
    seen.looks = 0
    await vi.advanceTimersByTimeAsync(60_000)
    expect(seen.looks).toBe(3)
  })

  it('are none where the system shows none', async () => {
    const { all, seen, change } = pc()
    seen.isSupported = false
    await change({ vendProblem: problem(true) })
    expect(all).toEqual([])
  })
})
