import { z } from 'zod'
import { addressField } from '../wire/address'

/** What a person enters about a plain JSON warehouse. */
export const httpForm = z.strictObject({
  kind: z.literal('http'),
  url: addressField(
    'must be the address that the documents are sent below, such as https://stock.example/api, without user name, question mark or #',
  ).meta({ title: 'Address', description: 'The address that all others stand below: https://stock.example/api' }),
  settleAfterSeconds: z.int().min(0).max(3_600).default(60).meta({
    title: 'Its own time limit (seconds)',
    description:
      'How long after we began to send the system may still be working on a document whose answer was lost. Only after that is “it is not there” believed.',
  }),
  token: z
    .string()
    .trim()
    .regex(/^[\x21-\x7e]+$/, {
      error: 'must be the token alone, without blanks, line breaks or letters that no token has',
    })
    .meta({ title: 'Token', writeOnly: true }),
})
