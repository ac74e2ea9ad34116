import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Parts } from './parts'

/** Whether the app starts when this PC's user logs in. */
export type LoginItem = {
  /** null: this is no installed app, and nothing could be started. */
  isOn(): boolean | null
  set(on: boolean): void
}

/** `flag`: what a start by it is told. On Linux it is a file of XDG's (https://specifications.freedesktop.org/autostart-spec/latest/). */
export function loginItem(
  app: Pick<Parts['app'], 'isPackaged' | 'getLoginItemSettings' | 'setLoginItemSettings'>,
  flag: string,
  { platform, env, execPath }: Pick<NodeJS.Process, 'platform' | 'env' | 'execPath'> = process,
): LoginItem {
  if (!app.isPackaged) return { isOn: () => null, set: () => undefined }
  if (platform !== 'linux') {
    const args = [flag]
    return {
      isOn: () => app.getLoginItemSettings({ args }).openAtLogin,
      set: (on) => app.setLoginItemSettings({ openAtLogin: on, args }),
    }
  }
  const file = join(env.XDG_CONFIG_HOME ?? join(homedir(), '.config'), 'autostart', 'stocktray.desktop')
  return {
    isOn: () => existsSync(file),
    set: (on) => {
      if (!on) {
        rmSync(file, { force: true })
        return
      }
      mkdirSync(dirname(file), { recursive: true })
      // An AppImage runs from a folder that is another one at each start.
      writeFileSync(file, autostart(env.APPIMAGE ?? execPath, flag))
    },
  }
}

function autostart(program: string, flag: string): string {
  const quoted = `"${program.replaceAll(/["`$\\]/g, String.raw`\$&`)}"`
  return ['[Desktop Entry]', 'Type=Application', 'Name=Stocktray', `Exec=${quoted} ${flag}`, 'Terminal=false', ''].join(
    '\n',
  )
}
