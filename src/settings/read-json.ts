import { parse } from 'lossless-json'
import type { Checked } from './problems'

/**
 * Reads a file that a person wrote. Unlike JSON.parse, a key that stands twice is a problem; and no text quotes the
 * file, for what stands beside the mistake may be a secret.
 */
export function readJson(text: string): Checked<unknown> {
  const json = text.replace(/^\uFEFF/, '')
  try {
    return { ok: true, value: parse(json, null, Number) }
  } catch (error) {
    const said = error instanceof Error ? error.message : ''
    const position = /position (\d+)/.exec(said)?.[1]
    const what = said.startsWith('Duplicate key')
      ? 'a key stands there twice'
      : 'a comma, quotation mark or brace is wrong there'
    const where = position === undefined ? '' : ` at ${lineAndColumn(json, Number(position))}: ${what}`
    return { ok: false, problems: [{ path: '', text: `The file is not JSON that can be read${where}.` }] }
  }
}

function lineAndColumn(text: string, position: number): string {
  const lines = text.slice(0, position).split('\n')
  return `line ${lines.length}, column ${(lines.at(-1)?.length ?? 0) + 1}`
}
