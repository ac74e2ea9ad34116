import { Agent, request } from 'node:http'

/** Webhooks under way at once. */
const atOnce = 16
/** So long Vend waits for an answer: https://x-series-api.lightspeedhq.com/docs/webhooks */
const timeoutMs = 5_000

export type Storm = { readonly accepted: number; readonly seconds: number; readonly slowestMs: number }

/** Over connections that are kept, as a sender with thousands of them keeps them. */
export async function postAll(url: string, bodies: readonly string[]): Promise<Storm> {
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce })
  const began = performance.now()
  let [accepted, slowestMs] = [0, 0]
  const left = [...bodies]
  const postOn = async (): Promise<void> => {
    for (let body = left.pop(); body !== undefined; body = left.pop()) {
      const at = performance.now()
      if ((await post(url, body, agent)) === 204) accepted += 1
      slowestMs = Math.max(slowestMs, performance.now() - at)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, postOn))
  agent.destroy()
  return { accepted, seconds: (performance.now() - began) / 1_000, slowestMs }
}

/** The status; null: no answer in time. */
function post(url: string, body: string, agent: Agent): Promise<number | null> {
  const headers = { 'content-type': 'application/x-www-form-urlencoded', 'content-length': Buffer.byteLength(body) }
  return new Promise((resolve) => {
    const sent = request(url, { method: 'POST', agent, headers, timeout: timeoutMs }, (response) => {
      response.resume()
      response.on('end', () => resolve(response.statusCode ?? null))
    })
    sent.on('timeout', () => sent.destroy())
    sent.on('error', () => resolve(null))
    sent.end(body)
  })
}
