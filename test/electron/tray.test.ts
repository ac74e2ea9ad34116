import type { MenuItemConstructorOptions } from 'electron'
import { EventEmitter } from 'node:events'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { iconFile, showTray } from '../../electron/tray'
import type { AppState } from '../../src/core/app-state'
import { stateWithoutEngine } from '../../src/core/state-without-engine'

type Items = readonly MenuItemConstructorOptions[]

const now = new Date(2026, 10, 27, 14, 0).getTime()
beforeEach(() => {
  vi.useFakeTimers({ now })
})
afterEach(() => {
  vi.useRealTimers()
})

/** The tray over a state that the test sets, and what its menu did. */
function shown(first: Partial<AppState> = {}) {
  const well: AppState = { ...stateWithoutEngine('stopped', 'All is in the warehouse.'), shape: 'ok' }
  const seen = { state: { ...well, ...first }, images: [] as string[], tooltips: [] as string[], menus: [] as Items[] }
  const did: unknown[] = []
  const click = new EventEmitter()
  const updates = { version: null as string | null, tell: (): void => undefined }
  let tell: (() => void) | null = null
  const place = {
    on: (event: string, listener: () => void) => click.on(event, listener),
    setImage: (image: string) => seen.images.push(image),
    setToolTip: (text: string) => seen.tooltips.push(text),
    setContextMenu: (menu: Items) => seen.menus.push(menu),
  }
  let isRefused = false
  const fetch = async (request: Request) => {
    did.push([request.method, new URL(request.url).pathname, await request.json()])
    if (isRefused) throw new Error('No engine runs.')
    return Response.json({ kind: 'done' })
  }
  const tray = showTray<string, Items>(
    {
      app: {
        getVersion: () => '1.0.0',
        setAboutPanelOptions: (options: object) => did.push(['about', options]),
        showAboutPanel: () => did.push('about is shown'),
      } as never,
      Menu: { buildFromTemplate: (template) => template, setApplicationMenu: () => undefined },
      nativeImage: { createFromPath: (path) => path.replace(/^.*[\\/]/, '') },
      Tray: function (image: string) {
        seen.images.push(`new ${image}`)
        return place
      } as never,
    },
    {
      host: {
        state: () => seen.state,
        watch: (listener) => {
          tell = listener
          return () => (tell = null)
        },
        api: { fetch } as never,
        wake: () => did.push('wake'),
      },
      updates: {
        ready: () => updates.version,
        watch: (listener) => (updates.tell = listener),
        install: () => did.push('install'),
      },
      window: { show: (at = 'where it is') => did.push(`open ${at}`) },
      quit: (after) => did.push(['quit', after]),
      icons: '/icons',
    },
  )
  return {
    ...{ tray, seen, did, click, updates },
    change: (changed: Partial<AppState>) => {
      seen.state = { ...seen.state, ...changed }
      tell?.()
    },
    refuse: () => (isRefused = true),
    press: async (...path: readonly string[]) => {
      let items = seen.menus.at(-1) ?? []
      for (const text of path.slice(0, -1)) items = (items.find(({ label }) => label === text)?.submenu ?? []) as Items
      const item = items.find(({ label }) => label === path.at(-1))
      expect(item, path.join(', ')).toBeDefined()
      ;(item?.click as (() => void) | undefined)?.()
      await vi.advanceTimersByTimeAsync(0)
    },
  }
}

