import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Settings } from 'electron'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { loginItem } from '../../electron/login-item'

let home = ''
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'stocktray-login-'))
})
afterEach(() => rmSync(home, { recursive: true }))

const set: Settings[] = []
const app = {
  isPackaged: true,
  setLoginItemSettings: (settings: Settings) => void set.push(settings),
  getLoginItemSettings: (asked?: { args?: string[] }) =>
    ({ openAtLogin: asked?.args?.[0] === '--background' && set.at(-1)?.openAtLogin === true }) as never,
}

describe('the start at login', () => {
  it('is the system’s own on Windows and macOS', () => {
    const item = loginItem(app, '--background', { platform: 'win32', env: {}, execPath: 'C:\\Stocktray.exe' })
    expect(item.isOn()).toBe(false)
    item.set(true)
    expect(set.at(-1)).toEqual({ openAtLogin: true, args: ['--background'] })
    expect(item.isOn()).toBe(true)
    item.set(false)
    expect(item.isOn()).toBe(false)
  })

  it('is a file of its user on Linux, which goes again', () => {
    const world = { platform: 'linux' as const, env: { XDG_CONFIG_HOME: home }, execPath: '/opt/Stock $tray/stocktray' }
    const item = loginItem(app, '--background', world)
    const file = join(home, 'autostart', 'stocktray.desktop')
    expect(item.isOn()).toBe(false)
    item.set(true)
    expect(item.isOn()).toBe(true)
    expect(readFileSync(file, 'utf8')).toContain('\nExec="/opt/Stock \\$tray/stocktray" --background\n')
    const image = { ...world, env: { ...world.env, APPIMAGE: '/home/me/Stocktray.AppImage' } }
    loginItem(app, '--background', image).set(true)
    expect(readFileSync(file, 'utf8')).toContain('Exec="/home/me/Stocktray.AppImage"')
    item.set(false)
    expect(existsSync(file)).toBe(false)
  })

  it('is none of an app that was not installed', () => {
    const item = loginItem({ ...app, isPackaged: false }, '--background')
    item.set(true)
    expect(item.isOn()).toBe(null)
  })
})
