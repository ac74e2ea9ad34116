import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../../src/host/free-port'

const program = '/usr/sbin/sshd'

/** Why the tests with OpenSSH's own server cannot run here; null: they can. */
export function whyNoSshd(): string | null {
  if (existsSync(program)) return null
  return `${program} is missing: install Debian’s openssh-server, as .ci/sshd does`
}

/** A real OpenSSH server on 127.0.0.1, with keys and settings of its own. */
export type OpenSsh = {
  readonly port: number
  /** Who may log in there. */
  readonly user: string
  /** As `ssh-keygen -l` shows it. */
  readonly hostKey: string
  /** The lines of `authorized_keys`; from the next log-in on. */
  admit(...lines: readonly string[]): void
  /** Sends a signal to every session, not to the server itself; answers how many there were. */
  signalSessions(name: NodeJS.Signals): number
  /** Ends, with every session; `back` starts the same server again. */
  away(): Promise<void>
  back(): Promise<void>
  close(): Promise<void>
}

export async function openSsh(options: { readonly port?: number } = {}): Promise<OpenSsh> {
  const missing = whyNoSshd()
  if (missing !== null) throw new Error(`${missing}.`)
  const folder = mkdtempSync(join(tmpdir(), 'stocktray-sshd-'))
  // Where the server puts itself when it runs as root.
  if (process.getuid?.() === 0) mkdirSync('/run/sshd', { recursive: true, mode: 0o755 })
  const port = options.port ?? (await freePort())
  const keyFile = join(folder, 'host-key')
  const keysFile = join(folder, 'authorized_keys')
  run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', keyFile])
  writeFileSync(keysFile, '')
  writeFileSync(join(folder, 'sshd_config'), configOf({ port, keyFile, keysFile, folder }))
  const start = async () => {
    const started = spawn(program, ['-D', '-e', '-f', join(folder, 'sshd_config')], {
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    await listening(started)
    return started
  }
  let server = await start()
  const away = async () => {
    signalAll(below(server.pid ?? 0), 'SIGKILL')
    if (server.exitCode !== null || server.signalCode !== null) return
    const ended = new Promise((resolve) => server.once('close', resolve))
    server.kill('SIGKILL')
    await ended
  }
  return {
    port,
    user: userInfo().username,
    hostKey: run('ssh-keygen', ['-l', '-f', `${keyFile}.pub`]).split(' ')[1] ?? '',
    admit: (...lines) => writeFileSync(keysFile, lines.map((line) => `${line}\n`).join('')),
    signalSessions: (name) => signalAll(below(server.pid ?? 0), name),
    away,
    back: async () => {
      server = await start()
    },
    close: async () => {
      await away()
      rmSync(folder, { recursive: true })
    },
  }
}

function configOf({
  port,
  keyFile,
  keysFile,
  folder,
}: Record<'keyFile' | 'keysFile' | 'folder', string> & { port: number }) {
  return `
ListenAddress 127.0.0.1
Port ${port.toString()}
HostKey ${keyFile}
AuthorizedKeysFile ${keysFile}
PidFile ${join(folder, 'pid')}
UsePAM no
StrictModes no
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin prohibit-password
AllowTcpForwarding remote
LogLevel VERBOSE
`
}

function listening(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = ''
    server.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
      said += chunk
      if (said.includes('Server listening on')) resolve()
    })
    server.once('close', (code) => reject(new Error(`sshd ended with ${String(code)}:\n${said}`)))
  })
}

/** The processes below one, from /proc: its children, theirs, and so on. */
function below(parent: number): number[] {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      const stat = statOf(name)
      // "pid (name) state parent …"; the name may hold anything.
      const words = stat?.slice(stat.lastIndexOf(')') + 2).split(' ')
      return words ? [{ pid: Number(name), parent: Number(words[1]) }] : []
    })
  const childrenOf = (one: number): number[] =>
    parents.filter((child) => child.parent === one).flatMap(({ pid }) => [pid, ...childrenOf(pid)])
  return childrenOf(parent)
}

/** null: it has just ended. */
function statOf(pid: string): string | null {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8')
  } catch {
    return null
  }
}

function signalAll(pids: readonly number[], name: NodeJS.Signals): number {
  return pids.filter((pid) => {
    try {
      return process.kill(pid, name)
    } catch {
      return false
    }
  }).length
}

function run(command: string, args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${command} ended with ${String(status)}: ${stderr}`)
  return stdout
}
