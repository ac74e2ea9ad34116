import { Button, Group, Loader, Stack, Text, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Cure } from '../../src/core/cures'
import { ask, client } from '../api/client'
import { usePlaceNames } from '../api/places'
import { Obstacle, useActing } from '../frame/acting'
import { CureCard } from './cure-card'
import { becameOf, waiting } from './cure-words'
import { HeldRows } from './held-rows'
import { useSay } from './said'

/** A SKU that nothing in the warehouse can be booked on: saying what it means sends all that waited for it. */
export function ItemCure({ cure }: { readonly cure: Cure }) {
  const say = useSay()
  const names = usePlaceNames()
  const [typed, setTyped] = useState('')
  const [search, setSearch] = useState<string | null>(null)
  const sku = cure.subject?.name ?? ''
  const [first] = cure.holds
  const asked = useQuery({
    queryKey: ['similar', sku, search],
    queryFn: () => {
      const product = search === null && first?.productId !== undefined ? { product: first.productId } : {}
      return ask(client.api.similar.$get({ query: { sku: search ?? sku, ...product } }))
    },
    // Each answer costs the warehouse a search.
    staleTime: 'static',
    enabled: sku !== '',
  })
  const match = useActing(async ({ item, code }: { readonly item: string; readonly code: string }) => {
    const { documents } = await ask(client.api.matches.$post({ json: { sku, item: `id:${item}` } }))
    say(`“${sku}” is ${code === '' ? 'this item' : `“${code}”`} from now on. ${becameOf(documents, names)}`)
  })
  const warehouse = asked.data?.warehouse ?? 'The warehouse'
  const items = asked.data?.items ?? []
  const title = sku === '' ? (first?.title ?? '') : titles(warehouse, sku)[cure.code]
  return (
    <CureCard
      title={title ?? `${warehouse} cannot book on “${sku}”`}
      waits={waiting(cure.holds.length, 'line')}
      about="Only these lines wait; the others went. Nothing is lost."
    >
      {sku !== '' && (
        <Stack gap="xs">
          {asked.isPending && <Loader size="sm" aria-label="Looking for items that may be meant" role="status" />}
          {asked.isSuccess && (
            <Text size="sm">{items.length === 0 ? nothingLike(search) : 'It may be one of these:'}</Text>
          )}
          {items.map(({ item, code, name, barcode }) => (
            <Group key={item} gap="sm">
              <Button
                size="xs"
                loading={match.isPending && match.variables.item === item}
                disabled={match.isPending}
                onClick={() => match.mutate({ item, code })}
              >
                {`Use “${code === '' ? name : code}”`}
              </Button>
              <Text size="sm">
                {[name, `id ${item}`, ...(barcode === null ? [] : [`barcode ${barcode}`])].join(' · ')}
              </Text>
            </Group>
          ))}
          <form
            onSubmit={(event) => {
              event.preventDefault()
              setSearch(typed.trim() === '' ? null : typed.trim())
            }}
          >
            <Group gap="sm" align="flex-end">
              <TextInput
                label={`What “${sku}” is called in the warehouse`}
                placeholder="Its code there"
                value={typed}
                onChange={({ currentTarget }) => setTyped(currentTarget.value)}
              />
              <Button type="submit" variant="default" disabled={typed.trim() === ''} loading={asked.isFetching}>
                Search
              </Button>
            </Group>
          </form>
          <Obstacle error={match.error ?? asked.error} />
        </Stack>
      )}
      <HeldRows holds={cure.holds} choices={['try', 'look', 'leave-out']} folded={sku !== ''} />
    </CureCard>
  )
}

function nothingLike(search: string | null): string {
  if (search !== null) return `There is no item with the code “${search}”, nor one that is written nearly so.`
  return 'No item there is written nearly so. Search for it, or give the item this code there: the lines then go by themselves.'
}

const titles = (warehouse: string, sku: string): Readonly<Partial<Record<Cure['code'], string>>> => ({
  'sku-not-in-warehouse': `${warehouse} does not know SKU “${sku}”`,
  'item-ambiguous': `${warehouse} has several items with the code “${sku}”`,
  'item-archived': `“${sku}” is archived in ${warehouse}`,
  'item-service': `“${sku}” is a service in ${warehouse}, which keeps no stock of it`,
  'item-untracked': `${warehouse} keeps no stock of “${sku}”`,
})
