import { createContext, useContext, useEffect, useState, type ReactNode } from 'react'
import type { AppState } from '../../src/core/app-state'
import { ask, client } from './client'
import { queries } from './queries'

/** `lost`: the host does not answer, and what is shown is of `since`. */
export type Feed = { readonly state: AppState | null; readonly lost: boolean; readonly since: number }

const FeedContext = createContext<Feed>({ state: null, lost: false, since: 0 })

/** The state as the host tells it, at once; asked for where nothing can be told as it happens. */
export function StateFeed({ children }: { readonly children: ReactNode }) {
  const [feed, setFeed] = useState<Feed>({ state: null, lost: false, since: 0 })
  useEffect(() => listen((state) => setFeed((before) => next(before, state))), [])
  return <FeedContext value={feed}>{children}</FeedContext>
}

export function useFeed(): Feed {
  return useContext(FeedContext)
}

function next(before: Feed, state: AppState | null): Feed {
  if (state === null) return { ...before, lost: true, since: before.lost ? before.since : Date.now() }
  return { state, lost: false, since: Date.now() }
}

/** The host says something at least every ten seconds. */
const silenceMs = 25_000
const againMs = 3_000

/** Tells each state, and null when the host is lost; answers how to stop. */
function listen(tell: (state: AppState | null) => void): () => void {
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
    ask(client.api.state.$get()).then(told, () => tell(null))
    later(open, againMs)
  }
  const open = () => {
    source = new EventSource('/api/events')
    source.addEventListener('state', ({ data }) => {
      told(JSON.parse(String(data)) as AppState)
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
