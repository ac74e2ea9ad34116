import type { AxiosInstance } from 'axios'
import { z } from 'zod'
import type { Capabilities, WarehousePort } from '../core/ports/warehouse'
import type { Clock } from '../core/ports/world'
import type { WarehouseSettings } from '../core/settings'

/** What a connector takes from outside. */
export type ConnectorWorld = {
  readonly clock: Clock
  readonly http?: AxiosInstance
  /** For one whole answer; 30 s unless given. */
  readonly timeoutMs?: number
  /** Lines in one call; counts only where it is fewer than the connector's own limit. */
  readonly mostLines?: number
}

/** What a person enters about a warehouse, in the two places where it is kept. */
export type WarehouseEntry = {
  readonly settings: WarehouseSettings
  readonly secrets: Readonly<Record<string, string>>
}

export type OpenedWarehouse =
  { readonly ok: true; readonly port: WarehousePort } | { readonly ok: false; readonly text: string }

export type Connector<Kind extends string = string> = {
  readonly kind: Kind
  /** Before any setting is known; an opened port may promise more precisely. */
  readonly capabilities: Capabilities
  /** All that a person enters, secrets included. Its JSON Schema is the form; secret fields say `writeOnly`. */
  readonly form: z.ZodObject
  readonly secretFields: readonly string[]
  /** Parts what a person entered, once it is checked by `form`. */
  readonly part: (entered: Readonly<Record<string, unknown>>) => WarehouseEntry
  /** Checks the stored settings and secrets again; the text names fields and never what stands in them. */
  readonly open: (
    settings: WarehouseSettings,
    secrets: Readonly<Record<string, string>>,
    world: ConnectorWorld,
  ) => OpenedWarehouse
}

/** What every form has: the kind that it is for, and the address; the others are the system's own. */
type FormOf<Kind extends string> = z.ZodObject<{
  readonly kind: z.ZodLiteral<Kind>
  readonly url: z.ZodType<string, string>
}>

/** Makes a connector of its form and of the function that turns a checked form into a port. */
export function defineConnector<const Kind extends string, Form extends FormOf<Kind>>(definition: {
  readonly kind: Kind
  readonly capabilities: Capabilities
  readonly form: Form
  readonly create: (entered: z.output<Form>, world: ConnectorWorld) => WarehousePort
}): Connector<Kind> {
  const { kind, capabilities, form, create } = definition
  const secretFields = Object.entries(form.shape)
    .filter(([, field]) => isSecret(field))
    .map(([name]) => name)
  const stored = z.looseObject({ kind: z.string(), url: z.string() })
  return {
    ...{ kind, capabilities, form, secretFields },
    part: (entered) => {
      const fields = Object.entries(entered)
      const open = fields.filter(([name]) => !secretFields.includes(name))
      const secret = fields.filter(([name, value]) => secretFields.includes(name) && value !== undefined)
      return {
        settings: stored.parse(Object.fromEntries(open)),
        secrets: z.record(z.string(), z.string()).parse(Object.fromEntries(secret)),
      }
    },
    open: (settings, secrets, world) => {
      const parsed = form.safeParse({ ...settings, ...secrets })
      if (parsed.success) return { ok: true, port: create(parsed.data, world) }
      const fields = [...new Set(parsed.error.issues.map(({ path }) => path.join('.') || 'an unknown field'))]
      return {
        ok: false,
        text: `The settings of the warehouse (${capabilities.name}) cannot be used: ${fields.join(', ')}. Nothing is sent until they are entered again.`,
      }
    },
  }
}

function isSecret(field: unknown): boolean {
  return field instanceof z.ZodType && field.meta()?.writeOnly === true
}
