import { createServer, request, type IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import { z } from 'zod'

/** One call that went through: "stock.picking.create". */
export type WatchedCall = { readonly name: string; readonly answered: boolean }

/** A door before Odoo that changes nothing and knows what goes through it. */
export type CallWatch = {
  readonly url: string
  /** The calls that arrived since `forget`, in their order. */
  calls(): readonly WatchedCall[]
  forget(): void
  /** Resolves when the next call arrives. */
  next(): Promise<void>
  close(): Promise<void>
}

const executeKw = z.object({
  params: z.object({ args: z.tuple([z.string(), z.number(), z.string(), z.string(), z.string()], z.unknown()) }),
})

/** Once it has arrived, a call goes through to Odoo to its end, whether or not somebody still waits for the answer. */
export async function openCallWatch(odooUrl: string): Promise<CallWatch> {
  const target = new URL(odooUrl)
  let calls: { readonly name: string; answered: boolean }[] = []
  const waiting: (() => void)[] = []
  const server = createServer((incoming, outgoing) => {
    void text(incoming).then(
      (body) => {
        const call = { name: nameOf(incoming, body), answered: false }
        calls.push(call)
        for (const tell of waiting.splice(0)) tell()
        const { method = 'POST', url: path = '/', headers } = incoming
        const onward = request({ host: target.hostname, port: target.port, method, path, headers }, (answer) => {
          void text(answer).then((said) => {
            call.answered = true
            const { 'content-type': type = 'text/plain' } = answer.headers
            outgoing.writeHead(answer.statusCode ?? 502, { 'content-type': type }).end(said)
          })
        })
        onward.on('error', () => outgoing.destroy())
        onward.end(body)
      },
      () => outgoing.destroy(),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = z.object({ port: z.number() }).parse(server.address())
  return {
    url: `http://127.0.0.1:${address.port.toString()}`,
    calls: () => calls,
    forget: () => (calls = []),
    next: () => new Promise((resolve) => waiting.push(resolve)),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

function nameOf({ url = '' }: IncomingMessage, body: string): string {
  const [, model, method] = /^\/json\/2\/([^/]+)\/([^/?]+)/.exec(url) ?? []
  if (model !== undefined && method !== undefined) return `${model}.${method}`
  try {
    const { args } = executeKw.parse(JSON.parse(body)).params
    return `${args[3]}.${args[4]}`
  } catch {
    return 'signing in'
  }
}
