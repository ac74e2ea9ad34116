import { Badge, NavLink, Stack, Text } from '@mantine/core'
import { CircleHelp, Clock, Gauge, Hand, Settings2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { Link, useLocation } from 'wouter'
import { useFeed } from '../api/state-feed'
import { shownCount } from '../../src/core/words'

export function Rail() {
  const { state } = useFeed()
  const needs = state?.holds.length ?? 0
  return (
    <>
      <Text fw={700} size="lg" px="xs" pb="sm">
        Stocktray
      </Text>
      <Stack gap={4}>
        {state?.shape !== 'not-set-up' && (
          <>
            <Entry to="/" label="Overview" icon={<Gauge size={18} aria-hidden />} />
            <Entry to="/needs-you" label="Needs you" icon={<Hand size={18} aria-hidden />} count={needs} />
            <Entry to="/history" label="History" icon={<Clock size={18} aria-hidden />} />
          </>
        )}
        <Entry to="/set-up" label="Set-up" icon={<Settings2 size={18} aria-hidden />} />
        <Entry to="/help" label="Help" icon={<CircleHelp size={18} aria-hidden />} />
      </Stack>
    </>
  )
}

type EntryProps = { readonly to: string; readonly label: string; readonly icon: ReactNode; readonly count?: number }

function Entry({ to, label, icon, count = 0 }: EntryProps) {
  const [location] = useLocation()
  const isHere = to === '/' ? location === '/' : location.startsWith(to)
  return (
    <NavLink
      component={Link}
      href={to}
      label={label}
      leftSection={icon}
      active={isHere}
      variant="light"
      aria-current={isHere ? 'page' : undefined}
      rightSection={count > 0 ? <Badge size="sm">{shownCount(count)}</Badge> : undefined}
    />
  )
}
