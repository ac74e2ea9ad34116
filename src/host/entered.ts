import type { Secrets, Settings } from '../core/settings'

/** What a set-up says, or a part of it, as a set-up file does (design: the command line). */
export type Entered = Readonly<Record<string, unknown>>

/** The names of the fields that are secret, by section: of a warehouse those of all kinds, so that none shows under another. */
export type SecretFields = (section: string) => readonly string[]

/** A set-up that stands, as somebody would enter it now. */
export function enteredOf(settings: Settings, secrets: Secrets): Entered {
  const { vend, warehouse, outlets, sendStockAdjustments, from, scanEveryMinutes, transferOn, limits, realTime } =
    settings
  const { ssh, publicUrl, ...way } = realTime
  return {
    ...{ sendStockAdjustments, scanEveryMinutes, transferOn },
    vend: {
      ...{ ...vend, token: secrets.vendToken },
      ...(secrets.vendClientSecret !== null && { clientSecret: secrets.vendClientSecret }),
    },
    warehouse: { ...warehouse, ...secrets.warehouse },
    outlets: outlets.map(({ outlet, location }) => ({ outlet: outlet.id, location: location.id })),
    ...(from !== null && { from: new Date(from).toISOString() }),
    limits: {
      ...(limits.units !== null && { units: limits.units }),
      ...(limits.lines !== null && { lines: limits.lines }),
    },
    realTime: {
      ...way,
      ...(publicUrl !== null && { publicUrl }),
      ...(ssh !== null && { ssh: withoutNull(ssh) }),
      ...(secrets.ngrokAuthToken !== null && way.via === 'ngrok' && { ngrok: { authToken: secrets.ngrokAuthToken } }),
    },
  }
}

/**
 * The sections that are given now, in place of those before. A secret that is not given again is kept as the first of
 * `before` has it that goes to the same place; it is never carried to another address. null in its place: it is forgotten.
 */
export function enteredOver(before: readonly Entered[], given: Entered, secretFields: SecretFields): Entered {
  const sections = Object.entries(given).map(([name, section]): [string, unknown] => {
    const now = blockOf(section)
    if (!now) return [name, section]
    const old = before.map((entered) => blockOf(entered[name])).find((block) => block && isSamePlace(name, block, now))
    const fields = secretFields(name).map((field): [string, unknown] => {
      const secret = valueAt(now, field)
      if (secret === undefined) return [field, old ? valueAt(old, field) : undefined]
      return [field, secret ?? undefined]
    })
    return [name, fields.reduce<Entered>((block, [field, secret]) => withValueAt(block, field, secret), now)]
  })
  return Object.fromEntries(sections)
}

/** Without its secrets, and the paths of those that are kept. */
export function withoutSecrets(
  entered: Entered,
  secretFields: SecretFields,
): { readonly values: Entered; readonly kept: readonly string[] } {
  const kept: string[] = []
  const values = Object.entries(entered).map(([name, section]): [string, unknown] => {
    const block = blockOf(section)
    if (!block) return [name, section]
    const there = secretFields(name).filter((field) => valueAt(block, field) !== undefined)
    kept.push(...there.map((field) => `${name}.${field}`))
    return [name, there.reduce<Entered>((rest, field) => withValueAt(rest, field, undefined), block)]
  })
  return { values: Object.fromEntries(values), kept }
}

function isSamePlace(section: string, before: Entered, now: Entered): boolean {
  if (section === 'vend') return before.store === now.store
  if (section === 'warehouse') return before.kind === now.kind && before.url === now.url
  return section === 'realTime' && before.via === now.via
}

function blockOf(value: unknown): Entered | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Entered) : null
}

/** `field`: a name, or "ngrok.authToken". */
function valueAt(block: Entered, field: string): unknown {
  const [name = '', ...rest] = field.split('.')
  const inner = blockOf(block[name])
  if (rest.length === 0) return block[name] === '' ? undefined : block[name]
  return inner ? valueAt(inner, rest.join('.')) : undefined
}

function withValueAt(block: Entered, field: string, value: unknown): Entered {
  const [name = '', ...rest] = field.split('.')
  const inner = blockOf(block[name])
  if (rest.length > 0 && !inner && value === undefined) return block
  if (rest.length > 0) return { ...block, [name]: withValueAt(inner ?? {}, rest.join('.'), value) }
  const others = Object.entries(block).filter(([other]) => other !== name)
  return { ...Object.fromEntries(others), ...(value !== undefined && { [name]: value }) }
}

function withoutNull(block: Readonly<Record<string, unknown>>): Entered {
  return Object.fromEntries(Object.entries(block).filter(([, value]) => value !== null))
}
