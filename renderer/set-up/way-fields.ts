import type { Sections } from './use-set-up'
import { blockAt, numberOf, textAt, withoutEmpty, type Values } from './values'

/** As they are typed. */
export type WayFields = {
  via: string
  publicUrl: string
  port: string
  stocktakes: string
  perItemUpTo: string
  scanEveryMinutes: string
  ssh: { host: string; user: string; remotePort: string; port: string; remoteHost: string; hostKey: string }
  ngrok: { authToken: string }
}

export function wayFields(values: Values): WayFields {
  const way = blockAt(values, 'realTime')
  const ssh = blockAt(way, 'ssh')
  const of = (name: string) => textAt(ssh, name)
  return {
    ...{ via: textAt(way, 'via') || 'off', publicUrl: textAt(way, 'publicUrl'), port: textAt(way, 'port') },
    ...{ stocktakes: textAt(way, 'stocktakes') || 'per-item', perItemUpTo: textAt(way, 'perItemUpTo') },
    scanEveryMinutes: textAt(values, 'scanEveryMinutes') || '5',
    ssh: {
      ...{ host: of('host'), user: of('user'), remotePort: of('remotePort') },
      ...{ port: of('port'), remoteHost: of('remoteHost'), hostKey: of('hostKey') },
    },
    ngrok: { authToken: '' },
  }
}

/** What belongs to another way in is left out. */
export function sectionsOf({
  via,
  publicUrl,
  port,
  stocktakes,
  perItemUpTo,
  scanEveryMinutes,
  ssh,
  ngrok,
}: WayFields): Sections {
  const server = withoutEmpty({ ...ssh, remotePort: numberOf(ssh.remotePort), port: numberOf(ssh.port) })
  const minutes = numberOf(scanEveryMinutes)
  return {
    scanEveryMinutes: minutes ?? 5,
    realTime: {
      ...withoutEmpty({ via, stocktakes, port: numberOf(port), perItemUpTo: numberOf(perItemUpTo) }),
      ...(via !== 'off' && withoutEmpty({ publicUrl })),
      ...(via === 'ssh' && { ssh: server }),
      ...(via === 'ngrok' && { ngrok: withoutEmpty(ngrok) }),
    },
  }
}
