import { parse, stringify } from 'lossless-json'

/** Reads JSON with every number kept as the text it was written in; undefined: it is none. */
export function readJson(text: string | null): unknown {
  if (text === null) return undefined
  try {
    return parse(text, null, (digits) => digits)
  } catch {
    return undefined
  }
}

/** Writes JSON; a LosslessNumber goes out as the digits that it holds. */
export function writeJson(value: unknown): string {
  return stringify(value) ?? 'null'
}
