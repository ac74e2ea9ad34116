/** Reads one value of what was entered, which is whatever somebody typed or a set-up file said. */
export type Values = Readonly<Record<string, unknown>>

export function blockAt(values: Values, name: string): Values {
  const value = values[name]
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Values) : {}
}

/** '' where nothing stands. */
export function textAt(values: Values, name: string): string {
  const value = values[name]
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

/** An empty field is one that was not filled in. */
export function withoutEmpty(values: Values): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== '' && value !== undefined))
}

/** A number as it was typed; what is none stays as it is, and is answered as such. */
export function numberOf(text: string): number | string | undefined {
  const written = text.trim()
  if (written === '') return undefined
  return Number.isFinite(Number(written)) ? Number(written) : written
}

export type Pair = { readonly outlet: string; readonly location: string }

export function pairsOf(values: Values): readonly Pair[] | null {
  const { outlets } = values
  if (!Array.isArray(outlets)) return null
  return outlets.flatMap((row: unknown) => {
    const block = blockAt({ row }, 'row')
    return [{ outlet: textAt(block, 'outlet'), location: textAt(block, 'location') }]
  })
}
