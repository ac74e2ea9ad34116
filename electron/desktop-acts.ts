import type { DesktopActs } from '../src/api/desk'
import type { DesktopSettings } from './desktop-settings'
import type { LoginItem } from './login-item'
import type { Updates } from './updates'

/** What the screens can ask and change about the app on this PC. */
export function desktopActs({
  settings,
  login,
  updates,
  version,
}: {
  readonly settings: Pick<DesktopSettings, 'toasts' | 'chooseToasts'>
  readonly login: LoginItem
  readonly updates: Pick<Updates, 'ready'>
  readonly version: string
}): DesktopActs {
  return {
    given: () => ({ version, toasts: settings.toasts(), opensAtLogin: login.isOn(), update: updates.ready() }),
    change: ({ toasts, opensAtLogin }) => {
      try {
        if (toasts !== undefined) settings.chooseToasts(toasts)
        if (opensAtLogin !== undefined) login.set(opensAtLogin)
        return null
      } catch (error) {
        return `It could not be kept on this PC (${error instanceof Error ? error.message : String(error)}).`
      }
    },
  }
}
