import { Alert, Button, Loader, NativeSelect, Stack, Table, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useEffectEvent } from 'react'
import type { Named } from '../../src/api/desk'
import { StepButtons } from './step-buttons'
import { suggested } from './suggested'
import { saidOf } from '../api/client'
import { askVend, askWarehouse, useWalk } from './use-set-up'
import { useStep } from './use-step'
import { pairsOf } from './values'

/** The rows of both sides must be known; after the page was opened anew they are asked for. */
export function OutletsStep() {
  const walk = useWalk()
  const { vend, warehouse } = walk.sides
  const asking = useMutation({
    mutationFn: async () => {
      for (const looked of [await askVend(walk), await askWarehouse(walk)]) {
        if (looked.kind === 'wrong') walk.refused(looked.problems)
        else if (looked.kind !== 'done') return looked.text
      }
      return null
    },
  })
  const begin = useEffectEvent(() => {
    if (!vend || !warehouse) asking.mutate()
  })
  useEffect(() => begin(), [])
  const obstacle = asking.error ? saidOf(asking.error) : (asking.data ?? null)
  if (vend && warehouse) return <Rows outlets={vend.outlets} locations={warehouse.locations} />
  if (asking.isPending || obstacle === null)
    return (
      <Text role="status">
        <Loader size="xs" mr="xs" aria-hidden />
        Asking Vend for its outlets, and the warehouse for its locations.
      </Text>
    )
  return (
    <Alert color="red" role="alert" title="The outlets cannot be shown yet">
      <Stack gap="sm" align="flex-start">
        {obstacle}
        <Button variant="default" onClick={() => asking.mutate()}>
          Ask again
        </Button>
      </Stack>
    </Alert>
  )
}

type RowsProps = { readonly outlets: readonly Named[]; readonly locations: readonly Named[] }

function Rows({ outlets, locations }: RowsProps) {
  const { values } = useWalk().given
  const first = suggested(outlets, locations, pairsOf(values))
  const { form, frame, error, isBusy, above } = useStep({
    step: 3,
    fields: { rows: outlets.map(({ id }) => first.get(id) ?? '') },
    sections: ({ rows }) => ({
      outlets: outlets.flatMap(({ id: outlet }, index) => {
        const location = rows[index] ?? ''
        return location === '' ? [] : [{ outlet, location }]
      }),
    }),
    // Vend's answer is by the pairs that were sent, and rows that are not ours were not.
    fieldOf: (path, { rows }) => {
      const pair = Number(/^outlets\[(\d+)\]/.exec(path)?.[1] ?? 'NaN')
      const row = Number.isNaN(pair) ? 0 : (ours(rows)[pair] ?? 0)
      return `rows.${row}`
    },
  })
  const places = [{ value: '', label: 'not ours' }, ...locations.map(({ id, name }) => ({ value: id, label: name }))]
  return (
    <form {...frame}>
      <Text size="sm" id="outlets-about">
        Sync Inventory With Warehouse: choose for each outlet where its stock lies in the warehouse system. What happens
        in an outlet that is not ours is left out.
      </Text>
      <Table withRowBorders={false} verticalSpacing={4} mt="xs" aria-describedby="outlets-about">
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">Outlet in Vend</Table.Th>
            <Table.Th scope="col">Location in the warehouse</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {outlets.map(({ id, name }, index) => (
            <Table.Tr key={id}>
              <Table.Th scope="row" fw={400}>
                {name}
              </Table.Th>
              <Table.Td>
                <NativeSelect
                  aria-label={`Location of ${name}`}
                  data={places}
                  error={error(`rows.${index}`)}
                  {...form.register(`rows.${index}`)}
                />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <StepButtons step={3} isBusy={isBusy} above={above} />
    </form>
  )
}

function ours(rows: readonly string[]): number[] {
  return rows.flatMap((location, index) => (location === '' ? [] : [index]))
}
