import { version } from '../package.json'
import { silentLog, type LogPort } from './core/ports/log'
import type { OpenTunnel } from './core/ports/tunnel'
import type { VendPort } from './core/ports/vend'
import type { WarehousePort } from './core/ports/warehouse'
import type { WebhooksPort } from './core/ports/webhooks'
import type { Clock, Ids } from './core/ports/world'
import type { Secrets, Settings } from './core/settings'
import { createEngine, type Engine } from './engine/engine'
import { createReadings, type Readings } from './engine/readings'
import { rememberHeard } from './engine/heard-lately'
import { watchRequests } from './engine/requests'
import type { Database } from './ledger/database'
import { createLedger } from './ledger/ledger'
import { migrate } from './ledger/migrations'
import type { LoopCheck } from './listener/loop-check'
import { tunnelFor, type TrustedHostKey } from './listener/tunnels/tunnel'
import { watchRepeats } from './listener/watch-repeats'
import { openWebhookListener, type WebhookListener } from './listener/webhook-listener'
import { createVendClient } from './vend/client'
import { linkTo } from './vend/link'
import { createWebhookReader, type WebhookReader } from './vend/webhook-list'
import { largestWebhook, readWebhook, refuseHead, webhookPath } from './vend/webhook'
import { webhookKeysOf, type WebhookSecrets } from './vend/webhook-keys'
import { createWebhooks } from './vend/webhook-subscription'
import type { OpenedWarehouse } from './warehouse/connector'
import { openWarehouse } from './warehouse/registry'

/** Everything the app takes from outside. A simulation stands in for any of it. */
export type World = {
  /** Opened by `openDatabase`; in memory for a simulation, where it outlives a crash of the app. */
  readonly database: Database
  readonly settings: Settings
  readonly vend: VendPort
  /** Absent: Vend is not asked to call. */
  readonly webhooks?: WebhooksPort
  readonly warehouse: WarehousePort
  readonly clock: Clock
  readonly ids: Ids
  readonly log: LogPort
  /** 0 ≤ x < 1. */
  readonly random: () => number
  /** ms since some moment of this process, whatever the clock is set to. */
  readonly elapsed: () => number
}

export type App = Engine

/** Wires the rooms together over one ledger file. What a dead predecessor left in the middle is taken up here. */
export function openApp({ database, elapsed, ...world }: World): App {
  migrate(database)
  const { log, vend, warehouse } = world
  log.tell({ step: 'started', version, store: vend.store, warehouse: warehouse.id })
  return createEngine({
    ...world,
    requests: watchRequests(elapsed, world.clock),
    heard: rememberHeard(),
    ledger: createLedger(database),
  })
}

/** Looks at a ledger beside a running engine: changes nothing. */
export function lookAt({ database, ...world }: Omit<World, 'log' | 'elapsed'>): Readings {
  const requests = watchRequests(() => world.clock.now(), world.clock)
  return createReadings({ ...world, requests, heard: rememberHeard(), log: silentLog, ledger: createLedger(database) })
}

/** New settings or keys may have cured what stood in the way: all that waits is due. */
export function retryAll(database: Database, now: number): void {
  createLedger(database).documents.makeAllDue(now)
}

export type Connections = {
  readonly vend: VendPort
  readonly webhooks: WebhooksPort
  readonly warehouse: WarehousePort
}

/** Who calls, as Vend asks to be told. */
const userAgent = `Stocktray/${version}`

/** The two sides that the settings name. A warehouse that cannot be opened on them is a sentence. */
export function connect(
  settings: Pick<Settings, 'vend' | 'warehouse'>,
  secrets: Pick<Secrets, 'vendToken' | 'warehouse'>,
  clock: Clock,
): { ok: true; connections: Connections } | { ok: false; text: string } {
  const warehouse = connectWarehouse(settings, secrets, clock)
  if (!warehouse.ok) return warehouse
  return { ok: true, connections: { ...connectVend(settings, secrets, clock), warehouse: warehouse.port } }
}

/** Vend alone, and what it calls. */
export function connectVend(
  { vend }: Pick<Settings, 'vend'>,
  { vendToken }: Pick<Secrets, 'vendToken'>,
  clock: Clock,
): Pick<Connections, 'vend' | 'webhooks'> {
  const line = { ...vend, token: vendToken, clock, userAgent }
  // One line, so that all of it counts against one budget.
  const linked = linkTo(line)
  return { vend: createVendClient(line, linked), webhooks: createWebhooks(line, linked) }
}

/** The warehouse alone. */
export function connectWarehouse(
  { warehouse }: Pick<Settings, 'warehouse'>,
  secrets: Pick<Secrets, 'warehouse'>,
  clock: Clock,
): OpenedWarehouse {
  return openWarehouse(warehouse, secrets.warehouse, { clock })
}

/** Reads which webhooks the store calls. */
export function openWebhookReader(
  { vend }: Pick<Settings, 'vend'>,
  { vendToken }: Pick<Secrets, 'vendToken'>,
  clock: Clock,
): WebhookReader {
  return createWebhookReader({ ...vend, token: vendToken, clock, userAgent })
}

/**
 * Where webhooks come in, on 127.0.0.1. `secrets`: as they are at that moment. `hear` puts triggers on disk, or throws;
 * `repeats` of them came in the words of an earlier one. `refused` is told of each that came to the right address without
 * a signature that fits. Port 0 takes any free one. `loop`: answers calls of our own that came back by the public address.
 */
export function openListener(
  port: number,
  secrets: () => WebhookSecrets,
  {
    hear,
    refused,
  }: { readonly hear: (consignmentIds: readonly string[], repeats: number) => void; readonly refused: () => void },
  clock: Pick<Clock, 'now'>,
  loop: Pick<LoopCheck, 'answerTo'> | null = null,
): Promise<WebhookListener> {
  const isRepeat = watchRepeats()
  let repeats = 0
  const keys = () => webhookKeysOf(secrets(), clock.now())
  const watched = <Judged extends object | null>(judged: Judged): Judged => {
    if (judged && 'status' in judged && judged.status === 401) refused()
    return judged
  }
  return openWebhookListener({
    port,
    hear: (consignmentIds) => {
      hear(consignmentIds, Math.min(repeats, consignmentIds.length))
      repeats = 0
    },
    reader: {
      largest: largestWebhook,
      greet: ({ method, path }) => loop?.answerTo(method, path) ?? null,
      refuse: (head) => watched(refuseHead(head, keys())),
      read: (request) => {
        const webhook = watched(readWebhook(request, keys()))
        if (!webhook.ok) return webhook
        if (isRepeat(request.body)) repeats += 1
        return { ok: true, consignmentId: webhook.kind === 'consignment' ? webhook.consignmentId : null }
      },
    },
  })
}

/** The way from Vend to the listener, as the settings name it; null: real time is off. */
export function openTunnelFor(
  { realTime }: Pick<Settings, 'realTime'>,
  secrets: Pick<Secrets, 'sshKey' | 'ngrokAuthToken'>,
  hostKey: TrustedHostKey,
  world: Pick<World, 'clock' | 'random'>,
): OpenTunnel | null {
  return tunnelFor(realTime, secrets, hostKey, world)
}

/** The path of this folder's webhook, below any address that leads to the listener. */
export function webhookPathOf({ webhookPath: pathSecret }: Pick<Secrets, 'webhookPath'>): string {
  return webhookPath + pathSecret
}
