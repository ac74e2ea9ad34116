import { z } from 'zod'
import type { Settings } from '../core/settings'
import { check, pathText, type Checked, type InputProblem } from './problems'
import { realTimeProblems, realTimeSettings } from './real-time-schema'
import { setupSchema } from './setup-schema'

/** What a set-up file says, defaults filled in. Its outlets and locations are names or ids as they were written. */
export type SetupFile = Pick<
  Settings,
  'sendStockAdjustments' | 'watchChosen' | 'from' | 'scanEveryMinutes' | 'transferOn' | 'limits' | 'realTime'
> & {
  readonly vend: Settings['vend'] & { readonly token: string; readonly clientSecret: string | null }
  readonly outlets: readonly { readonly outlet: string; readonly location: string }[]
  readonly ngrokAuthToken: string | null
}

/** Checks a set-up file; of its warehouse only that it has a kind. `now` in ms since 1970. */
export function parseSetupFile(
  value: unknown,
  now: number,
):
  { readonly ok: true; readonly file: SetupFile } | { readonly ok: false; readonly problems: readonly InputProblem[] } {
  const whole = check(setupSchema(now), value)
  const block = blockOf(value)
  // Looked at also beside other problems, so that all are told at once.
  const problems = [
    ...(whole.ok ? [] : whole.problems),
    ...twiceNamed(block.outlets),
    ...realTimeProblems(block.realTime),
  ]
  if (!whole.ok || problems.length > 0) return { ok: false, problems }
  const { vend, outlets, sendStockAdjustments, from, scanEveryMinutes, transferOn, limits, realTime } = whole.value
  const { store, token, clientSecret, apiVersion } = vend
  return {
    ok: true,
    file: {
      ...{ outlets, scanEveryMinutes, transferOn },
      sendStockAdjustments: sendStockAdjustments !== false,
      ...(sendStockAdjustments === 'watch' && { watchChosen: now }),
      vend: { store, apiVersion, token, clientSecret: clientSecret ?? null },
      from: from ?? null,
      limits: { units: limits.units ?? null, lines: limits.lines ?? null },
      realTime: realTimeSettings(realTime),
      ngrokAuthToken: realTime.ngrok?.authToken ?? null,
    },
  }
}

export type SetupReading<Warehouse> = {
  /** Checks what stands under `warehouse`. */
  readonly warehouse: z.ZodType<Warehouse>
  /** Turns what was written as `vend.store` into the address of the store's API. */
  readonly readStoreAddress: (
    written: string,
  ) => { readonly ok: true; readonly origin: string } | { readonly ok: false; readonly text: string }
  /** ms since 1970. */
  readonly now: number
}

/** Reads what a set-up file holds with its warehouse and store, or answers every problem in it with its path. */
export function readSetup<Warehouse>(
  value: unknown,
  reading: SetupReading<Warehouse>,
): Checked<SetupFile & { readonly warehouse: Warehouse }> {
  const parsed = parseSetupFile(value, reading.now)
  const isBlock = z.looseObject({}).safeParse(value).success
  const block = blockOf(value)
  const warehouse = check(reading.warehouse, block.warehouse, ['warehouse'])
  const store = readStore(block.vend, reading.readStoreAddress)
  const problems = [
    // The warehouse's own schema says more about it.
    ...(parsed.ok ? [] : parsed.problems.filter(({ path }) => !/^warehouse(\.|$)/.test(path))),
    ...(warehouse.ok || !isBlock ? [] : warehouse.problems),
    ...(store === null || typeof store === 'string' ? [] : [store]),
  ]
  if (!parsed.ok || !warehouse.ok || typeof store !== 'string' || problems.length > 0) return { ok: false, problems }
  const { vend, ...rest } = parsed.file
  return { ok: true, value: { ...rest, vend: { ...vend, store }, warehouse: warehouse.value } }
}

function blockOf(value: unknown): Readonly<Record<string, unknown>> {
  return z.looseObject({}).safeParse(value).data ?? {}
}

/** The origin of the store that stands under `vend`, or what is wrong with it; null: there is no text to read, which the schema says. */
export function readStore(
  vend: unknown,
  readStoreAddress: SetupReading<unknown>['readStoreAddress'],
): string | InputProblem | null {
  const written = z.object({ store: z.string().trim().min(1) }).safeParse(vend)
  if (!written.success) return null
  const address = readStoreAddress(written.data.store)
  return address.ok ? address.origin : { path: 'vend.store', text: address.text }
}

function twiceNamed(outlets: unknown): InputProblem[] {
  const first = new Map<string, number>()
  return (z.array(z.unknown()).safeParse(outlets).data ?? []).flatMap((row, index) => {
    const named = z.object({ outlet: z.string() }).safeParse(row)
    const name = named.data?.outlet.trim().toLowerCase()
    if (name === undefined || name === '') return []
    const before = first.get(name)
    if (before === undefined) first.set(name, index)
    if (before === undefined) return []
    const text = `is the same outlet as outlets[${before}]. An outlet's stock lies at one location.`
    return [{ path: pathText(['outlets', index, 'outlet']), text }]
  })
}
