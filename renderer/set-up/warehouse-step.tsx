import { NativeSelect, Stack } from '@mantine/core'
import { useState } from 'react'
import { More } from './more'
import { SchemaField } from './schema-field'
import { fieldsOf, type FormField } from './schema-fields'
import { StepButtons } from './step-buttons'
import { askWarehouse, useWalk } from './use-set-up'
import { useStep } from './use-step'
import { blockAt, numberOf, textAt, withoutEmpty } from './values'

export function WarehouseStep() {
  const { values, warehouses } = useWalk().given
  const [kind, setKind] = useState(textAt(blockAt(values, 'warehouse'), 'kind') || (warehouses[0]?.kind ?? ''))
  return (
    <Stack gap="sm">
      <NativeSelect
        label="Kind of warehouse system"
        value={kind}
        onChange={({ currentTarget }) => setKind(currentTarget.value)}
        data={warehouses.map((one) => ({ value: one.kind, label: one.name }))}
      />
      <WarehouseFields key={kind} kind={kind} />
    </Stack>
  )
}

function WarehouseFields({ kind }: { readonly kind: string }) {
  const { values, warehouses, kept } = useWalk().given
  const entered = blockAt(values, 'warehouse')
  const before = entered.kind === kind ? entered : {}
  const fields = fieldsOf(warehouses.find((one) => one.kind === kind)?.form ?? {})
  const { form, frame, error, isBusy, above } = useStep<Record<string, string>>({
    step: 2,
    fields: Object.fromEntries(fields.map(({ name, secret }) => [name, secret ? '' : textAt(before, name)])),
    sections: (given) => ({ warehouse: { ...withoutEmpty(typed(fields, given)), kind } }),
    fieldOf: (path) => path.replace(/^warehouse\./, ''),
    look: askWarehouse,
  })
  const shown = (field: FormField) => (
    <SchemaField
      key={field.name}
      field={field}
      isKept={entered.kind === kind && kept.includes(`warehouse.${field.name}`)}
      error={error(field.name)}
      input={form.register(field.name)}
    />
  )
  const rare = fields.filter((field) => field.usual !== null)
  return (
    <form {...frame}>
      <Stack gap="sm">
        {fields.filter((field) => field.usual === null).map(shown)}
        {rare.length > 0 && <More>{rare.map(shown)}</More>}
      </Stack>
      <StepButtons step={2} isBusy={isBusy} above={above} />
    </form>
  )
}

function typed(fields: readonly FormField[], given: Readonly<Record<string, string>>): Record<string, unknown> {
  return Object.fromEntries(
    fields.map(({ name, numeric }) => [name, numeric ? numberOf(given[name] ?? '') : (given[name] ?? '')]),
  )
}
