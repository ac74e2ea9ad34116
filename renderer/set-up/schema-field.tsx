import { TextInput } from '@mantine/core'
import type { UseFormRegisterReturn } from 'react-hook-form'
import { KeptSecret } from './kept-secret'
import type { FormField } from './schema-fields'

type SchemaFieldProps = {
  readonly field: FormField
  readonly isKept: boolean
  readonly error: string | undefined
  readonly input: UseFormRegisterReturn
}

export function SchemaField({ field, isKept, error, input }: SchemaFieldProps) {
  const { label, description, secret, numeric, usual } = field
  if (secret) return <KeptSecret label={label} description={description} isKept={isKept} error={error} {...input} />
  const unless = usual === null ? '' : ` ${usual} unless you enter another.`
  return (
    <TextInput
      label={label}
      description={description === undefined ? unless.trim() || undefined : `${description}${unless}`}
      inputMode={numeric ? 'numeric' : undefined}
      autoComplete="off"
      spellCheck={false}
      error={error}
      {...input}
    />
  )
}
