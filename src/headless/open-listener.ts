import { openListener as listen, openTunnelFor, webhookPathOf } from '../app'
import type { Tunnel, TunnelStatus } from '../core/ports/tunnel'
import { keepTrustedHost, readTrustedHost } from '../settings/trusted-host'
import { chanceAndWatch, realClock } from './real-world'
import type { Or, Shop } from './shop-folder'

/** What is done with what comes in, and with how it comes in. */
export type Hearing = {
  readonly hear: (consignmentIds: readonly string[]) => void
  /** Told each new status of the way in. */
  readonly changed: (status: TunnelStatus) => void
}

export type Listening = {
  /** The listener's address on this PC; null: the settings want none. */
  readonly webhook: string | null
  /** The one that Vend is to call; null: not known yet, or none. */
  publicWebhook(): string | null
  close(): Promise<void>
}

const deaf: Listening = { webhook: null, publicWebhook: () => null, close: () => Promise.resolve() }

/** Opens the webhook listener and the way from Vend to it, where the settings want them. */
export async function openListener(
  shop: Shop,
  { hear, changed }: Hearing,
): Promise<Or<{ readonly listening: Listening }>> {
  const { settings, secrets } = shop
  const trusted = trustedHostOf(shop)
  if (!trusted.ok) return trusted
  const open = openTunnelFor(settings, secrets, trusted.hostKey, { clock: realClock, ...chanceAndWatch })
  if (open === null) return { ok: true, listening: deaf }
  const { port } = settings.realTime
  try {
    const listener = await listen(port, secrets, hear)
    const tunnel = open(listener.port, changed)
    const path = webhookPathOf(secrets)
    return {
      ok: true,
      listening: {
        webhook: `http://127.0.0.1:${listener.port.toString()}${path}`,
        publicWebhook: () => publicAddress(tunnel, path),
        close: async () => {
          await tunnel.close()
          await listener.close()
        },
      },
    }
  } catch (error) {
    const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
    const why = taken ? 'another program uses it' : error instanceof Error ? error.message : String(error)
    return {
      ok: false,
      text: `The webhook port ${port.toString()} cannot be opened: ${why}. Choose another realTime.port.`,
    }
  }
}

function publicAddress(tunnel: Tunnel, path: string): string | null {
  const { publicUrl } = tunnel.status()
  return publicUrl === null ? null : publicUrl.replace(/\/+$/, '') + path
}

/** The SSH server's key is trusted as it was first seen, for this folder, unless somebody entered it. */
function trustedHostOf({ dataDir, settings }: Shop) {
  const { ssh } = settings.realTime
  if (ssh === null) return { ok: true, hostKey: { known: null, keep: () => undefined } } as const
  const read = readTrustedHost(dataDir, ssh)
  if (!read.ok && ssh.hostKey === null) return read
  const known = read.ok ? read.hostKey : null
  return { ok: true, hostKey: { known, keep: (hostKey: string) => keepTrustedHost(dataDir, ssh, hostKey) } } as const
}
