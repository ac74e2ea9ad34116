import { connect } from 'node:net'

// A process of its own, so that what sends takes nothing from what answers: told what to send, it says how that went.

/** Posts to `path` of 127.0.0.1:`port` over so many connections at once, each the next as soon as one is answered. */
export type Sending = {
  readonly port: number
  readonly path: string
  readonly connections: number
  readonly ms: number
}

/** `accepted`: answered with 204. */
export type Sent = {
  readonly accepted: number
  readonly refused: number
  readonly seconds: number
  readonly p99Ms: number
}

const endOfHead = '\r\n\r\n'

async function send({ port, path, connections, ms }: Sending): Promise<Sent> {
  const took: number[] = []
  let refused = 0
  const began = performance.now()
  const sendOn = (connection: number) =>
    new Promise<void>((resolve, reject) => {
      const call = callOf(path, connection)
      const socket = connect({ port, host: '127.0.0.1', noDelay: true })
      let [heard, at] = ['', 0]
      const next = () => {
        if (performance.now() - began >= ms) return socket.end()
        at = performance.now()
        return socket.write(call)
      }
      socket.setEncoding('latin1')
      socket.on('connect', next)
      socket.on('data', (text: string) => {
        heard += text
        if (!heard.includes(endOfHead)) return
        if (heard.startsWith('HTTP/1.1 204 ')) took.push(performance.now() - at)
        else refused += 1
        heard = ''
        next()
      })
      socket.on('error', reject)
      socket.on('close', () => resolve())
    })
  await Promise.all(Array.from({ length: connections }, (_, connection) => sendOn(connection)))
  const seconds = (performance.now() - began) / 1_000
  took.sort((a, b) => a - b)
  return { accepted: took.length, refused, seconds, p99Ms: took[Math.floor(took.length * 0.99)] ?? 0 }
}

/** As Vend sends it, for a consignment of the connection's own. */
function callOf(path: string, connection: number): string {
  const consignment = `7dbe52cd-0ae4-11e4-a0f5-${connection.toString().padStart(12, '0')}`
  const payload = {
    id: 'line',
    consignment_id: consignment,
    product_id: 'product',
    count: '8.00000',
    received: '8.00000',
  }
  const body = new URLSearchParams({ payload: JSON.stringify(payload), type: 'consignment.receive' }).toString()
  const head = [
    ...[`POST ${path} HTTP/1.1`, 'Host: stock.example', 'Content-Type: application/x-www-form-urlencoded'],
    `Content-Length: ${body.length.toString()}`,
  ]
  return head.join('\r\n') + endOfHead + body
}

process.on('message', (sending: Sending) => {
  send(sending).then(
    (sent) => process.send?.(sent),
    (error: unknown) => {
      console.error(error)
      process.exitCode = 1
      process.disconnect()
    },
  )
})
