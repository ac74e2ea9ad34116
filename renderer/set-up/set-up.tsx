import './set-up.css'
import { Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useLocation } from 'wouter'
import { ask, client } from '../api/client'
import { useFeed } from '../api/state-feed'
import { Obstacle } from '../frame/acting'
import { Begin } from './begin'
import { FinishStep } from './finish-step'
import { OutletsStep } from './outlets-step'
import { Step } from './step'
import { ThisPc } from './this-pc'
import { useGiven, useNewWalk, useSidesAgain, WalkProvider, type Given } from './use-set-up'
import { VendStep } from './vend-step'
import { WarehouseStep } from './warehouse-step'
import { WayStep } from './way-step'
import { WhatStep } from './what-step'

export function SetUp() {
  const { data, error } = useGiven()
  const { data: sample } = useQuery({ queryKey: ['sample'], queryFn: () => ask(client.api.sample.$get()) })
  const [connects, setConnects] = useState(false)
  const [opened, setOpened] = useState(false)
  const [, go] = useLocation()
  const { state } = useFeed()
  useEffect(() => {
    // Only once the state is the sample's too: nothing else can be looked at before. Either may be heard of first.
    if (opened && state?.shape !== 'not-set-up') go('/')
  }, [opened, state?.shape, go])
  return (
    <Stack maw={760}>
      <Title order={1} size="h2">
        Set-up
      </Title>
      {data === undefined || sample === undefined ? (
        <Obstacle error={error} />
      ) : sample.isOpen ? (
        <Text>The sample shop is open. Leave it to connect or change your own shop; what you entered is kept.</Text>
      ) : data.stands || data.begun || connects ? (
        <Steps given={data} />
      ) : (
        <Begin connect={() => setConnects(true)} opened={() => setOpened(true)} />
      )}
      <ThisPc />
    </Stack>
  )
}

function Steps({ given }: { readonly given: Given }) {
  const walk = useNewWalk(given)
  useSidesAgain(walk)
  return (
    <WalkProvider value={walk}>
      <ol className="steps">
        <Step step={1}>
          <VendStep />
        </Step>
        <Step step={2}>
          <WarehouseStep />
        </Step>
        <Step step={3}>
          <OutletsStep />
        </Step>
        <Step step={4}>
          <WhatStep />
        </Step>
        <Step step={5}>
          <WayStep />
        </Step>
        <Step step={6}>
          <FinishStep />
        </Step>
      </ol>
    </WalkProvider>
  )
}
