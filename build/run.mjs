// `node build/run.mjs <bundle>/<entry> [argument …]` runs a program of build/bundles.mjs, built afresh when it changed.
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { makeReady, root, say } from './make-ready.mjs'

const [program = '', ...args] = process.argv.slice(2)
const problem = makeReady([dirname(program)])
if (problem) {
  say(problem)
  process.exitCode = 1
} else {
  const file = join(root, 'dist', `${program}.js`)
  // In this process, as if it had been started directly: signals and the exit code need no passing on.
  process.argv = [process.execPath, file, ...args]
  await import(pathToFileURL(file).href)
}
