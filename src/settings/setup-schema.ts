import { z } from 'zod'
import { parseQuantity } from '../core/quantity'
import { realTimeSchema } from './real-time-schema'
import { secretText } from './secret-text'

/** The newest version of Vend's API that Stocktray was written against. */
export const defaultApiVersion = '2026-07'

const filled = z.string().trim().min(1)

const quantity = z
  .union([z.string(), z.number()], { error: 'must be a number above zero' })
  .transform((given, context) => {
    const text = String(given).trim()
    const read = parseQuantity(text)
    if (read !== null && read > 0n) return text
    context.addIssue({ code: 'custom', message: 'must be a number above zero, of at most five decimal places' })
    return z.NEVER
  })

/** `now` in ms since 1970: what lies ahead is no start. */
function startUntil(now: number) {
  return z.iso
    .datetime({ offset: true, error: (issue) => (issue.input === undefined ? undefined : isoWanted) })
    .transform((text) => Date.parse(text))
    .refine((at) => at <= now, { error: 'lies in the future. Give the moment from which on stock movements are sent' })
}

const isoWanted = 'must be a date with time and zone, such as “2026-11-01T00:00:00Z” or “2026-11-01T00:00:00+13:00”'

/** The file that `stocktray setup --file F` reads, but for its warehouse, which the connectors check. */
export function setupSchema(now: number) {
  return z.strictObject({
    vend: z.strictObject({
      store: filled,
      token: secretText,
      clientSecret: secretText.optional(),
      apiVersion: z
        .string()
        .regex(/^(?:\d{4}-\d{2}|2\.0)$/, { error: 'must look like “2026-07”, or be “2.0”' })
        .default(defaultApiVersion),
    }),
    /** Its kind decides what else stands there. */
    warehouse: z.looseObject({ kind: filled }),
    /** By name or id. */
    outlets: z.array(z.strictObject({ outlet: filled, location: filled })).min(1, {
      error: 'must name at least one outlet and where its stock lies in the warehouse system',
    }),
    /** “watch”: everything is decided and nothing is sent, until somebody goes live. */
    sendStockAdjustments: z
      .union([z.boolean(), z.literal('watch')], { error: 'must be true, false or “watch”' })
      .default(false),
    from: startUntil(now).optional(),
    scanEveryMinutes: z.int().min(1).max(1_440).default(5),
    transferOn: z.enum(['sent', 'received']).default('sent'),
    limits: z.strictObject({ units: quantity.optional(), lines: z.int().min(1).optional() }).default({}),
    realTime: realTimeSchema,
  })
}
