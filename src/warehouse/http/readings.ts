import type { DocumentKind } from '../../core/document'
import type { FoundDocument } from '../../core/outcome'
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

/** A document that was looked up; in words, why it is no answer. */
export function readFound(body: unknown, kind: DocumentKind): FoundDocument | string | null {
  const there = documentAnswer.safeParse(body)
  if (!there.success) return null
  if (there.data.kind !== undefined && there.data.kind !== kind)
    return `has ${there.data.number} under this reference, which is another kind of document`
  return toFound(there.data)
}
