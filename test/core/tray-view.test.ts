import { describe, expect, it } from 'vitest'
import type { AppState, StateHold } from '../../src/core/app-state'
import { stateWithoutEngine } from '../../src/core/state-without-engine'
import { trayIcons, trayView, type TrayIcon, type TrayLine } from '../../src/core/tray-view'

const time = (ms: number) => `at ${ms}`
const stateOf = (changed: Partial<AppState>): AppState => ({
  ...stateWithoutEngine('stopped', 'All is in the warehouse.'),
  shape: 'ok',
  ...changed,
})
const hold = { id: 'h', code: 'refused', text: '' } as unknown as StateHold

const texts = (menu: readonly TrayLine[]): string[] =>
  menu.flatMap((line) =>
    line.kind === 'between' ? [] : line.kind === 'menu' ? [line.text, ...texts(line.lines)] : [line.text],
  )
const textsOf = (changed: Partial<AppState>, update: string | null = null) =>
  texts(trayView(stateOf(changed), time, update).menu)

const icons: Readonly<Record<AppState['shape'], TrayIcon>> = {
  ok: 'ok',
  working: 'working',
  'not-scanned': 'working',
  'needs-you': 'needs-you',
  stopped: 'needs-you',
  retrying: 'retrying',
  offline: 'offline',
  'signed-out': 'signed-out',
  paused: 'paused',
  off: 'paused',
  'not-set-up': 'not-set-up',
}

describe('the tray', () => {
  it.each(Object.entries(icons))('draws %s as %s, and green only what is well', (shape, icon) => {
    const view = trayView(stateOf({ shape: shape as AppState['shape'] }), time)
    expect(view.icon).toBe(icon)
    expect(trayIcons).toContain(view.icon)
  })

  it('says the line of truth', () => {
    expect(trayView(stateOf({}), time).tooltip).toBe('Stocktray: All is in the warehouse.')
    const long = `${'word '.repeat(40)}end.`
    const { tooltip } = trayView(stateOf({ sentence: long }), time)
    expect(tooltip.length).toBeLessThanOrEqual(127)
    expect(tooltip).toMatch(/ word …$/)
    // Without a word's end it is cut all the same.
    expect(trayView(stateOf({ sentence: 'x'.repeat(300) }), time).tooltip).toHaveLength(127)
  })

  it('offers only what applies', () => {
    expect(textsOf({ shape: 'not-set-up' })).toEqual([
      ...['Open Stocktray', 'All is in the warehouse.', 'Set-up', 'Help', 'What support needs', 'About Stocktray'],
      'Quit',
    ])
    expect(
      textsOf({
        lastScan: { at: 5, upTo: 4 },
        nextScanAt: 9,
        lastDelivered: { at: 3, documentId: 'd1', text: 'CAR-25 · 2 lines · ST-1' },
        holds: [hold],
      }),
    ).toEqual([
      ...['Open Stocktray', 'Sync now', 'All is in the warehouse.', 'Last scan at 5, next at 9'],
      ...['at 3 CAR-25 · 2 lines · ST-1', 'Needs you: 1'],
      ...['Pause', 'For an hour', 'Until tomorrow, 09:00', 'Until I resume', 'History', 'Set-up'],
      ...['Help', 'What support needs', 'About Stocktray', 'Quit: nothing is sent until Stocktray runs again'],
    ])
    const paused = textsOf({ shape: 'paused', paused: { since: 1, until: null } })
    expect(paused).toContain('Resume')
    expect(paused).not.toContain('Pause')
    const stopped = textsOf({ shape: 'stopped' })
    for (const text of ['Sync now', 'Pause', 'History']) expect(stopped).not.toContain(text)
  })

  it('leads to what it names: what needs you, and what there is to choose before it goes live', () => {
    const leadsTo = (text: string, place: string): TrayLine => ({ kind: 'act', text, act: { do: 'open', place } })
    expect(trayView(stateOf({ holds: [hold] }), time).menu).toContainEqual(leadsTo('Needs you: 1', '/needs-you'))
    const paused = { since: 1, until: null, watching: true } as const
    const { menu } = trayView(stateOf({ shape: 'paused', paused }), time)
    expect(menu).toContainEqual(leadsTo('Go live …', '/'))
    expect(texts(menu)).not.toContain('Resume')
  })

  it('is not as wide as its longest sentence', () => {
    const wide = textsOf({
      sentence: 'word '.repeat(40),
      lastDelivered: { at: 3, documentId: 'd', text: 'x'.repeat(99) },
    })
    expect(Math.max(...wide.map(({ length }) => length))).toBeLessThanOrEqual(70)
  })

  it('opens the last document', () => {
    const lastDelivered = { at: 3, documentId: 'd1', text: 'CAR-25' }
    expect(trayView(stateOf({ lastDelivered }), time).menu).toContainEqual({
      kind: 'act',
      text: 'at 3 CAR-25',
      act: { do: 'open', place: '/history/d1' },
    })
  })

  it('says what quitting stops, and offers an update that waits', () => {
    const counts = { ...stateOf({}).counts, sending: 1 }
    expect(textsOf({ counts }).at(-1)).toBe('Quit: what is being sent is finished, then nothing is sent')
    expect(textsOf({}, '1.2.3')).toContain('Restart to update to 1.2.3')
  })
})
