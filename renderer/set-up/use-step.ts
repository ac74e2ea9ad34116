import { useDebouncedCallback } from '@mantine/hooks'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { useForm, type DefaultValues, type FieldValues, type Path } from 'react-hook-form'
import type { FieldProblem, Looked } from '../../src/api/desk'
import { saidOf } from '../api/client'
import { stepOfProblem, type StepNumber } from './steps'
import { keep, useWalk, type Sections, type Walk } from './use-set-up'

/** What is typed is kept when the fingers rest this long, ms. */
const restMs = 300

type Asked<Fields> = {
  readonly step: StepNumber
  readonly fields: DefaultValues<Fields>
  /** What the fields say, as sections of a set-up. */
  readonly sections: (fields: Fields) => Sections
  /** The field that a problem belongs to, by its path. */
  readonly fieldOf: (path: string, fields: Fields) => string
  /** Asks the other side with what is kept. */
  readonly look?: (walk: Walk) => Promise<Looked<unknown>>
}

/** One step's form: kept as it is typed, answered on continue, and what is wrong is said beside its field. */
export function useStep<Fields extends FieldValues>({ step, fields, sections, fieldOf, look }: Asked<Fields>) {
  const walk = useWalk()
  const form = useForm<Fields>({ defaultValues: fields })
  const element = useRef<HTMLFormElement>(null)
  const [isBusy, setBusy] = useState(false)
  const [above, setAbove] = useState<string | null>(null)

  const say = (problems: readonly FieldProblem[]) => {
    const placed = problems.map(({ path, text }) => ({ name: fieldOf(path, form.getValues()), text: sentence(text) }))
    const inputs = [...(element.current?.elements ?? [])]
    const there = placed.filter(({ name }) => inputs.some((input) => input.getAttribute('name') === name))
    for (const { name, text } of there) form.setError(name as Path<Fields>, { message: text })
    const rest = placed.filter((one) => !there.includes(one)).map(({ text }) => text)
    setAbove(rest.length > 0 ? rest.join(' ') : null)
    const first = inputs.find((input) => there.some(({ name }) => input.getAttribute('name') === name))
    const more = first?.closest('details')
    if (more) more.open = true
    if (first instanceof HTMLElement) first.focus()
  }
  const sayOwn = useEffectEvent((problems: readonly FieldProblem[]) => {
    const own = problems.filter((problem) => stepOfProblem(problem) === step)
    if (own.length > 0) say(own)
  })
  // What a save found wrong is said once, when the step opens.
  useEffect(() => sayOwn(walk.problems), [walk.problems])

  const keepSoon = useDebouncedCallback(() => void keep(sections(form.getValues())).catch(() => undefined), {
    ...{ delay: restMs, flushOnUnmount: true },
  })
  const submit = async () => {
    keepSoon.cancel()
    setBusy(true)
    setAbove(null)
    form.clearErrors()
    try {
      const kept = await keep(sections(form.getValues()))
      const answer = kept.kind === 'done' && look ? await look(walk) : kept
      if (answer.kind === 'done') walk.passed(step)
      else if (answer.kind === 'wrong') say(answer.problems)
      else setAbove(answer.text)
    } catch (error) {
      setAbove(saidOf(error))
    } finally {
      setBusy(false)
    }
  }
  return {
    ...{ form, walk, above, isBusy },
    error: (name: string) => form.getFieldState(name as Path<Fields>, form.formState).error?.message,
    /** For the form's own element. */
    frame: {
      ref: element,
      noValidate: true,
      onChange: () => keepSoon(),
      onSubmit: (event: { preventDefault(): void }) => {
        event.preventDefault()
        if (!isBusy) void submit()
      },
    },
  }
}

/** "is missing." stands behind a path on the command line, and alone here. */
function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
