// `npm run package [-- --dir]` packs the desktop app for this computer's system into dist/package; with --dir as a folder,
// without an installer.
import { join } from 'node:path'
import { makeReady, root, say } from './make-ready.mjs'

const options = process.argv.slice(2)
const unknown = options.find((option) => option !== '--dir')
const problem = unknown ? `npm run package knows --dir, not ${unknown}.` : (makeReady(['electron']) ?? (await pack()))
if (problem) {
  say(problem)
  process.exitCode = 1
}

async function pack() {
  // Not before the packages are installed: it reads with one of them.
  const { ownSize, packApp } = await import('./pack-app.mjs')
  const output = join(root, 'dist', 'package')
  say('Packing the app: this takes a minute, and Electron is fetched where it is missing.')
  const main = join(root, 'dist', 'electron')
  // Tests have no Electron, and name a folder that stands in for it.
  const electronDist = process.env.STOCKTRAY_ELECTRON
  const unpacked = packApp({ root, main, output, electronDist, folderOnly: options.includes('--dir') }, say)
  if (!unpacked) say(`Packed into ${output}. Beside Electron the app has ${(ownSize(output) / 1e6).toFixed(1)} MB.`)
  return unpacked
}
