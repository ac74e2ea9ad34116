import { z } from 'zod'
import type { VendProblem } from '../core/ports/vend'
import type { Doorbell } from '../core/ports/webhooks'
import type { Line } from './line'
import { problemSchema } from './problems'

const minute = 60_000
/** While all is well Vend is asked whether it still is, so often. */
export const lookAgainMs = 60 * minute

const schema = z.object({
  ids: z.array(z.string()),
  registeredAt: z.number().nullable(),
  repairedAt: z.number().nullable(),
  problem: problemSchema.nullable(),
  /** Why our address did not lead back to us when that was last tried; null: it did, or it was not tried. */
  addressProblem: z.string().nullable(),
  nextAt: z.number(),
})
export type Registration = z.infer<typeof schema>

const none: Registration = {
  ...{ ids: [], registeredAt: null, repairedAt: null, problem: null, addressProblem: null, nextAt: 0 },
}

export function registrationOf({ ledger }: Pick<Line, 'ledger'>): Registration {
  const kept = ledger.facts.get('webhook-registration')
  const parsed = schema.safeParse(kept === null ? none : JSON.parse(kept))
  return parsed.success ? parsed.data : none
}

/** When Vend is asked again after it refused: after half as long as that has lasted, between 15 s and 15 min. */
export function triedAgainAt(
  now: number,
  since: number,
  { kind, retryAt }: Pick<VendProblem, 'kind' | 'retryAt'>,
): number {
  const wait =
    kind === 'unauthorised' ? 15 * minute : Math.round(Math.min(Math.max((now - since) / 2, 15_000), 15 * minute))
  return Math.max(retryAt ?? 0, now + wait)
}

/** Sees to it that Vend calls the address that is wanted. */
export type Registrar = {
  /** From now on this one; it is registered by the next `register`, which is due at once where it is another. */
  want(doorbell: Doorbell | null): void
  /** When `register` has something to do, ms since 1970; null: there is no address. */
  dueAt(): number | null
  /** Asks Vend now; answers what keeps it from calling us, in words. `thoroughly`: tries the address too. */
  register(signal: AbortSignal, thoroughly?: 'thoroughly'): Promise<string | null>
  /** Takes all that is ours out of Vend, and wants nothing any more; `path`: of this folder's webhook. */
  withdraw(path: string, signal: AbortSignal): Promise<Withdrawn>
}

/** How many webhooks were removed, or what kept us from it: then what is left is known, and can be removed later. */
export type Withdrawn = { readonly ok: true; readonly removed: number } | { readonly ok: false; readonly text: string }

export function createRegistrar(line: Pick<Line, 'ledger' | 'clock' | 'log' | 'webhooks'>): Registrar {
  const { ledger, clock, log, webhooks } = line
  let wanted: Doorbell | null = null
  const keep = (registration: Registration): void =>
    ledger.facts.keep('webhook-registration', JSON.stringify(registration))

  const agree = async ({ url, path }: Doorbell, before: Registration, signal: AbortSignal): Promise<Registration> => {
    const answer = (await webhooks?.agree({ url, path, ids: before.ids }, signal)) ?? null
    const now = clock.now()
    if (answer === null) return { ...before, nextAt: now + lookAgainMs }
    if (!answer.ok) {
      if (answer.problem.kind === 'cancelled') return before
      const since = before.problem?.since ?? now
      const retryAt = triedAgainAt(now, since, answer.problem)
      const { text, kind } = answer.problem
      if (before.problem?.text !== text) log.tell({ step: 'trouble', side: 'webhooks', text })
      return { ...before, problem: { since, text, unauthorised: kind === 'unauthorised', retryAt }, nextAt: retryAt }
    }
    const { ids, ...changes } = answer.value
    const changed = changes.made + changes.switchedOn + changes.removed > 0
    if (before.problem) log.tell({ step: 'trouble-over', side: 'webhooks' })
    if (changed) log.tell({ step: 'registered', ...changes })
    const repaired = changed && before.registeredAt !== null
    return {
      ...{ ...before, ids: [...ids], registeredAt: now, problem: null, nextAt: now + lookAgainMs },
      repairedAt: repaired ? now : before.repairedAt,
    }
  }
  return {
    want: (doorbell) => {
      const isOther = doorbell?.url !== wanted?.url
      wanted = doorbell
      if (isOther) keep({ ...registrationOf(line), nextAt: 0 })
    },
    dueAt: () => {
      if (wanted === null || !webhooks) return null
      const { nextAt } = registrationOf(line)
      const now = clock.now()
      // A time further ahead than any that is ever set comes from a clock that was set back since.
      return nextAt > now + lookAgainMs ? now : nextAt
    },
    register: async (signal, thoroughly) => {
      if (wanted === null) return null
      const doorbell = wanted
      const addressProblem = thoroughly ? await doorbell.comesBack(signal) : null
      const after = await agree(doorbell, registrationOf(line), signal)
      // It may have become another one meanwhile, which is due.
      const nextAt = wanted === doorbell ? after.nextAt : 0
      keep({ ...after, nextAt, ...(thoroughly && { addressProblem }) })
      return after.problem?.text ?? null
    },
    withdraw: async (path, signal) => {
      wanted = null
      const answer = await webhooks?.agree({ url: null, path, ids: registrationOf(line).ids }, signal)
      if (answer?.ok === false) return { ok: false, text: answer.problem.text }
      keep(none)
      const removed = answer?.value.removed ?? 0
      log.tell({ step: 'registered', made: 0, switchedOn: 0, removed })
      return { ok: true, removed }
    },
  }
}
