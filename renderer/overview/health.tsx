import { Title } from '@mantine/core'
import type { ReactNode } from 'react'
import type { AppState } from '../../src/core/app-state'
import { progressText } from '../../src/core/progress-words'
import { refusedText } from '../../src/core/refused-webhooks'
import { shownCount } from '../../src/core/words'
import { shownMoment } from '../words/moments'

/** How Vend is heard of, and how much of it may be asked. */
export function Health({ state }: { readonly state: AppState }) {
  const { lastScan, nextScanAt, webhooks, realTime, budget, lastDelivered, progress, refusedWebhooks, toRead } = state
  const rows: (readonly [string, ReactNode])[] = []
  if (lastDelivered) rows.push(['Last booked', `${shownMoment(lastDelivered.at)} · ${lastDelivered.text}`])
  if (progress) rows.push(['Under way', progressText(progress, shownMoment)])
  rows.push(['Scan', scanText(lastScan, nextScanAt)])
  rows.push(['Webhooks', webhooks?.text ?? 'Off: Vend is read by schedule, and nothing is missed.'])
  if (realTime) rows.push(['Way in', wayText(realTime)])
  if (refusedWebhooks) rows.push(['Refused', refusedText(refusedWebhooks, shownMoment(refusedWebhooks.lastAt))])
  if (toRead > 0) rows.push(['To read', `${shownCount(toRead)} movements of Vend`])
  if (budget.limit !== null)
    rows.push(['Vend allows', `${shownCount(budget.limit)} calls in 5 minutes; ${shownCount(budget.used)} used`])
  return (
    <section aria-labelledby="health">
      <Title order={2} size="h4" id="health" mb="xs">
        How it hears of Vend
      </Title>
      <dl className="rows figures">
        {rows.map(([name, text]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function scanText(lastScan: AppState['lastScan'], nextScanAt: number | null): string {
  const last = lastScan === null ? 'none yet' : `last ${shownMoment(lastScan.at)}`
  return nextScanAt === null ? last : `${last}, next ${shownMoment(nextScanAt)}`
}

const ways = { 'own-address': 'Your own address', ssh: 'SSH', ngrok: 'ngrok' } as const

function wayText({ via, state, since, publicUrl, lastError }: NonNullable<AppState['realTime']>): string {
  const calls = publicUrl === null ? '' : `, Vend calls ${new URL(publicUrl).host}`
  switch (state) {
    case 'up':
      return `${ways[via]}, up since ${shownMoment(since)}${calls}`
    case 'elsewhere':
      return `${ways[via]}${calls}`
    case 'down':
      return `${ways[via]}, down since ${shownMoment(since)}. ${lastError ?? 'It is being opened.'}`
  }
}
