import { z } from 'zod'

/** What can stand in an HTTP header; anything else was pasted along by mistake. */
export const secretText = z
  .string()
  .trim()
  .min(1)
  .regex(/^[\x21-\x7e]*$/, {
    error: 'must be the secret alone, without blanks, line breaks or letters that no token has',
  })