describe('the menu of the tray', () => {
  it.each<[readonly string[], string, unknown]>([
    [['Sync now'], '/api/sync', {}],
    [['Pause', 'For an hour'], '/api/pause', { until: now + 3_600_000 }],
    [['Pause', 'Until tomorrow, 09:00'], '/api/pause', { until: new Date(2026, 10, 28, 9, 0).getTime() }],
    [['Pause', 'Until I resume'], '/api/pause', { until: null }],
  ])('asks the API at %s, and has the state looked at after', async (path, asked, body) => {
    const { press, did } = shown()
    await press(...path)
    expect(did).toEqual([['POST', asked, body], 'wake'])
  })

  it('resumes, and has the state looked at too where that was refused', async () => {
    const { press, refuse, did } = shown({ shape: 'paused', paused: { since: 1, until: null } })
    refuse()
    await press('Resume')
    expect(did).toEqual([['POST', '/api/resume', {}], 'wake'])
  })

  it('opens places of the screens, and says what the app is', async () => {
    const lastDelivered = { at: now, documentId: 'd1', text: 'CAR-25 · Tea & Co' }
    const { press, did, click } = shown({ lastDelivered })
    for (const text of ['Open Stocktray', '14:00 CAR-25 · Tea && Co', 'History', 'Set-up']) await press(text)
    await press('Help', 'What support needs')
    expect(did.splice(0)).toEqual(['open /', 'open /history/d1', 'open /history', 'open /set-up', 'open /help'])
    click.emit('click')
    click.emit('double-click')
    expect(did.splice(0)).toEqual(process.platform === 'darwin' ? [] : ['open where it is', 'open where it is'])
    await press('Help', 'About Stocktray')
    expect(did).toEqual([['about', { applicationName: 'Stocktray', applicationVersion: '1.0.0' }], 'about is shown'])
  })

  it('offers an update as soon as it is there, and installs it only after all is closed', async () => {
    const { press, did, updates } = shown()
    updates.version = '1.2.3'
    updates.tell()
    await press('Restart to update to 1.2.3')
    const [[quit, after]] = did as [[string, () => void]]
    expect([quit, did]).toEqual(['quit', [['quit', after]]])
    after()
    expect(did.at(-1)).toBe('install')
    await press('Quit: nothing is sent until Stocktray runs again')
    expect(did.at(-1)).toEqual(['quit', undefined])
  })
})

describe('the tray', () => {
  it('draws what changes, once, and what changes by time alone', async () => {
    const { seen, change } = shown()
    expect(seen.images).toEqual([`new ${iconFile('', 'ok', process.platform)}`])
    change({ shape: 'signed-out', sentence: 'Vend does not accept the token.' })
    expect(seen.images.at(-1)).toBe(iconFile('', 'signed-out', process.platform))
    expect(seen.tooltips.at(-1)).toBe('Stocktray: Vend does not accept the token.')
    change({})
    expect([seen.images, seen.tooltips, seen.menus].map(({ length }) => length)).toEqual([2, 2, 2])
    seen.state = { ...seen.state, sentence: 'It is night.' }
    await vi.advanceTimersByTimeAsync(30_000)
    expect(seen.tooltips.at(-1)).toBe('Stocktray: It is night.')
  })

  it('does not flicker with work that is soon over, and shows what lasts', async () => {
    const { seen, change } = shown()
    change({ shape: 'working' })
    await vi.advanceTimersByTimeAsync(1_900)
    change({ shape: 'ok' })
    change({ shape: 'working' })
    await vi.advanceTimersByTimeAsync(1_900)
    expect(seen.images).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(200)
    expect(seen.images.at(-1)).toBe(iconFile('', 'working', process.platform))
  })

  it('says at the end that it is stopping, and draws nothing after that', async () => {
    const { tray, seen, change, updates } = shown()
    tray.close()
    expect(seen.tooltips.at(-1)).toBe('Stocktray: stopping. What is being sent is finished first.')
    change({ shape: 'needs-you' })
    seen.state = { ...seen.state, shape: 'needs-you' }
    updates.tell()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(seen.images).toHaveLength(1)
    expect(seen.tooltips).toHaveLength(2)
  })

  it('is drawn from what the system wants', () => {
    const file = (platform: NodeJS.Platform) => iconFile('icons', 'ok', platform).replace(/^icons./, '')
    expect([file('win32'), file('darwin'), file('linux')]).toEqual(['ok.ico', 'okTemplate.png', 'ok.png'])
  })
})
