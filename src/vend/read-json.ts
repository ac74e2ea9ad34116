import { parse } from 'lossless-json'

export type ReadJson = { readonly ok: true; readonly value: unknown } | { readonly ok: false }

/**
 * Reads JSON with every number kept as the text it was written in: Vend's versions have 64 bits and its quantities
 * five places, and neither may pass through a binary float.
 */
export function readJson(text: string): ReadJson {
  try {
    return { ok: true, value: parse(text, null, (digits) => digits) }
  } catch {
    return { ok: false }
  }
}
