import { fork, type ChildProcess } from 'node:child_process'
import { dirname, join } from 'node:path'
import { given } from './messages'

const root = join(import.meta.dirname, '..', '..')

export type ForkOptions = { readonly backend?: string; readonly background?: boolean }

/**
 * Starts the built app in plain Node over what stands in for Electron, on the user data that holds `dataDir`. The PC's
 * keyring is a file beside it.
 */
export function forkApp(
  dataDir: string,
  { backend = 'gnome_libsecret', background = false }: ForkOptions,
): ChildProcess {
  return fork(join(root, 'dist', 'electron', 'main.js'), background ? ['--background'] : [], {
    cwd: root,
    execArgv: ['--import', join(root, 'dist', 'rig', 'register.js')],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: {
      ...process.env,
      [given.userData]: dirname(dataDir),
      [given.keyring]: join(dirname(dataDir), 'keyring'),
      [given.backend]: backend,
    },
  })
}
