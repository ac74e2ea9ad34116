import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { roomOf } from './rooms'
import { sourceFiles } from './source-files'

/** Names that say nothing about what is inside. */
const emptyNames = ['util', 'utils', 'helper', 'helpers', 'type', 'types', 'common', 'manager', 'service', 'services']
const kebabCase = /^[a-z0-9]+(-[a-z0-9]+)*$/
const mostLines = 250

/** Files and folders below `root` whose name, place or length breaks a rule. */
export function fileViolations(root: string): readonly string[] {
  const code = sourceFiles(root, ['src', 'electron', 'renderer'])
  if (code.length === 0) return ['files: there was no file to look at']
  const named = [...code, ...sourceFiles(root, ['test', 'build'])]
  return [...named.flatMap(nameViolations), ...code.flatMap((file) => codeViolations(root, file))]
}

function nameViolations(file: string): string[] {
  // The room's own file endings (`.test.ts`, `.long.test.ts`, `.d.ts`, `.config.ts`) are no part of the name.
  const names = file.replace(/((\.long)?\.(test|d|config))?\.[a-z]+$/, '').split('/')
  return [
    ...names.filter((name) => !kebabCase.test(name)).map((name) => `${file}: “${name}” is not kebab-case`),
    ...names
      .filter((name) => name.split('-').some((word) => emptyNames.includes(word)))
      .map((name) => `${file}: “${name}” does not say what is inside`),
  ]
}

function codeViolations(root: string, file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8')
  const lines = text.trimEnd().split('\n').length
  return [
    ...(roomOf(file) ? [] : [`${file}: belongs to no room of test/architecture/rooms.ts`]),
    ...(lines > mostLines && !isTable(text)
      ? [
          `${file}: has ${lines} lines and at most ${mostLines} may be, unless its first comment says that it is a table`,
        ]
      : []),
  ]
}

function isTable(text: string): boolean {
  const [first] = ts.getLeadingCommentRanges(text, 0) ?? []
  return first !== undefined && /\btable\b/i.test(text.slice(first.pos, first.end))
}
