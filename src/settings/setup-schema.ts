import { z } from 'zod'
import { parseQuantity } from '../core/quantity'

/** The newest version of Vend's API that Stocktray was written against. */
export const defaultApiVersion = '2026-07'

const filled = z.string().trim().min(1)

/** What can stand in an HTTP header; anything else was pasted along by mistake. */
const secret = filled.regex(/^[\x21-\x7e]*$/, {
  error: 'must be the secret alone, without blanks, line breaks or letters that no token has',
})

const quantity = z
  .union([z.string(), z.number()], { error: 'must be a number above zero' })
  .transform((given, context) => {
    const text = String(given).trim()
    const read = parseQuantity(text)
    if (read !== null && read > 0n) return text
    context.addIssue({ code: 'custom', message: 'must be a number above zero, of at most five decimal places' })
    return z.NEVER
  })

/** Vend calls over https; a trial shop on this computer may do without. */
const publicUrl = filled.refine(isPublicUrl, {
  error: 'must be the address that Vend calls, such as https://stock.example, without user name, question mark or #',
})

function isPublicUrl(text: string): boolean {
  if (/[?#]/.test(text) || !URL.canParse(text)) return false
  const { protocol, hostname, username, password } = new URL(text)
  const trial = hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.')
  return username === '' && password === '' && (protocol === 'https:' || (protocol === 'http:' && trial))
}

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
      token: secret,
      clientSecret: secret.optional(),
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
    sendStockAdjustments: z.boolean().default(false),
    from: startUntil(now).optional(),
    scanEveryMinutes: z.int().min(1).max(1_440).default(5),
    transferOn: z.enum(['sent', 'received']).default('sent'),
    limits: z.strictObject({ units: quantity.optional(), lines: z.int().min(1).optional() }).default({}),
    realTime: z
      .strictObject({
        via: z
          .enum(['off', 'own-address'], {
            error: 'must be “off” or “own-address”; tunnels come with a later version',
          })
          .default('off'),
        publicUrl: publicUrl.optional(),
        /** 0: any free one. */
        port: z.int().min(0).max(65_535).default(8_787),
        stocktakes: z.enum(['per-item', 'whole']).default('per-item'),
        perItemUpTo: z.int().min(1).max(10_000).default(50),
      })
      .prefault({}),
  })
}
