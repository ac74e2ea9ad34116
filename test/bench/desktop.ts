import { readFileSync, rmSync } from 'node:fs'
import { mkdtempSync } from 'node:fs'
import { createConnection } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { ownSize, packApp } from '../../build/pack-app.mjs'
import { freePort } from '../../src/host/free-port'
import { stubElectron } from '../build/stub-electron'
import { openBackOffice } from '../headless/back-office'
import { forkApp } from '../rig/fork-app'
import type { Said } from '../rig/messages'
import type { Figure } from './figure'

const root = join(import.meta.dirname, '..', '..')
const launches = 5
const settleMs = 20_000
const idleMs = 120_000

/**
 * The desktop app as its PC feels it, without Electron's own share: the built program in plain Node, over what stands in
 * for Electron. Idle: set up, with a scan every five minutes and a listener, and nothing happens in the shop.
 */
export async function measureDesktop(): Promise<Figure[]> {
  const office = await openBackOffice()
  try {
    const port = await freePort()
    const publicUrl = `http://127.0.0.1:${port.toString()}`
    await office.standing({ realTime: { via: 'own-address', publicUrl, port } })
    await office.synced()
    const starts: Launch[] = []
    for (let times = 0; times < launches; times += 1) starts.push(await launch(office.dataDir, port))
    return [
      figure('from launch until the listener takes webhooks, ms', middle(starts.map(({ listens }) => listens))),
      figure('from launch until the tray is ready, ms', middle(starts.map(({ tray }) => tray))),
      ...(await idle(office.dataDir)),
      figure('size of the package without Electron, MB', packedSize() / 1e6),
    ]
  } finally {
    await office.close()
  }
}

function figure(what: string, value: number, note?: string): Figure {
  return { what, value, bound: null, ...(note !== undefined && { note }) }
}

type Launch = { readonly listens: number; readonly tray: number }

async function launch(dataDir: string, port: number): Promise<Launch> {
  const began = performance.now()
  const since = () => performance.now() - began
  const child = forkApp(dataDir, { background: true })
  const tray = new Promise<number>((resolve) =>
    child.on('message', ({ say }: Said) => {
      if (say === 'menu') resolve(since())
    }),
  )
  while (!(await accepts(port))) await sleep(5)
  const listens = since()
  const launched = { listens, tray: await tray }
  child.kill('SIGKILL')
  await new Promise((resolve) => child.once('close', resolve))
  return launched
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ host: '127.0.0.1', port })
    const end = (is: boolean) => {
      socket.destroy()
      resolve(is)
    }
    socket.once('connect', () => end(true)).once('error', () => end(false))
  })
}

/** Linux alone says of a process what of its memory is its own. */
async function idle(dataDir: string): Promise<Figure[]> {
  if (process.platform !== 'linux') return []
  const child = forkApp(dataDir, { background: true })
  const pid = (child.pid ?? 0).toString()
  await sleep(settleMs)
  const before = processorMs(pid)
  await sleep(idleMs)
  const used = processorMs(pid) - before
  const pss = Number(/^Pss:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 'NaN')
  child.kill('SIGKILL')
  await new Promise((resolve) => child.once('close', resolve))
  return [
    figure('idle memory of the engine host (PSS), MB', (pss * 1024) / 1e6),
    figure('processor of the engine host over two idle minutes, %', (100 * used) / idleMs),
  ]
}

/** Of user and system, in ms; the kernel counts in hundredths of a second (proc(5)). */
function processorMs(pid: string): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ')
  return (Number(fields[11]) + Number(fields[12])) * 10
}

function packedSize(): number {
  const work = mkdtempSync(join(tmpdir(), 'stocktray-packed-'))
  try {
    const electronDist = stubElectron(join(work, 'electron'))
    const output = join(work, 'out')
    const main = join(root, 'dist', 'electron')
    const problem = packApp({ root, main, output, electronDist, folderOnly: true }, (text) => console.error(text))
    if (problem !== null) throw new Error(problem)
    return ownSize(output)
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

function middle(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? NaN
}
