import { EventEmitter } from 'node:events'
import { describe, expect, it } from 'vitest'
import type { BrowserWindowConstructorOptions } from 'electron'
import type { Bounds } from '../../electron/desktop-settings'
import type { PageWindow } from '../../electron/parts'
import { pagePreferences, screensWindow } from '../../electron/window'

type Opened = { readonly options: BrowserWindowConstructorOptions; readonly events: EventEmitter; isMinimized: boolean }

/** A PC with one screen, on which windows open. */
function pc({ stood = null, isPackaged = true }: { stood?: Bounds | null; isPackaged?: boolean } = {}) {
  const opened: Opened[] = []
  const did: string[] = []
  const kept: Bounds[] = []
  const quits = { asked: 0 }
  const open = (options: BrowserWindowConstructorOptions): PageWindow => {
    const events = new EventEmitter()
    let isGone = false
    events.on('closed', () => (isGone = true))
    const own: Opened = { options, events, isMinimized: false }
    opened.push(own)
    return {
      on: (event: string, listener: () => void) => events.on(event, listener),
      loadURL: (url: string) => Promise.resolve(void did.push(`load ${url}`)),
      show: () => did.push('show'),
      focus: () => did.push('focus'),
      restore: () => did.push('restore'),
      isMinimized: () => own.isMinimized,
      isDestroyed: () => isGone,
      destroy: () => events.emit('closed'),
      getNormalBounds: () => ({ x: 1, y: 2, width: 903, height: 604 }),
      removeMenu: () => did.push('no menu'),
    }
  }
  const window = screensWindow(
    {
      app: { isPackaged, quit: () => (quits.asked += 1) } as never,
      BrowserWindow: function (options: BrowserWindowConstructorOptions) {
        return open(options)
      } as never,
      screen: { getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1040 } }] },
    },
    { bounds: () => stood, keepBounds: (bounds) => kept.push(bounds) },
  )
  return { window, opened, did, kept, quits }
}

describe('the window', () => {
  it('opens at a place, is shown when it can be, and is the only one', () => {
    const { window, opened, did } = pc()
    window.show('/history/d1')
    expect(did).toEqual(['no menu', 'load app://stocktray/#/history/d1'])
    opened[0]?.events.emit('ready-to-show')
    expect(did.splice(0)).toContain('show')
    window.show('/needs-you')
    expect(did.splice(0)).toEqual(['load app://stocktray/#/needs-you', 'show', 'focus'])
    expect(opened).toHaveLength(1)
  })

  it('that stands is brought to the front where it is, also from the task bar', () => {
    const { window, opened, did } = pc()
    window.show('/history')
    did.splice(0)
    window.show()
    expect(did.splice(0)).toEqual(['show', 'focus'])
    opened[0]!.isMinimized = true
    window.show()
    expect(did).toEqual(['restore', 'show', 'focus'])
  })

  it('has pages that may do nothing but show ours, and no tools where it was installed', () => {
    for (const isPackaged of [true, false]) {
      const { window, opened } = pc({ isPackaged })
      window.show()
      expect(opened[0]?.options.webPreferences).toEqual({ ...pagePreferences, devTools: !isPackaged })
    }
  })

  it('tells its streams when it is closed, and the next one’s run', () => {
    const { window, opened, kept } = pc()
    window.show()
    const first = window.closed()
    expect(first.aborted).toBe(false)
    opened[0]?.events.emit('close')
    opened[0]?.events.emit('closed')
    expect(first.aborted).toBe(true)
    expect(kept).toEqual([{ x: 1, y: 2, width: 903, height: 604 }])
    window.show()
    expect(opened).toHaveLength(2)
    expect(window.closed().aborted).toBe(false)
    window.close()
    expect(window.closed().aborted).toBe(true)
    window.close()
  })

  it('stands where it stood, unless the screen is gone', () => {
    const place = (stood: Bounds | null) => {
      const { window, opened } = pc({ stood })
      window.show()
      return opened[0]?.options
    }
    const size = { width: 1000, height: 700 }
    const stood = { x: 900, y: 300, ...size }
    expect(place(stood)).toMatchObject(stood)
    for (const gone of [null, { x: 1900, y: 50 }, { x: -950, y: 50 }, { x: 40, y: -400 }, { x: 40, y: 1030 }]) {
      const options = place(gone && { ...gone, ...size })
      expect(options).toMatchObject({ width: 1100, height: 740 })
      expect(options).not.toHaveProperty('x')
    }
  })

  it('has the app closed in order where Windows ends the session', () => {
    const { window, opened, quits } = pc()
    window.show()
    opened[0]?.events.emit('query-session-end')
    expect(quits.asked).toBe(1)
  })
})
