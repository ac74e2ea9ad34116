import type { Reading } from '../wire/judge'
import { toFound, toProblems } from './map'
import { bookedAnswer, documentAnswer, problemsAnswer } from './schema'

/** `clean` takes out of the warehouse's own words what must not be shown. */
export function readingOf(clean: (text: string) => string): Reading {
  return {
    number: (body) => bookedAnswer.safeParse(body).data?.number ?? null,
    there: (body) => {
      const there = documentAnswer.safeParse(body)
      return there.success ? toFound(there.data) : null
    },
    problems: (body) => {
      const refusal = problemsAnswer.safeParse(body)
      return refusal.success ? toProblems(refusal.data, clean) : null
    },
  }
}
