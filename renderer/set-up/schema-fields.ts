import { blockAt, textAt, type Values } from './values'

/** One field of a form that a JSON Schema describes. */
export type FormField = {
  readonly name: string
  readonly label: string
  readonly description: string | undefined
  readonly secret: boolean
  readonly numeric: boolean
  /** What holds when nothing is entered; null: it must be entered. */
  readonly usual: string | null
}

/** The fields of a connector's form in its order, without the kind, which is chosen before. */
export function fieldsOf(schema: Values): readonly FormField[] {
  const properties = blockAt(schema, 'properties')
  return Object.keys(properties)
    .filter((name) => name !== 'kind')
    .map((name) => {
      const field = blockAt(properties, name)
      const type = textAt(field, 'type')
      return {
        name,
        label: textAt(field, 'title') || name,
        description: textAt(field, 'description') || undefined,
        secret: field.writeOnly === true,
        numeric: type === 'integer' || type === 'number',
        usual: textAt(field, 'default') || null,
      }
    })
}
