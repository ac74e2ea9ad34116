import { useQuery } from '@tanstack/react-query'
import { createContext, useContext, useEffect, useEffectEvent, useState } from 'react'
import type { FieldProblem, Looked, Named } from '../../src/api/desk'
import { ask, client } from '../api/client'
import { queries } from '../api/queries'
import { stepOfProblem, type StepNumber } from './steps'

export type Sections = Parameters<typeof client.api.setup.$patch>[0]['json']

const key = ['set-up']

const given = async () => ask(client.api.setup.$get())
export type Given = Awaited<ReturnType<typeof given>>

export function useGiven() {
  return useQuery({ queryKey: key, queryFn: given })
}

/** What was entered is kept in the order in which it was entered. */
let keeping: Promise<unknown> = Promise.resolve()

/** Keeps sections of the set-up; answers what is wrong with them. */
export function keep(sections: Sections): Promise<Looked<unknown>> {
  const kept = keeping.then(() => ask(client.api.setup.$patch({ json: sections })))
  keeping = kept.catch(() => undefined)
  return kept.finally(() => queries.invalidateQueries({ queryKey: key }))
}

/** What the other sides said when they were last asked on this screen. */
export type Sides = {
  readonly vend: { readonly store: string; readonly outlets: readonly Named[] } | null
  readonly warehouse: {
    readonly name: string
    readonly locations: readonly Named[]
    readonly notices: readonly string[]
  } | null
}

/** A way through the steps, of which one is open. */
export type Walk = {
  readonly given: Given
  readonly sides: Sides
  readonly open: StepNumber
  /** The first step that was not answered yet; all were where a set-up stands. */
  readonly reached: StepNumber
  /** What a save found wrong, shown where its step is opened. */
  readonly problems: readonly FieldProblem[]
  /** Somebody went from one step to another: the keyboard follows. */
  readonly moved: boolean
  readonly show: (step: StepNumber) => void
  /** This step was answered. */
  readonly passed: (step: StepNumber) => void
  readonly found: (sides: Partial<Sides>) => void
  /** Opens the first step in which something is wrong. */
  readonly refused: (problems: readonly FieldProblem[]) => void
}

const WalkContext = createContext<Walk | null>(null)
export const WalkProvider = WalkContext

export function useWalk(): Walk {
  const walk = useContext(WalkContext)
  if (walk === null) throw new Error('No set-up is walked through here.')
  return walk
}

export function useNewWalk(current: Given): Walk {
  const [further, setFurther] = useState(1)
  const reached = (current.stands ? 6 : Math.max(current.reached, further)) as StepNumber
  const [open, setOpen] = useState<StepNumber>(reached)
  const [sides, setSides] = useState<Sides>({ vend: null, warehouse: null })
  const [problems, setProblems] = useState<readonly FieldProblem[]>([])
  const [moved, setMoved] = useState(false)
  return {
    ...{ given: current, sides, open, reached, problems, moved },
    show: (step) => {
      setMoved(true)
      setProblems([])
      setOpen(step)
    },
    passed: (step) => {
      const next = Math.max(reached, step + 1) as StepNumber
      setMoved(true)
      setProblems([])
      setFurther(next)
      setOpen(next)
      if (!current.stands && next !== current.reached) void keep({ reached: next }).catch(() => undefined)
    },
    found: (some) => setSides((before) => ({ ...before, ...some })),
    refused: (wrong) => {
      setMoved(true)
      setProblems(wrong)
      setOpen(Math.min(...wrong.map(stepOfProblem)) as StepNumber)
    },
  }
}

/** Asks Vend or the warehouse with what is kept, and remembers what it said. */
export async function askVend(walk: Walk): Promise<Looked<unknown>> {
  const looked = (await ask(client.api.setup.vend.$post())) as Looked<NonNullable<Sides['vend']>>
  if (looked.kind === 'done') walk.found({ vend: looked })
  return looked
}

export async function askWarehouse(walk: Walk): Promise<Looked<unknown>> {
  const looked = (await ask(client.api.setup.warehouse.$post())) as Looked<NonNullable<Sides['warehouse']>>
  if (looked.kind === 'done') walk.found({ warehouse: looked })
  return looked
}

/** When the page is opened anew both sides are asked, so that the steps that are answered say all that they said before. */
export function useSidesAgain(walk: Walk): void {
  const begin = useEffectEvent(() => {
    // That step waits for both, and asks them itself.
    if (walk.open === 3) return
    if (walk.reached > 1) void askVend(walk).catch(() => undefined)
    if (walk.reached > 2) void askWarehouse(walk).catch(() => undefined)
  })
  useEffect(() => begin(), [])
}
