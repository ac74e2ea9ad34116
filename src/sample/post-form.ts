import { request as askPlainly } from 'node:http'
import { request as askSecurely } from 'node:https'

/**
 * Posts a form over a connection of its own and answers the status; null: no connection, or no answer in time. A shared
 * connection would turn a receiver's restart into one more lost webhook.
 */
export function postForm(
  url: string,
  body: string,
  headers: Readonly<Record<string, string>>,
  timeoutMs: number,
): Promise<number | null> {
  const ask = url.startsWith('https:') ? askSecurely : askPlainly
  return new Promise((resolve) => {
    const sent = ask(
      url,
      {
        method: 'POST',
        agent: false,
        signal: AbortSignal.timeout(timeoutMs),
        headers: {
          ...headers,
          'content-type': 'application/x-www-form-urlencoded',
          'content-length': Buffer.byteLength(body),
        },
      },
      (response) => {
        response.resume()
        response.on('error', () => {
          resolve(null)
        })
        response.on('end', () => {
          resolve(response.statusCode ?? null)
        })
      },
    )
    sent.on('error', () => resolve(null))
    sent.end(body)
  })
}
