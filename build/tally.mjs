// `node build/tally.mjs <folder>` adds up what the steps of .ci/run left: NAME.exit with the exit code of each, and
// NAME.json of each runner of tests, as vitest's json reporter writes it. Its last line is "N passed, N failed"; above it
// stands which real Odoo was asked. Where none could be (odoo.skipped says why) nothing has failed: not every computer can.
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** @typedef {{ status: string, assertionResults: { status: string }[] }} TestFile */

const [folder = '.'] = process.argv.slice(2)
const steps = readdirSync(folder).filter((name) => name.endsWith('.exit'))
const counts = steps.map((step) => countOf(step.replace(/\.exit$/, '')))
const passed = counts.reduce((sum, count) => sum + count.passed, 0)
const failed = counts.reduce((sum, count) => sum + count.failed, 0)
const missing = steps.length === 0 ? 1 : 0
process.stdout.write(`${realOdoo()}\n`)
process.stdout.write(`${passed} passed, ${failed + missing} failed\n`)
process.exitCode = failed + missing === 0 ? 0 : 1

/**
 * A step that failed counts as one failure where no test does, so that the line never says 0 while something is wrong.
 *
 * @param {string} step
 */
function countOf(step) {
  const done = readFileSync(join(folder, `${step}.exit`), 'utf8').trim() === '0'
  const report = join(folder, `${step}.json`)
  const { passed, failed } = existsSync(report) ? testsIn(readFileSync(report, 'utf8')) : { passed: 0, failed: 0 }
  // The one step that may do nothing, when it says why.
  const idle = step === 'odoo' && passed + failed === 0 && note('skipped') === null
  if (!done || idle) process.stdout.write(`The step “${step}” failed.\n`)
  return { passed, failed: done && !idle ? failed : Math.max(failed, 1) }
}

function realOdoo() {
  const ran = note('ran')
  if (ran === null) return `!!! NO REAL ODOO RAN, 1 step skipped: ${note('skipped') ?? 'the run ended before it.'}`
  const report = join(folder, 'odoo.json')
  const { passed, failed } = existsSync(report) ? testsIn(readFileSync(report, 'utf8')) : { passed: 0, failed: 1 }
  return `The real Odoo that ran: ${ran} (${passed} passed, ${failed} failed)`
}

/**
 * What the step with the real Odoo left to say: `ran`, which one it was, or `skipped`, why there was none.
 *
 * @param {'ran' | 'skipped'} about
 */
function note(about) {
  const file = join(folder, `odoo.${about}`)
  return existsSync(file) ? readFileSync(file, 'utf8').trim() || null : null
}

/** @param {string} text */
function testsIn(text) {
  const testResults = read(text)
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults)
  // A test that was skipped proves nothing, and a file that could not be read has no tests that could fail.
  const passed = tests.filter(({ status }) => status === 'passed').length
  const unread = testResults.filter(({ status, assertionResults }) => status === 'failed' && !failing(assertionResults))
  const failed = tests.length - passed + unread.length
  return { passed, failed: passed + failed === 0 ? 1 : failed }
}

/**
 * A runner that was cut off leaves half a report: that is one without tests.
 *
 * @param {string} text
 * @returns {TestFile[]}
 */
function read(text) {
  try {
    /** @type {{ testResults: TestFile[] }} */
    const report = JSON.parse(text)
    return report.testResults
  } catch {
    return []
  }
}

/** @param {{ status: string }[]} tests */
function failing(tests) {
  return tests.some(({ status }) => status === 'failed')
}
