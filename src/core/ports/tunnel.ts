/** How the way from Vend to the webhook listener stands. */
export type TunnelStatus = {
  readonly via: 'own-address' | 'ssh' | 'ngrok'
  /** `elsewhere`: the shop's own way in, of which nothing is known here. */
  readonly state: 'up' | 'down' | 'elsewhere'
  /** Since when it stands so; ms since 1970. */
  readonly since: number
  /** Why it is down, or was down last; null: it never was. */
  readonly lastError: string | null
  /** It stays down until somebody does what `lastError` says. */
  readonly needsYou: boolean
  /** What Vend is to call, before the path of the webhook; null: not known yet. */
  readonly publicUrl: string | null
  /** The fingerprint of the SSH server's key that is trusted ("SHA256:…"); null: none yet, or no SSH. */
  readonly hostKey: string | null
}

/** A way in that is kept open: what breaks it is told as its status, and it comes back by itself. */
export type Tunnel = {
  status(): TunnelStatus
  /** Where it is down it tries again now: somebody may have done what it said. */
  tryNow(): void
  /** Afterwards nothing comes in by it and no change is told any more. */
  close(): Promise<void>
}

/** Leads what Vend sends to `localPort` of 127.0.0.1, from now on. `changed` is told each new status; never throws. */
export type OpenTunnel = (localPort: number, changed: (status: TunnelStatus) => void) => Tunnel
