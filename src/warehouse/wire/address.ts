import { z } from 'zod'

/**
 * The address of a warehouse as a form's field, without a slash at its end. http is taken beside https: a system in the
 * shop's own network rarely has a certificate. A user name or password in it would end up in settings and texts.
 * `error`: what it must be. `pathOf` cuts off what people copy with it.
 */
export function addressField(error: string, pathOf = (path: string) => path) {
  return z
    .string()
    .trim()
    .refine(isAddress, { error })
    .transform((text) => {
      if (!isAddress(text)) return text
      const { origin, pathname } = new URL(text)
      return origin + pathOf(pathname).replace(/\/+$/, '')
    })
}

function isAddress(text: string): boolean {
  if (!/^https?:\/\//i.test(text) || /[?#]/.test(text) || !URL.canParse(text)) return false
  const { username, password } = new URL(text)
  return username === '' && password === ''
}
