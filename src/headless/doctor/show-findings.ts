import { counting } from '../../core/words'
import type { Check } from '../../host/checks/finding'

/** Beyond this a line is hard to read, however wide the window is. */
const widest = 100

/** Checks as a person reads them: what, how it is, and in words what to do; then the sum of it. */
export function showFindings(checks: readonly Check[]): string[] {
  const names = Math.max(...checks.map(({ name }) => name.length))
  const words = Math.max(...checks.map(({ status }) => status.length))
  const indent = names + words + 4
  const rows = checks.flatMap(({ name, status, text }) =>
    wrapped(text, widest - indent).map((line, index) => {
      const head = index === 0 ? `${name.padEnd(names)}  ${status.padEnd(words)}  ` : ' '.repeat(indent)
      return head + line
    }),
  )
  return [...rows, '', sum(checks)]
}

function sum(checks: readonly Check[]): string {
  const open = checks.filter(({ status, unknown }) => status !== 'ok' && !unknown).map(({ name }) => name)
  const unknown = checks.filter(({ unknown }) => unknown).length
  const well = `${(checks.length - open.length - unknown).toString()} of ${counting(checks.length, 'check')} are well`
  const needs = open.length === 0 ? [] : [`${open.join(', ')} ${open.length === 1 ? 'needs' : 'need'} you`]
  const rest = unknown === 0 ? [] : [`${unknown.toString()} could not be made`]
  return `${[well, ...needs, ...rest].join('; ')}. Nothing was changed.`
}

/** Lines of at most `width` characters, broken between words; a longer word stands alone. */
function wrapped(text: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, line]
}
