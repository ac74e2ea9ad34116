import { describe, expect, it } from 'vitest'
import type { Progress } from '../../src/core/progress'
import { watchProgress } from '../../src/headless/watch-progress'

const begun: Progress = {
  ...{ stage: 'movements', done: 0, of: 500, resumed: false, since: 0, at: 0 },
  ...{ callsLeft: 350, readyAt: null, stopped: false },
}

/** Somebody watches; `look` lets half a second go by. */
function watched({ tty = false, json = false }) {
  const lines: (string | null)[] = []
  let now = 0
  let progress: Progress | null = null
  let tick: (() => void) | null = null
  const output = {
    out: (line: string) => void lines.push(`asked for: ${line}`),
    err: (line: string) => void lines.push(line),
    ...(tty && { moving: (line: string | null) => void lines.push(line) }),
  }
  const every = (_ms: number, made: () => void) => {
    tick = made
    return () => (tick = null)
  }
  const end = watchProgress(() => progress, { output, json }, { every, now: () => now })
  const look = (next: Progress | null, ms = 500) => {
    progress = next
    now += ms
    tick?.()
  }
  return { lines, look, end }
}

const line = (done: number, calls: number) =>
  `Reading Vend’s history, ${done.toString()} of 500 movements · ${calls.toString()} calls left in these 5 minutes`

describe('long work beside a command', () => {
  it('is one line that moves on a terminal, and is gone at the end', () => {
    const { lines, look, end } = watched({ tty: true })
    look(null)
    look(begun)
    look(begun)
    look({ ...begun, done: 40, callsLeft: 270 })
    end()
    expect(lines).toEqual([line(0, 350), line(40, 270), null])
  })

  it('is a plain line every half minute where nobody sees it move', () => {
    const { lines, look, end } = watched({})
    look(begun)
    look({ ...begun, done: 40, callsLeft: 270 })
    look({ ...begun, done: 41, callsLeft: 268 }, 30_000)
    end()
    expect(lines).toEqual([line(0, 350), line(41, 268)])
  })

  it('says nothing beside JSON, and nothing of a run before that was stopped', () => {
    const json = watched({ json: true })
    json.look(begun)
    const { lines, look } = watched({ tty: true })
    look({ ...begun, stopped: true })
    expect([...json.lines, ...lines]).toEqual([])
  })
})
