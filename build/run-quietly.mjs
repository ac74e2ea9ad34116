import { spawnSync } from 'node:child_process'

/**
 * Runs a command to its end and keeps what it says, for the case that it fails.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {string} folder
 * @param {Record<string, string>} [env] Beside what is in the environment.
 * @returns {{ done: boolean, missing: boolean, output: string }}
 */
export function runQuietly(command, args, folder, env = {}) {
  // On Windows npm is a script, which only a shell can start.
  const shell = process.platform === 'win32' && command === 'npm'
  const run = spawnSync(command, args, {
    cwd: folder,
    encoding: 'utf8',
    shell,
    maxBuffer: 2 ** 28,
    env: { ...process.env, ...env },
  })
  const missing = run.error !== undefined && 'code' in run.error && run.error.code === 'ENOENT'
  return { done: run.status === 0, missing, output: `${run.stdout || ''}${run.stderr || ''}`.trimEnd() }
}
