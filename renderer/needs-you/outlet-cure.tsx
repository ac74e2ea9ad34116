import { Button, Group, NativeSelect, Radio, Stack, Text, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { freedBy, type Cure } from '../../src/core/cures'
import { ask, client } from '../api/client'
import { Obstacle, useActing } from '../frame/acting'
import { CureCard } from './cure-card'
import { becameOf, waiting } from './cure-words'
import { HeldRows } from './held-rows'
import { useSay } from './said'

/** An outlet that has no location: choosing one sends all that waited for it. */
export function OutletCure({ cure }: { readonly cure: Cure }) {
  const say = useSay()
  const [chosen, choose] = useState('')
  const [begins, setBegins] = useState<'now' | 'day'>('now')
  const [day, setDay] = useState('')
  const count = freedBy(cure)
  const outlet = cure.subject
  const asked = useQuery({
    queryKey: ['locations'],
    queryFn: () => ask(client.api.locations.$get()),
    // Each answer costs the warehouse a call: once is enough.
    staleTime: 'static',
  })
  const locations = asked.data?.locations ?? []
  const map = useActing(async () => {
    const from = begins === 'now' ? 'now' : new Date(`${day}T00:00:00`).toISOString()
    const json = { outletId: outlet?.id ?? '', locationId: chosen, from }
    const { documents } = await ask(client.api.outlets.$post({ json }))
    const names = new Map(locations.map(({ id, name }) => [id, name]))
    say(becameOf(documents, names))
  })
  const name = outlet?.name ?? ''
  return (
    <CureCard
      title={outlet ? `Outlet “${name}” has no location yet` : 'An outlet has no location yet'}
      waits={waiting(count, 'transfer')}
    >
      {outlet && (
        <>
          <NativeSelect
            label={`Where the stock of ${name} lies in ${asked.data?.warehouse ?? 'the warehouse'}`}
            value={chosen}
            onChange={({ currentTarget }) => choose(currentTarget.value)}
            disabled={locations.length === 0}
            data={[
              { value: '', label: asked.isPending ? 'Asking the warehouse for its locations …' : 'Choose a location' },
              ...locations.map(({ id, name: label }) => ({ value: id, label })),
            ]}
          />
          <Radio.Group
            label={`From when on what happens at ${name} is sent`}
            value={begins}
            onChange={(value) => setBegins(value === 'day' ? 'day' : 'now')}
          >
            <Stack gap={6} mt={4}>
              <Radio
                value="now"
                label="From now on, and the transfers that are on their way"
                description={`What has arrived at ${name} already is taken to be counted at this location: of such a transfer only what left the other outlet is sent.`}
              />
              <Radio
                value="day"
                label="From an earlier day on"
                description={`All that Vend recorded for ${name} since then is sent: orders, returns, transfers and counts.`}
              />
            </Stack>
          </Radio.Group>
          {begins === 'day' && (
            <TextInput
              type="date"
              label="From the beginning of this day on"
              value={day}
              onChange={({ currentTarget }) => setDay(currentTarget.value)}
              w={260}
            />
          )}
          <Group>
            <Button
              loading={map.isPending}
              disabled={chosen === '' || (begins === 'day' && day === '')}
              onClick={() => map.mutate(undefined)}
            >
              {`Map and send ${count.toString()}`}
            </Button>
            {map.isPending && <Text size="sm">Stocktray begins anew with it. This may take a little.</Text>}
          </Group>
          <Obstacle error={map.error ?? asked.error} />
        </>
      )}
      <HeldRows holds={cure.holds} choices={['look', 'leave-out']} folded />
    </CureCard>
  )
}
