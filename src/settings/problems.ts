import { z } from 'zod'
import { closestWord } from './closest-word'

/** What is wrong at one place of an input. Texts never repeat what stands there: it may be a secret. */
export type InputProblem = {
  /** "outlets[1].location"; empty: the whole. */
  readonly path: string
  /** "is missing." */
  readonly text: string
}

export type Checked<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problems: readonly InputProblem[] }

/** Checks an input and answers every problem at once, below the path `at`. */
export function check<T>(schema: z.ZodType<T>, input: unknown, at: readonly PropertyKey[] = []): Checked<T> {
  const parsed = schema.safeParse(input, { error: describe })
  if (parsed.success) return { ok: true, value: parsed.data }
  return { ok: false, problems: parsed.error.issues.flatMap((issue) => problemsOf(issue, at)) }
}

/** "outlets[1].location: is missing." */
export function problemLine({ path, text }: InputProblem): string {
  return path === '' ? text : `${path}: ${text}`
}

export function pathText(path: readonly PropertyKey[]): string {
  return path
    .map((part, index) => (typeof part === 'number' ? `[${part}]` : `${index === 0 ? '' : '.'}${shown(part)}`))
    .join('')
}

function problemsOf(issue: z.core.$ZodIssue, at: readonly PropertyKey[]): InputProblem[] {
  const path = [...at, ...issue.path]
  // One issue names all unknown keys of a place; `describe` gave a line to each.
  if (issue.code === 'unrecognized_keys') {
    const lines = issue.message.split('\n')
    return issue.keys.map((key, index) => ({
      path: pathText([...path, key]),
      text: lines[index] ?? 'is not known here.',
    }))
  }
  return [{ path: pathText(path), text: issue.message.endsWith('.') ? issue.message : `${issue.message}.` }]
}

function describe(issue: z.core.$ZodRawIssue): string {
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey(key, issue.inst)).join('\n')
  if (issue.input === undefined) return 'is missing.'
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${expected[issue.expected] ?? `a ${issue.expected}`}, and is ${whatIs(issue.input)}.`
    case 'invalid_value':
      return `must be ${oneOf(issue.values)}.`
    case 'invalid_union':
      return unionText(issue)
    case 'too_small':
      return issue.origin === 'number' || issue.origin === 'int'
        ? `must be at least ${issue.minimum}.`
        : 'must not be empty.'
    case 'too_big':
      return `must be at most ${issue.maximum}${issue.origin === 'string' ? ' letters long' : ''}.`
    case 'invalid_format':
    case 'invalid_key':
    case 'invalid_element':
    case 'not_multiple_of':
    case 'custom':
      return 'is not right.'
  }
}

const expected: Readonly<Record<string, string>> = {
  string: 'a text in quotation marks',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'a block in braces { }',
  array: 'a list in brackets [ ]',
}

function whatIs(input: unknown): string {
  if (input === null) return 'null'
  if (Array.isArray(input)) return 'a list'
  if (typeof input === 'number') return Number.isInteger(input) ? 'a number' : 'a number with a fraction'
  return { string: 'a text', boolean: 'true or false', object: 'a block' }[typeof input as string] ?? 'something else'
}

function unionText(issue: z.core.$ZodRawIssue<z.core.$ZodIssueInvalidUnion>): string {
  const { discriminator, options, input } = { options: undefined, ...issue }
  const named = discriminator === undefined ? undefined : z.record(z.string(), z.unknown()).safeParse(input).data
  if (discriminator !== undefined && named?.[discriminator] === undefined) return 'is missing.'
  return Array.isArray(options) ? `must be ${oneOf(options)}.` : 'is not right.'
}

function oneOf(values: readonly unknown[]): string {
  const words = values.map((value) => `“${String(value)}”`)
  return words.length < 2 ? (words[0] ?? 'left out') : `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`
}

function unknownKey(key: string, place: unknown): string {
  const known = place instanceof z.ZodObject ? Object.keys(place.shape) : []
  const meant = closestWord(key, known)
  return meant === null
    ? `is not known here. Known are: ${known.join(', ')}.`
    : `is not known here. Did you mean “${meant}”?`
}

function shown(part: PropertyKey): string {
  const text = String(part).replace(/\p{Cc}/gu, ' ')
  return text.length > 40 ? `${text.slice(0, 40)}…` : text
}
