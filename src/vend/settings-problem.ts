import type { VendProblem } from '../core/ports/vend'

/** What keeps these settings from being used at all, said before a byte leaves this computer; null: nothing. */
export function settingsProblem(settings: { readonly token: string; readonly apiVersion: string }): VendProblem | null {
  const token = settings.token.trim()
  if (token === '')
    return {
      kind: 'unauthorised',
      text: "The Vend access token is missing. Create one in Vend under Setup, Personal tokens, and paste it into Stocktray's settings.",
    }
  // Anything else cannot stand in an HTTP header, and was pasted along by mistake.
  if (!/^[\x21-\x7e]+$/.test(token))
    return {
      kind: 'unauthorised',
      text: 'The Vend access token contains a blank, a line break or another character that no token has. Copy it again from Vend, and nothing around it.',
    }
  if (!/^(?:\d{4}-\d{2}|2\.0)$/.test(settings.apiVersion))
    return {
      kind: 'unreachable',
      text: "The version of Vend's API in Stocktray's settings must look like “2026-07”, or be “2.0”.",
    }
  return null
}
