import { spawnSync } from 'node:child_process'
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'

const project = dirname(dirname(import.meta.dirname))

export type FreshClone = {
  readonly folder: string
  /** Writes a file of the clone, over whatever stands there. */
  write(path: string, text: string): void
  read(path: string): string
  has(path: string): boolean
  /** Runs `node <args>` as a person would, with npm, the network and Vite played by scripts. */
  run(args: readonly string[], options?: RunOptions): Run
  /** What npm and Vite were asked for so far: "npm ci …", "vite build …". */
  calls(): readonly string[]
  remove(): void
}

type RunOptions = {
  /** What npm says before it fails. */
  readonly npmFailsWith?: string
  readonly viteFailsWith?: string
  /** What Electron's own script says before it fails. */
  readonly fetchFailsWith?: string
  readonly withoutNpm?: boolean
  /** The version that Node shall say it has. */
  readonly node?: string
}

type Run = { readonly code: number | null; readonly stdout: string; readonly stderr: string }

const fakeNpm = `#!/bin/sh
echo "npm $*" >> "$CALLS"
rm -rf node_modules
mkdir -p node_modules/vite/bin node_modules/electron
if [ -n "$NPM_FAILS_WITH" ]; then echo "$NPM_FAILS_WITH" >&2; exit 1; fi
cp "$FAKE_VITE" node_modules/vite/bin/vite.js
cp "$FAKE_ELECTRON" node_modules/electron/install.js
`

/** Builds programs that say with what they were started, and stop with exit code 3. */
const fakeVite = `const { appendFileSync, mkdirSync, writeFileSync } = require('node:fs')
const args = process.argv.slice(2)
const at = (name) => args[args.indexOf(name) + 1]
appendFileSync(process.env.CALLS, 'vite build ' + at('--mode') + '\\n')
if (process.env.VITE_FAILS_WITH) { console.error(process.env.VITE_FAILS_WITH); process.exit(1) }
mkdirSync(at('--outDir'), { recursive: true })
const program = "console.log(JSON.stringify(process.argv.slice(2))); process.exitCode = 3"
for (const name of ['stocktray', 'demo', 'simulate', 'bugs', 'bench']) writeFileSync(at('--outDir') + '/' + name + '.js', program)
`

/** Fetches an Electron that says with what it was started, and stops with exit code 4; or says why it cannot. */
const fakeElectron = `const { appendFileSync, mkdirSync, writeFileSync } = require('node:fs')
appendFileSync(process.env.CALLS, 'fetch electron\\n')
console.error(process.env.FETCH_FAILS_WITH)
if (process.env.FETCH_FAILS_WITH) process.exit(1)
mkdirSync(__dirname + '/dist', { recursive: true })
writeFileSync(__dirname + '/dist/electron', '#!/bin/sh\\necho "$*"\\nexit 4\\n', { mode: 0o755 })
writeFileSync(__dirname + '/path.txt', 'electron')
`

/** The project's build scripts in a folder of their own, as after `git clone`: nothing installed, nothing built. */
export function freshClone(): FreshClone {
  const outside = mkdtempSync(join(tmpdir(), 'stocktray-clone-'))
  const folder = join(outside, 'stocktray')
  const bin = join(outside, 'bin')
  const calls = join(outside, 'calls')
  const vite = join(outside, 'vite.cjs')
  const electron = join(outside, 'electron.cjs')
  mkdirSync(bin)
  writeFileSync(join(bin, 'npm'), fakeNpm)
  chmodSync(join(bin, 'npm'), 0o755)
  writeFileSync(vite, fakeVite)
  writeFileSync(electron, fakeElectron)
  // Without the pictures, which no script reads.
  const filter = (path: string) => path !== join(project, 'build/icons')
  cpSync(join(project, 'build'), join(folder, 'build'), { recursive: true, filter })

  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  write('package.json', '{ "type": "module" }')
  write('package-lock.json', '{ "version": 1 }')
  write('src/app.ts', 'export const app = 1\n')

  return {
    folder,
    write,
    read: (path) => readFileSync(join(folder, path), 'utf8'),
    has: (path) => existsSync(join(folder, path)),
    run: (args, { npmFailsWith = '', viteFailsWith = '', fetchFailsWith = '', withoutNpm = false, node } = {}) => {
      const run = spawnSync(process.execPath, [...(node ? ['--import', pretending(node)] : []), ...args], {
        cwd: outside,
        encoding: 'utf8',
        env: {
          PATH: withoutNpm ? outside : [bin, '/usr/bin', '/bin'].join(delimiter),
          CALLS: calls,
          FAKE_VITE: vite,
          FAKE_ELECTRON: electron,
          FETCH_FAILS_WITH: fetchFailsWith,
          NPM_FAILS_WITH: npmFailsWith,
          VITE_FAILS_WITH: viteFailsWith,
        },
      })
      return { code: run.status, stdout: run.stdout, stderr: run.stderr }
    },
    calls: () => (existsSync(calls) ? readFileSync(calls, 'utf8').trim().split('\n') : []),
    remove: () => rmSync(outside, { recursive: true }),
  }
}

function pretending(version: string): string {
  const versions = `{ ...process.versions, node: ${JSON.stringify(version)} }`
  return `data:text/javascript,Object.defineProperty(process, 'versions', { value: ${versions} })`
}
