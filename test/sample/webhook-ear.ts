import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { z } from 'zod'

export type HeardWebhook = {
  readonly type: string | undefined
  readonly signature: string | undefined
  readonly raw: string
  readonly form: URLSearchParams
  readonly payload: Readonly<Record<string, unknown>>
}

export type WebhookEar = {
  readonly url: string
  readonly heard: HeardWebhook[]
  /** Answers the next calls so; `silence` never answers. 204 after that. */
  readonly answers: (number | 'silence')[]
  close(): Promise<void>
}

/** Hears webhooks as an app does, and remembers every byte. */
export async function openWebhookEar(): Promise<WebhookEar> {
  const heard: HeardWebhook[] = []
  const answers: (number | 'silence')[] = []
  const server = createServer((request, response) => {
    let raw = ''
    request.on('data', (chunk: Buffer) => (raw += chunk.toString('utf8')))
    request.on('end', () => {
      const form = new URLSearchParams(raw)
      heard.push({
        type: request.headers['content-type'],
        signature: z.string().optional().parse(request.headers['x-signature']),
        raw,
        form,
        payload: z.record(z.string(), z.unknown()).parse(JSON.parse(form.get('payload') ?? '')),
      })
      const answer = answers.shift() ?? 204
      if (answer !== 'silence') response.writeHead(answer).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks/vend/secret`,
    heard,
    answers,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve()
        })
        server.closeAllConnections()
      }),
  }
}
