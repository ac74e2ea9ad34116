import type { OpenTunnel } from '../../core/ports/tunnel'
import type { Secrets, Settings } from '../../core/settings'
import { keepOpen, type KeepOpenWorld } from './keep-open'
import { ngrokSession } from './ngrok-session'
import { ownAddress } from './own-address'
import { sshSession } from './ssh-session'

/** The key of the SSH server, as it was trusted before (null: never), and how to keep the one that is trusted now. */
export type TrustedHostKey = { readonly known: string | null; readonly keep: (hostKey: string) => void }

/** The way in that the settings name; null: real time is off, or what it needs was never entered. */
export function tunnelFor(
  { via, publicUrl, ssh }: Settings['realTime'],
  { sshKey, ngrokAuthToken }: Pick<Secrets, 'sshKey' | 'ngrokAuthToken'>,
  hostKey: TrustedHostKey,
  world: KeepOpenWorld,
): OpenTunnel | null {
  switch (via) {
    case 'off':
      return null
    case 'own-address':
      return ownAddress(publicUrl, world.clock)
    case 'ssh': {
      if (ssh === null || publicUrl === null || sshKey === null) return null
      const known = ssh.hostKey ?? hostKey.known
      const session = sshSession({ server: ssh, publicUrl, key: sshKey, hostKey: known, trust: hostKey.keep })
      return keepOpen('ssh', { publicUrl, hostKey: known }, session, world)
    }
    case 'ngrok': {
      if (ngrokAuthToken === null) return null
      const session = ngrokSession({ authToken: ngrokAuthToken, publicUrl })
      return keepOpen('ngrok', { publicUrl, hostKey: null }, session, world)
    }
  }
}
