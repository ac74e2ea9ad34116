import { z } from 'zod'
import { addressField } from '../wire/address'

/** What a person enters about an Odoo. */
export const odooForm = z.strictObject({
  kind: z.literal('odoo'),
  url: addressField(
    'must be the address of Odoo alone, such as https://shop.odoo.com, without user name, question mark or #',
    // People copy the address while they are signed in, and then it ends in Odoo's own pages.
    (path) => path.replace(/\/(odoo|web)(\/.*)?$/, ''),
  ).meta({
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
