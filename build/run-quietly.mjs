import { spawnSync } from 'node:child_process'

/**
 * Runs a command to its end and keeps what it says, for the case that it fails.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {string} folder
 * @param {{ env?: Record<string, string>, limit?: number }} [options] `env`: beside what is in the environment.
 *   `limit`: in ms, after which it is ended.
 * @returns {{ done: boolean, missing: boolean, late: boolean, output: string }}
 */
export function runQuietly(command, args, folder, { env = {}, limit } = {}) {
  // On Windows npm is a script, which only a shell can start.
  const shell = process.platform === 'win32' && command === 'npm'
  const run = spawnSync(command, args, {
    cwd: folder,
    encoding: 'utf8',
    shell,
    maxBuffer: 2 ** 28,
    env: { ...process.env, ...env },
    ...(limit !== undefined && { timeout: limit, killSignal: 'SIGKILL' }),
  })
  const code = run.error && 'code' in run.error ? run.error.code : null
  return {
    done: run.status === 0,
    missing: code === 'ENOENT',
    late: code === 'ETIMEDOUT',
    output: `${run.stdout || ''}${run.stderr || ''}`.trimEnd(),
  }
}
