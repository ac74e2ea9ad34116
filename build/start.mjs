// `npm start [-- argument …]` opens the desktop app; where Electron cannot be had, the same app for a browser.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { fetchElectron } from './fetch-electron.mjs'
import { makeReady, root, say } from './make-ready.mjs'

const args = process.argv.slice(2)
const problem = makeReady([]) ?? (await start())
if (problem) {
  say(problem)
  process.exitCode = 1
}

async function start() {
  const electron = fetchElectron(root, say)
  if ('program' in electron) return makeReady(['electron']) ?? (await open(electron.program))
  say(
    `Electron could not be fetched (${electron.why}), so open Stocktray in your browser instead: its address follows.`,
  )
  const unready = makeReady(['headless'])
  if (unready) return unready
  const file = join(root, 'dist', 'headless', 'stocktray.js')
  // In this process, as build/run.mjs does: signals and the exit code need no passing on.
  process.argv = [process.execPath, file, 'run', ...args]
  await import(pathToFileURL(file).href)
  return null
}

/**
 * @param {string} program
 * @returns {Promise<string | null>}
 */
function open(program) {
  return new Promise((resolve) => {
    const child = spawn(program, [root, ...args], { stdio: 'inherit' })
    // Ctrl-C reaches the child by itself; a signal to us alone is passed on.
    process.on('SIGINT', () => undefined)
    process.on('SIGTERM', () => child.kill())
    child.on('error', (error) =>
      resolve(`Electron could not be opened (${error.message}): delete node_modules/electron and try again.`),
    )
    child.on('close', (code) => {
      process.exitCode = code ?? 1
      resolve(null)
    })
  })
}
