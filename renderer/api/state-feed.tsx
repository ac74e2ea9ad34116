import { createContext, useContext, useEffect, useState, type ReactNode } from 'react'
import type { AppState } from '../../src/core/app-state'
import { ask, client, isStranger, readSaid } from './client'
import { queries } from './queries'

/** `lost`: the host does not answer, or no longer knows this page; what is shown is of `since`. */
export type Feed = { readonly state: AppState | null; readonly lost: Lost | null; readonly since: number }

type Lost = 'silent' | 'stranger'

const FeedContext = createContext<Feed>({ state: null, lost: null, since: 0 })

/** The state as the host tells it, at once; asked for where nothing can be told as it happens. */
export function StateFeed({ children }: { readonly children: ReactNode }) {
  const [feed, setFeed] = useState<Feed>({ state: null, lost: null, since: 0 })
  useEffect(() => listen((told) => setFeed((before) => next(before, told))), [])
  return <FeedContext value={feed}>{children}</FeedContext>
}

export function useFeed(): Feed {
  return useContext(FeedContext)
}

function next(before: Feed, told: AppState | Lost): Feed {
  if (typeof told === 'string') return { ...before, lost: told, since: before.lost ? before.since : Date.now() }
  return { state: told, lost: null, since: Date.now() }
}

/** The host says something at least every ten seconds. */
const silenceMs = 15_000
const againMs = 3_000

/** So long an answer may take before the host counts as lost, ms. */
const patienceMs = 5_000

/** Tells each state, and how the host is lost; answers how to stop. */
function listen(tell: (told: AppState | Lost) => void): () => void {
  let [source, timer, stopped] = [null as EventSource | null, 0, false]
  const later = (work: () => void, ms: number) => {
    clearTimeout(timer)
    if (!stopped) timer = window.setTimeout(work, ms)
  }
  const told = (state: AppState) => {
    tell(state)
    void queries.invalidateQueries()
  }
  const broken = () => {
    source?.close()
    // Where events do not come through, an answer may.
    ask(client.api.state.$get({}, { init: { signal: AbortSignal.timeout(patienceMs) } })).then(told, (error: unknown) =>
      tell(isStranger(error) ? 'stranger' : 'silent'),
    )
    later(open, againMs)
  }
  const open = () => {
    source = new EventSource('/api/events')
    source.addEventListener('state', ({ data }) => {
      told(readSaid(String(data)) as AppState)
      later(broken, silenceMs)
    })
    source.addEventListener('still', () => later(broken, silenceMs))
    source.addEventListener('error', broken)
    later(broken, silenceMs)
  }
  open()
  return () => {
    stopped = true
    clearTimeout(timer)
    source?.close()
  }
}
