// `node build/ready.mjs [--build [bundle …]]` makes a fresh clone ready; without names it builds every bundle.
import { bundles } from './bundles.mjs'
import { makeReady, say } from './make-ready.mjs'

const [option, ...names] = process.argv.slice(2)
const everything = option === '--build' && names.length === 0
const problem =
  option === undefined || option === '--build'
    ? makeReady(everything ? Object.keys(bundles) : names)
    : `build/ready.mjs knows --build, not ${option}.`
if (problem) {
  say(problem)
  process.exitCode = 1
}
