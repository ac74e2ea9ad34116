/** Leaves secrets out of any value of texts, lists and objects: out of the names of properties too. */
export type RedactValue = <Value>(value: Value) => Value

const veil = '…'
/** What stands under such a name is a secret, whatever it is. */
const secretName =
  /^(.*[._-])?(token|secret|password|passwd|api_?key|authorization|cookie|signature|key|.*(Token|Secret|Password|ApiKey|Key))$/i

/** Takes what `redact` takes out of a text out of every text of a value, and all that stands under a secret's name. */
export function redactingValues(redact: (text: string) => string): RedactValue {
  const walk = (value: unknown, name = ''): unknown => {
    if (typeof value === 'string') return value !== '' && secretName.test(name) ? veil : redact(value)
    if (Array.isArray(value)) return value.map((one) => walk(one, name))
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [redact(key), walk(one, key)]))
  }
  return <Value>(value: Value) => walk(value) as Value
}
