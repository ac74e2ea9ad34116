import axios, { isAxiosError } from 'axios'
import type { LoopCheck } from '../listener/loop-check'
import { version } from '../../package.json'

/** For the whole way out and back, ms. Vend itself waits five seconds. */
const patienceMs = 10_000

/** Codes of Node and axios, in words that say where to look. */
const causes: ReadonlyMap<string, string> = new Map([
  ['ENOTFOUND', 'its name is not known. Check that it is spelled right, and that it was set up where the name is from'],
  ['EAI_AGAIN', 'its name could not be looked up. Check this PC’s internet connection'],
  ['ECONNREFUSED', 'nothing takes calls there. Check whether the server or the router passes them on'],
  ['EHOSTUNREACH', 'there is no way to it. Check this PC’s internet connection'],
  ['ENETUNREACH', 'there is no way to it. Check this PC’s internet connection'],
  ['CERT_HAS_EXPIRED', 'its certificate is out of date. Renew it, and check the date and time of this PC'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'its certificate is for another name. Get one for this name'],
  [
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'its certificate is one that Vend would not trust. Get one, from Let’s Encrypt for instance',
  ],
  [
    'SELF_SIGNED_CERT_IN_CHAIN',
    'its certificate is one that Vend would not trust. Get one, from Let’s Encrypt for instance',
  ],
])

/**
 * Calls our own public address: null when the call came back to this process, or why not, in words and without the path.
 * `path`: of this folder's webhook.
 */
export async function comesBack(
  publicUrl: string,
  path: string,
  loop: LoopCheck,
  signal: AbortSignal,
): Promise<string | null> {
  const base = publicUrl.replace(/\/+$/, '')
  const { host } = new URL(base)
  const question = loop.handOut(path)
  try {
    const { status, data } = await axios.get<string>(base + question.path, {
      signal: AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]),
      // ngrok shows a browser a page of its own first.
      headers: { 'User-Agent': `Stocktray/${version}`, 'ngrok-skip-browser-warning': '1' },
      ...{ responseType: 'text', transformResponse: (text: string) => text, maxContentLength: 64 * 1024 },
      ...{ validateStatus: () => true, maxRedirects: 0 },
      ...(base.startsWith('http:') && { proxy: false }),
    })
    if (status === 200 && data === question.answer) return null
    if (status >= 300 && status < 400)
      return `${host} sends calls on to another address (it answered ${status.toString()}), which Vend may not follow. Enter the address that it ends at as “publicUrl”.`
    if (status >= 500)
      return `${host} answers, but does not reach this PC (it answered ${status.toString()}). Check that what stands there passes calls on to the webhook’s port.`
    return `Something else answers at ${host} (${status.toString()}): it does not lead to this Stocktray. Check “publicUrl”, and that all below /hooks/vend/ is passed on.`
  } catch (error) {
    if (signal.aborted) return 'Stopped before it was known whether our address leads back here.'
    const code = isAxiosError(error) ? (error.code ?? '') : ''
    const late = code === 'ERR_CANCELED' || code === 'ETIMEDOUT' || code === 'ECONNABORTED'
    const cause = late ? 'no answer came in ten seconds' : (causes.get(code) ?? 'the connection broke')
    return `${host} cannot be called from this PC: ${cause}. Some routers do not lead a call from inside back in; then Vend may reach it all the same.`
  }
}
