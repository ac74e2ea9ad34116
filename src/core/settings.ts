import type { TransferOn } from './decision'

/** The shop's settings as they stand on disk, without any secret. `src/settings` reads and checks them. */
export type Settings = {
  readonly vend: {
    /** Address of the store's API host, without a path: "https://example.retail.lightspeed.app". */
    readonly store: string
    /** The dated path segment ("2026-07") or "2.0". */
    readonly apiVersion: string
  }
  readonly warehouse: WarehouseSettings
  /** Which outlets are ours, and where their stock lies in the warehouse system. */
  readonly outlets: readonly OutletSettings[]
  /** "Send stock adjustments to the warehouse". */
  readonly sendStockAdjustments: boolean
  /** Somebody chose at this moment, ms since 1970, to only watch first. The ledger takes each such choice up once. */
  readonly watchChosen?: number | undefined
  /** Nothing from before this moment is spoken of; ms since 1970, null: from the first look on. */
  readonly from: number | null
  readonly scanEveryMinutes: number
  readonly transferOn: TransferOn
  /** `units` as a decimal ("1000", "2.5"); null: no limit. */
  readonly limits: {
    readonly units: string | null
    readonly lines: number | null
  }
  readonly realTime: {
    readonly via: 'off' | 'own-address' | 'ssh' | 'ngrok'
    /** What Vend is to call, before the path of the webhook; null: ngrok chooses it, or real time is off. */
    readonly publicUrl: string | null
    /** Of the listener on 127.0.0.1; 0: one that is free. */
    readonly port: number
    readonly stocktakes: 'per-item' | 'whole'
    readonly perItemUpTo: number
    /** Of `ssh` alone. */
    readonly ssh: SshSettings | null
  }
}

/** An SSH server that forwards a port of its own to the webhook listener. */
export type SshSettings = {
  readonly host: string
  readonly port: number
  readonly user: string
  /** Where it listens for us, behind what makes TLS there. */
  readonly remoteHost: string
  readonly remotePort: number
  /** The fingerprint of its key as somebody entered it ("SHA256:…"); null: the first one that it shows is trusted. */
  readonly hostKey: string | null
}

/** What stands in the settings of a warehouse: its kind, its address, and what else its connector asks for. */
export type WarehouseSettings = {
  readonly kind: string
  readonly url: string
} & Readonly<Record<string, unknown>>

export type OutletSettings = {
  readonly outlet: { readonly id: string; readonly name: string }
  readonly location: { readonly id: string; readonly name: string }
}

/** Never written in clear text, never shown. */
export type Secrets = {
  readonly vendToken: string
  /** For signed webhooks; of an OAuth application only. */
  readonly vendClientSecret: string | null
  /** The one before it, that webhooks may still be signed with until then (ms since 1970). */
  readonly vendClientSecretBefore: { readonly secret: string; readonly until: number } | null
  /** By field name, as the connector asks for them: `token`, `apiKey`. */
  readonly warehouse: Readonly<Record<string, string>>
  /** The unguessable part of the webhook's path. */
  readonly webhookPath: string
  /** Our own key for the SSH server, as `makeSshKey` makes it. */
  readonly sshKey: string | null
  readonly ngrokAuthToken: string | null
}
