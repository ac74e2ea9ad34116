import { linkNameOf } from '../src/core/links'
import type { Parts } from './parts'
import { screensOrigin } from './scheme'

/**
 * What Electron's checklist asks of every page that may ever be opened
 * (https://www.electronjs.org/docs/latest/tutorial/security): none leaves our own, none opens another, none has a guest.
 * A link to another site is opened in the browser, and only one of our table.
 */
export function watchOverPages({ app, shell }: Pick<Parts, 'app' | 'shell'>): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-frame-navigate', (details) => {
      if (!isOurPage(details.url)) details.preventDefault()
    })
    contents.on('will-redirect', (details) => details.preventDefault())
    contents.on('will-attach-webview', (event) => event.preventDefault())
    contents.setWindowOpenHandler(({ url }) => {
      if (linkNameOf(url) !== null) void shell.openExternal(url)
      return { action: 'deny' }
    })
  })
}

/** The page needs none of what a browser would ask a person for. */
export function denyPermissions({ session }: Pick<Parts, 'session'>): void {
  session.defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  session.defaultSession.setPermissionCheckHandler(() => false)
  session.defaultSession.setDevicePermissionHandler(() => false)
}

function isOurPage(url: string): boolean {
  if (!URL.canParse(url)) return false
  const { protocol, host, pathname } = new URL(url)
  return `${protocol}//${host}` === screensOrigin && pathname === '/'
}
