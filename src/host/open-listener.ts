import { randomBytes } from 'node:crypto'
import { openListener as listen, openTunnelFor, webhookPathOf } from '../app'
import type { Tunnel, TunnelStatus } from '../core/ports/tunnel'
import type { Doorbell } from '../core/ports/webhooks'
import type { Secrets } from '../core/settings'
import { createLoopCheck } from '../listener/loop-check'
import { keepTrustedHost, readTrustedHost } from '../settings/trusted-host'
import { comesBack } from './comes-back'
import { chanceAndWatch, realClock } from './real-world'
import { webhookAddress } from './rolling-secrets'
import type { Or, Shop } from './shop-folder'

/** What is done with what comes in, and with how it comes in. */
export type Hearing = {
  /** `repeats`: how many of them came in the words of an earlier one. */
  readonly hear: (consignmentIds: readonly string[], repeats: number) => void
  /** Told of each webhook whose signature is missing or does not fit. */
  readonly refused: () => void
  /** Told each new status of the way in. */
  readonly changed: (status: TunnelStatus) => void
  /** Told what Vend is to call whenever that is another address, or was asked for anew; null: not known yet. */
  readonly callAt: (doorbell: Doorbell | null) => void
}

export type Listening = {
  /** The listener's address on this PC as it was opened; null: the settings want none. */
  readonly webhook: string | null
  /** How the way in stands; null: there is none. */
  way(): TunnelStatus | null
  /** What Vend is to call; null: not known yet, or none. */
  doorbell(): Doorbell | null
  /** A way in that waits before it is opened again is opened now. */
  tryNow(): void
  /** The secret path has become another one: what Vend is to call is told anew. */
  pathChanged(): void
  close(): Promise<void>
}

/** Where nothing comes in. */
export const deaf: Listening = {
  ...{ webhook: null, way: () => null, doorbell: () => null },
  ...{ tryNow: () => undefined, pathChanged: () => undefined, close: () => Promise.resolve() },
}

/** Opens the webhook listener and the way from Vend to it, where the settings want them. `secrets`: as they are at a moment. */
export async function openListener(
  shop: Shop,
  { hear, refused, changed, callAt }: Hearing,
  secrets: () => Secrets = () => shop.secrets,
): Promise<Or<{ readonly listening: Listening }>> {
  const { settings } = shop
  const trusted = trustedHostOf(shop)
  if (!trusted.ok) return trusted
  const open = openTunnelFor(settings, shop.secrets, trusted.hostKey, { clock: realClock, ...chanceAndWatch })
  if (open === null) return { ok: true, listening: deaf }
  const { port } = settings.realTime
  const loop = createLoopCheck(() => randomBytes(24).toString('base64url'))
  try {
    const listener = await listen(port, secrets, { hear, refused }, realClock, loop)
    const doorbellAt = (publicUrl: string | null): Doorbell | null => {
      const [url, path] = [webhookAddress(publicUrl, secrets()), webhookPathOf(secrets())]
      if (publicUrl === null || url === null) return null
      return { url, path, comesBack: (signal) => comesBack(publicUrl, path, loop, signal) }
    }
    let wanted: string | null = null
    const tunnel: Tunnel = open(listener.port, (status) => {
      changed(status)
      if (status.publicUrl === wanted) return
      wanted = status.publicUrl
      callAt(doorbellAt(wanted))
    })
    return {
      ok: true,
      listening: {
        webhook: `http://127.0.0.1:${listener.port.toString()}${webhookPathOf(secrets())}`,
        way: () => tunnel.status(),
        tryNow: () => tunnel.tryNow(),
        doorbell: () => doorbellAt(tunnel.status().publicUrl),
        pathChanged: () => callAt(doorbellAt(tunnel.status().publicUrl)),
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

/** The SSH server's key is trusted as it was first seen, for this folder, unless somebody entered it. */
function trustedHostOf({ dataDir, settings }: Shop) {
  const { ssh } = settings.realTime
  if (ssh === null) return { ok: true, hostKey: { known: null, keep: () => undefined } } as const
  const read = readTrustedHost(dataDir, ssh)
  if (!read.ok && ssh.hostKey === null) return read
  const known = read.ok ? read.hostKey : null
  return { ok: true, hostKey: { known, keep: (hostKey: string) => keepTrustedHost(dataDir, ssh, hostKey) } } as const
}
