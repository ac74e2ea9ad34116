import { request as httpRequest, type ClientRequest, type IncomingMessage, type RequestOptions } from 'node:http'
import { request as httpsRequest } from 'node:https'
import type { Socket } from 'node:net'
import { TLSSocket } from 'node:tls'

type Transport = {
  readonly request: (options: RequestOptions, answered: (response: IncomingMessage) => void) => ClientRequest
}

export type Departure = {
  /** Stands in for Node's `http` or `https` in a request's `transport`. */
  readonly transport: Transport
  /** False only when certainly no byte of the request reached the other side. */
  readonly left: () => boolean
}

/**
 * Watches one request, to know whether anything of it may have arrived: Node holds it back until the connection
 * stands, and with TLS until the certificate was found good. A world without sockets counts as left.
 */
export function watchDeparture(onLeft: () => void): Departure {
  let state: 'unwatched' | 'here' | 'left' = 'unwatched'
  const leave = () => {
    state = 'left'
    onLeft()
  }
  return {
    left: () => state !== 'here',
    transport: {
      request: (options, answered) => {
        state = 'here'
        const start = options.protocol === 'https:' ? httpsRequest : httpRequest
        const request = start(options, answered)
        request.once('socket', (socket) => {
          // Node writes only after this event, and to a socket that failed already not at all.
          if (socket.destroyed) return
          if (isReady(socket)) leave()
          else socket.once(socket instanceof TLSSocket ? 'secureConnect' : 'connect', leave)
        })
        return request
      },
    },
  }
}

function isReady(socket: Socket): boolean {
  if (socket.connecting) return false
  // Not among Node's documented members, so its absence counts as ready: https://github.com/nodejs/node/blob/v20.x/lib/_tls_wrap.js
  return !(socket instanceof TLSSocket && 'secureConnecting' in socket && socket.secureConnecting === true)
}
