import { z } from 'zod'

/**
 * What a person enters about a plain JSON warehouse. http is taken beside https: an in-house system in the shop's own
 * network rarely has a certificate. A user name or password in the address would end up in settings and texts.
 */
export const httpForm = z.strictObject({
  kind: z.literal('http'),
  url: z
    .string()
    .trim()
    .refine(isBase, {
      error:
        'must be the address that the documents are sent below, such as https://stock.example/api, without user name, question mark or #',
    })
    .transform((text) => baseOf(text))
    .meta({ title: 'Address', description: 'The address that all others stand below: https://stock.example/api' }),
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

function isBase(text: string): boolean {
  if (!/^https?:\/\//i.test(text) || /[?#]/.test(text) || !URL.canParse(text)) return false
  const { username, password } = new URL(text)
  return username === '' && password === ''
}

function baseOf(text: string): string {
  if (!isBase(text)) return text
  const { origin, pathname } = new URL(text)
  return origin + pathname.replace(/\/+$/, '')
}
