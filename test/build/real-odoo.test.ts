import { spawn, spawnSync } from 'node:child_process'
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

const project = dirname(dirname(import.meta.dirname))

/** As the tool does it: the server runs on, and its own pid is left. */
const up = `echo "up $1 $ODOO_PORT" >>"$CALLS"
case " $FAILS " in *" $1 "*) echo "no package odoo-$1" ; exit 1 ;; esac
mkdir -p "$2"
node -e 'require("node:http").createServer((_, answer) => answer.end(JSON.stringify({ result: { server_version: process.argv[1] + ".0" } })))
  .listen(process.env.ODOO_PORT, "127.0.0.1")' "$1" >/dev/null 2>&1 &
echo $! >"$2/odoo$1.pid"
until (exec 3<>"/dev/tcp/127.0.0.1/$ODOO_PORT") 2>/dev/null; do :; done
`
const down = `echo "down $2" >>"$CALLS"
for file in "$1"/odoo*.pid; do [ -f "$file" ] && kill "$(cat "$file")"; done
rm -rf "$1"
`

let folder: string
let calls: string
let results: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stocktray-ci-'))
  calls = join(folder, 'calls')
  results = join(folder, 'results')
  mkdirSync(results)
  cpSync(join(project, '.ci'), join(folder, 'clone', '.ci'), { recursive: true })
  write('shared/tools/odoo-up.sh', up)
  write('shared/tools/odoo-down.sh', down)
  // What this computer says of itself, and the tests themselves.
  write('bin/id', '#!/bin/sh\necho "$USER_ID"\n')
  write('bin/grep', '#!/bin/sh\nexit 0\n')
  write('bin/unshare', '#!/bin/sh\nshift\nexec "$@"\n')
  write('bin/npm', '#!/bin/bash\necho "test $ODOO_URL $ODOO_DB $ODOO_LOGIN" >>"$CALLS"\neval "$TESTS"\n')
})

afterEach(() => {
  rmSync(folder, { recursive: true })
})

describe.runIf(process.platform === 'linux')('the tests with a real Odoo', { timeout: 60_000 }, () => {
  it('run against 19, at an address of its own, and it is stopped again', () => {
    expect(run()).toBe(0)
    const [started = '', tested, ...rest] = called()
    const [, version, port = ''] = started.split(' ')
    expect(version).toBe('19')
    expect(tested).toBe(`test http://127.0.0.1:${port} wms19 admin`)
    expect(rest).toEqual(['down --purge'])
    expect(note('ran')).toBe('Odoo 19.0')
  })

  it('fail, and it is stopped all the same', () => {
    expect(run({ TESTS: 'exit 1' })).toBe(1)
    expect(called().at(-1)).toBe('down --purge')
    expect(note('ran')).toBe('Odoo 19.0')
  })

  it('run against 14 where 19 does not start, which is said', () => {
    expect(run({ FAILS: '19' })).toBe(0)
    expect(called().map((call) => call.replace(/ \d{5}$|http:\S+ /, ''))).toEqual([
      'up 19',
      'down --purge',
      'up 14',
      'test wms14 admin',
      'down --purge',
    ])
    expect(note('ran')).toBe('Odoo 14.0. Odoo 19 could not be started.')
  })

  it('are left out where neither starts, and why is said', () => {
    expect(run({ FAILS: '19 14' })).toBe(0)
    expect(called().filter((call) => call.startsWith('test'))).toEqual([])
    expect(note('skipped')).toContain('Odoo 19 could not be started. Odoo 14 could not be started. Logs: ')
    const logs = join(folder, 'clone/node_modules/.cache/real-odoo')
    expect(readFileSync(join(logs, 'odoo-up-14.log'), 'utf8')).toBe('no package odoo-14\n')
  })

  it.each([
    ['who is not root', { USER_ID: '1000' }, 'Only root can start an Odoo here.'],
    ['on another system than Debian', { GREP: '1' }, 'Odoo is taken from Debian, and this is another system.'],
    ['without the tool', { TOOL: '1' }, 'There is no ../shared/tools/odoo-up.sh beside this clone.'],
  ])('are left out for somebody %s', (_who, what, why) => {
    if ('GREP' in what) write('bin/grep', '#!/bin/sh\nexit 1\n')
    if ('TOOL' in what) rmSync(join(folder, 'shared/tools/odoo-up.sh'))
    expect(run(what)).toBe(0)
    expect(note('skipped')).toBe(why)
    expect(called()).toEqual([])
  })

  it('keep away from a port that somebody else answers at', async () => {
    const other = createServer()
    // Where the port is taken already, that is somebody else, too.
    await new Promise<void>((resolve) => other.once('error', () => resolve()).listen(58219, '127.0.0.1', resolve))
    const code = await new Promise((resolve) => started().on('exit', resolve))
    other.close()
    expect(code).toBe(0)
    expect(called()[0]).toMatch(/^up 19 \d+$/)
    expect(called()[0]).not.toBe('up 19 58219')
  })

  it('stop in the middle when they are told to, and so does the Odoo', async () => {
    const program = started({ TESTS: 'sleep 600' })
    await vi.waitUntil(() => called().some((call) => call.startsWith('test')), 30_000)
    program.kill('SIGTERM')
    expect(await new Promise((resolve) => program.on('exit', resolve))).toBe(1)
    expect(called().at(-1)).toBe('down --purge')
  })
})

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), text)
  chmodSync(join(folder, path), 0o755)
}

function environment(more: object) {
  const path = [join(folder, 'bin'), process.env.PATH].join(delimiter)
  return { ...process.env, PATH: path, CALLS: calls, FAILS: '', TESTS: '', USER_ID: '0', ...more }
}

function run(more: object = {}): number | null {
  const script = join(folder, 'clone/.ci/real-odoo')
  return spawnSync('bash', [script, results], { env: environment(more), encoding: 'utf8' }).status
}

function started(more: object = {}) {
  return spawn('bash', [join(folder, 'clone/.ci/real-odoo'), results], { env: environment(more), stdio: 'ignore' })
}

function called(): string[] {
  return existsSync(calls) ? readFileSync(calls, 'utf8').trim().split('\n') : []
}

function note(about: 'ran' | 'skipped'): string {
  return readFileSync(join(results, `odoo.${about}`), 'utf8').trim()
}
