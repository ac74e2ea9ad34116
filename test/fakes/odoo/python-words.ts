/** A value as Python prints it in a message: None, True, 'text', [1, 2]. */
export function inPython(value: unknown): string {
  if (value === null || value === undefined) return 'None'
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (typeof value === 'string') return `'${value}'`
  if (Array.isArray(value)) return `[${value.map(inPython).join(', ')}]`
  return JSON.stringify(value)
}

/** (1,) or (1, 2) */
export function tupleInPython(values: readonly unknown[]): string {
  return values.length === 1 ? `(${inPython(values[0])},)` : `(${values.map(inPython).join(', ')})`
}
