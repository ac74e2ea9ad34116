import { lookup } from 'node:dns/promises'
import { connect } from 'node:net'
import { networkInterfaces } from 'node:os'

/** How far one comes: the name is not found, no way leads there, nothing takes calls there, or it does. */
export type Way = 'no-name' | 'no-way' | 'refused' | 'open'

/** Looks a host up and opens a connection to it, saying nothing. `patienceMs` for each of the two. */
export async function probeWay(url: URL, patienceMs: number): Promise<Way> {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const port = url.port === '' ? (url.protocol === 'http:' ? 80 : 443) : Number(url.port)
  try {
    await within(patienceMs, lookup(host))
  } catch {
    return 'no-name'
  }
  return tryConnect(host, port, patienceMs)
}

function tryConnect(host: string, port: number, patienceMs: number): Promise<Way> {
  return new Promise((resolve) => {
    const socket = connect({ host, port })
    const end = (way: Way) => {
      socket.destroy()
      resolve(way)
    }
    socket.setTimeout(patienceMs, () => end('no-way'))
    socket.once('connect', () => end('open'))
    socket.once('error', (error) => end('code' in error && error.code === 'ECONNREFUSED' ? 'refused' : 'no-way'))
  })
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('too late')), ms)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

/** Whether this PC has an address on any network but its own. */
export function isConnected(): boolean {
  return Object.values(networkInterfaces()).some((addresses) => addresses?.some(({ internal }) => !internal))
}
