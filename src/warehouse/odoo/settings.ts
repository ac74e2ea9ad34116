import { z } from 'zod'

/** What a person enters about an Odoo. http is taken beside https: an Odoo in the shop's own network rarely has a certificate. */
export const odooForm = z.strictObject({
  kind: z.literal('odoo'),
  url: z
    .string()
    .trim()
    .refine(isBase, {
      error: 'must be the address of Odoo alone, such as https://shop.odoo.com, without user name, question mark or #',
    })
    .transform((text) => baseOf(text))
    .meta({
      title: 'Address',
      description: 'As in the browser, up to the first slash after the name: https://shop.odoo.com',
    }),
  database: z
    .string()
    .trim()
    .regex(/^[\x21-\x7e]+$/, { error: 'must be the name of the database, without blanks' })
    .meta({ title: 'Database', description: 'On odoo.com it is the first part of the address: shop' }),
  login: z
    .string()
    .trim()
    .min(1, { error: 'must be what this user signs in to Odoo with, mostly an e-mail address' })
    .meta({
      title: 'Login',
      description: 'Best a user of its own, such as “Vend connector”, with the right Inventory / User',
    }),
  apiKey: z
    .string()
    .trim()
    .regex(/^[\x21-\x7e]+$/, { error: 'must be the key alone, without blanks or line breaks' })
    .meta({
      title: 'API key',
      description:
        'In Odoo, as this user: your name (top right) → Preferences or My Profile → Security → Add API Key. Name it Stocktray. Newer versions let keys live 90 days at most.',
      writeOnly: true,
    }),
})

function isBase(text: string): boolean {
  if (!/^https?:\/\//i.test(text) || /[?#]/.test(text) || !URL.canParse(text)) return false
  const { username, password } = new URL(text)
  return username === '' && password === ''
}

/** People copy the address while they are signed in, and then it ends in Odoo's own pages. */
function baseOf(text: string): string {
  if (!isBase(text)) return text
  const { origin, pathname } = new URL(text)
  return origin + pathname.replace(/\/(odoo|web)(\/.*)?$/, '').replace(/\/+$/, '')
}
