import { Anchor, Button, Group, List, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'wouter'
import type { AppState } from '../../src/core/app-state'
import { curesOf, type Cure, type SignIn } from '../../src/core/cures'
import { shortNameOf } from '../../src/core/words'
import { ask, client } from '../api/client'
import { useFeed } from '../api/state-feed'
import { CureCard } from './cure-card'
import { DecideCure } from './decide-cure'
import { ItemCure } from './item-cure'
import { OutletCure } from './outlet-cure'
import { Said } from './said'
import { SettleCure, type Unsettled } from './settle-cure'
import { SignInCure } from './sign-in-cure'

export function NeedsYou() {
  const { state } = useFeed()
  return state && <Cures state={state} />
}

function Cures({ state }: { readonly state: AppState }) {
  const [postponed, setPostponed] = useState<readonly string[]>([])
  const unsure = useUnsure(state.counts.unsure)
  const unsureIds = new Set(unsure.map(({ documentId }) => documentId))
  // What may have arrived is asked about, however late it is.
  const holds = state.holds.filter(({ code, id }) => code !== 'late' || !unsureIds.has(id))
  const cures = curesOf({ ...state, holds })
  const postpone = (id: string) => () => setPostponed([...postponed, id])
  const askedAbout = unsure.filter(({ documentId }) => !postponed.includes(documentId))
  const isPostponed = (cure: Cure | SignIn) =>
    cure.kind === 'settle' && cure.holds.some(({ id }) => postponed.includes(id))
  return (
    <Said>
      <Stack>
        <Group justify="space-between">
          <Title order={1} size="h2">
            Needs you
          </Title>
          <Button variant="default" component={Link} href="/preview">
            What would be sent now
          </Button>
        </Group>
        {cures.length === 0 && unsure.length === 0 && (
          <Text>Nothing needs you. What Stocktray cannot decide by itself will stand here.</Text>
        )}
        {cures
          .filter((cure) => !isPostponed(cure))
          .map((cure) => (
            <CureOf key={cure.key} cure={cure} postpone={postpone} />
          ))}
        {askedAbout.map((one) => (
          <SettleCure key={one.documentId} unsettled={one} later={postpone(one.documentId)} />
        ))}
        {postponed.length > 0 && (
          <Anchor component="button" type="button" size="sm" ta="start" onClick={() => setPostponed([])}>
            Show what you put off
          </Anchor>
        )}
        {state.notices.length > 0 && (
          <section aria-labelledby="soon">
            <Title order={2} size="h4" id="soon">
              Soon
            </Title>
            <List size="sm" mt="xs">
              {state.notices.map(({ code, text }) => (
                <List.Item key={code}>{text}</List.Item>
              ))}
            </List>
          </section>
        )}
      </Stack>
    </Said>
  )
}

type CureOfProps = { readonly cure: Cure | SignIn; readonly postpone: (id: string) => () => void }

function CureOf({ cure, postpone }: CureOfProps) {
  switch (cure.kind) {
    case 'sign-in':
      return <SignInCure cure={cure} />
    case 'map-outlet':
      return <OutletCure cure={cure} />
    case 'match-item':
      return <ItemCure cure={cure} />
    case 'settle':
      return cure.holds.map(({ id, title, text }) => (
        <SettleCure key={id} unsettled={{ documentId: id, title, text }} later={postpone(id)} />
      ))
    case 'way-in':
      return (
        <CureCard title="Vend’s webhooks do not come in" about={cure.holds.map(({ text }) => text).join(' ')}>
          <Group>
            <Button component={Link} href="/set-up">
              Go to Set-up
            </Button>
          </Group>
        </CureCard>
      )
    case 'decide':
    case 'try-now':
    case 'look':
      return <DecideCure cure={cure} />
  }
}

/** What may have arrived: it is looked up by itself, and a person may know earlier. */
function useUnsure(count: number): readonly Unsettled[] {
  const { data } = useQuery({
    queryKey: ['unsure'],
    queryFn: () => ask(client.api.history.$get({ query: { status: 'unsure', limit: '20' } })),
    enabled: count > 0,
  })
  if (count === 0 || !data) return []
  return data.rows.map((row) => ({
    documentId: row.id,
    title: row.reference ?? shortNameOf({ ...row.vend, id: row.vend.consignmentId }),
    text: 'The answer of the warehouse was lost while it was sent. Stocktray looks it up by itself, and sends nothing twice; where you can look there, say what you see.',
  }))
}
