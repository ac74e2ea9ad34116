import { EventEmitter } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { HandlerDetails, WindowOpenHandlerResponse } from 'electron'
import { describe, expect, it } from 'vitest'
import { denyPermissions, watchOverPages } from '../../electron/safety'
import { pagePreferences } from '../../electron/window'
import { sourceFiles } from '../architecture/source-files'

const root = join(import.meta.dirname, '..', '..')

/** A page that was opened, and what the app would have the browser open. */
function watched() {
  const app = new EventEmitter()
  const contents = new EventEmitter()
  const external: string[] = []
  let open: ((details: HandlerDetails) => WindowOpenHandlerResponse) | null = null
  watchOverPages({
    app: app as never,
    shell: { openExternal: (url) => Promise.resolve(void external.push(url)) },
  })
  app.emit(
    'web-contents-created',
    {},
    Object.assign(contents, { setWindowOpenHandler: (handler: typeof open) => (open = handler) }),
  )
  const isPrevented = (event: string, details: object) => {
    let prevented = false
    contents.emit(event, { ...details, preventDefault: () => (prevented = true) })
    return prevented
  }
  return { isPrevented, external, open: (url: string) => open?.({ url } as HandlerDetails) }
}

// One test for each point that concerns us: https://www.electronjs.org/docs/latest/tutorial/security.
describe('Electron’s checklist', () => {
  it('no remote content: the screens are the app’s own, and load nothing of anybody else', () => {
    const page = readFileSync(join(root, 'renderer', 'index.html'), 'utf8')
    expect(page).not.toMatch(/https?:\/\//)
    for (const file of sourceFiles(root, ['electron']))
      expect(readFileSync(join(root, file), 'utf8').replaceAll(/^\s*(\/\/|\*|\/\*).*$/gm, '')).not.toMatch(
        /loadURL\((?!`\$\{screensOrigin\})/,
      )
  })

  it('pages are isolated, in a sandbox, and know nothing of Node', () => {
    expect(pagePreferences).toMatchObject({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
    })
  })

  it('nothing of the web’s own safety is switched off', () => {
    expect(pagePreferences).toMatchObject({
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
    })
    expect(pagePreferences).not.toHaveProperty('enableBlinkFeatures')
    expect(pagePreferences).not.toHaveProperty('preload')
    for (const file of sourceFiles(root, ['electron']))
      expect(readFileSync(join(root, file), 'utf8')).not.toMatch(
        /commandLine|disable-web-security|no-sandbox|certificate-error/,
      )
  })

  it('every permission is denied', () => {
    const answers: boolean[] = []
    const ask = (handler: ((...all: never[]) => unknown) | null, ...given: unknown[]) =>
      handler?.(...(given as never[]))
    denyPermissions({
      session: {
        defaultSession: {
          setPermissionRequestHandler: (handler) =>
            ask(handler, null, 'media', (granted: boolean) => answers.push(granted), {}),
          setPermissionCheckHandler: (handler) => answers.push(ask(handler, null, 'geolocation', '', {}) as boolean),
          setDevicePermissionHandler: (handler) => answers.push(ask(handler, {}) as boolean),
        },
      },
    })
    expect(answers).toEqual([false, false, false])
  })

  it('no page leaves our own', () => {
    const { isPrevented } = watched()
    const isDenied = (url: string) => isPrevented('will-frame-navigate', { url })
    expect(isDenied('app://stocktray/#/history')).toBe(false)
    for (const url of [
      'https://example.com/',
      'app://elsewhere/',
      'app://stocktray/api/state',
      'file:///etc/passwd',
      'javascript:1',
      '',
      'app://stocktray.example/',
    ])
      expect(isDenied(url)).toBe(true)
    expect(isPrevented('will-redirect', { url: 'app://stocktray/' })).toBe(true)
  })

  it('no page opens another, and no guest is attached', () => {
    const { isPrevented, open } = watched()
    expect(open('app://stocktray/')).toEqual({ action: 'deny' })
    expect(open('https://example.com/')).toEqual({ action: 'deny' })
    expect(isPrevented('will-attach-webview', {})).toBe(true)
  })

  it('links to elsewhere are those of our table, and the browser opens them', () => {
    const { open, external } = watched()
    for (const url of [
      ...['https://myshop.retail.lightspeed.app/setup', 'https://myshop.vendhq.com', 'http://myshop.vendhq.com/'],
      ...['https://evil.example/?myshop.vendhq.com/', 'https://myshop.vendhq.com.evil.example/', 'file:///bin/sh'],
      ...['https://myshop.vendhq.com@evil.example/', 'https://my.shop.vendhq.com/', 'javascript:alert(1)', 'smb://a/b'],
      ...['https://evil.example/?to=https://myshop.vendhq.com/', 'https://evil-vendhq.com/', 'https://a.vendhqxcom/'],
    ])
      expect(open(url)).toEqual({ action: 'deny' })
    expect(external).toEqual(['https://myshop.retail.lightspeed.app/setup', 'https://myshop.vendhq.com'])
  })

  it('Electron is one exact version', () => {
    const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      devDependencies: Record<string, string>
    }
    expect(devDependencies.electron).toMatch(/^\d+\.\d+\.\d+$/)
  })

  it('nothing but main.ts takes anything from Electron itself, and no channel leads into it', () => {
    for (const file of sourceFiles(root, ['electron'])) {
      const text = readFileSync(join(root, file), 'utf8')
      if (file !== 'electron/main.ts') expect(text, file).not.toMatch(/^import (?!type).*from 'electron'$/m)
      expect(text, file).not.toMatch(/ipcMain|ipcRenderer|contextBridge/)
    }
  })
})
