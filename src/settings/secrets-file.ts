import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Secrets } from '../core/settings'
import { writeDurably } from './durable-file'
import { enterAnew, seal, sealedSchema, unseal, type KeyKeeper } from './sealing'

export type SecretsRead =
  { readonly ok: true; readonly secrets: Secrets } | { readonly ok: false; readonly text: string }

const fileSchema = z.record(z.string(), sealedSchema)

const beforeSchema = z.object({ secret: z.string(), until: z.number() })

const warehousePrefix = 'warehouse.'

/** Reads one revision of the secrets. No text ever holds a secret, or part of one. */
export function readSecrets(dataDir: string, revision: number, keys: Pick<KeyKeeper, 'find'>): SecretsRead {
  const refused = (why: string, cure = enterAnew): SecretsRead => ({
    ok: false,
    text: `The stored keys for Vend and the warehouse cannot be opened (${why}). ${cure}`,
  })
  const path = join(dataDir, fileName(revision))
  if (!existsSync(path)) return refused(`${fileName(revision)} is missing`)
  const found = keys.find(dataDir)
  if (!found.ok) return refused(found.why, found.cure)
  const { key } = found
  try {
    const fields = Object.entries(fileSchema.parse(JSON.parse(readFileSync(path, 'utf8'))))
    const open = new Map(fields.map(([name, sealed]) => [name, unseal(key, name, sealed)]))
    const warehouse = [...open].filter(([name]) => name.startsWith(warehousePrefix))
    const vendToken = open.get('vend.token')
    const webhookPath = open.get('webhook.path')
    const before = open.get('vend.clientSecretBefore')
    if (vendToken === undefined || webhookPath === undefined) return refused('a key is missing')
    return {
      ok: true,
      secrets: {
        vendToken,
        webhookPath,
        vendClientSecret: open.get('vend.clientSecret') ?? null,
        vendClientSecretBefore: before === undefined ? null : beforeSchema.parse(JSON.parse(before)),
        sshKey: open.get('ssh.key') ?? null,
        ngrokAuthToken: open.get('ngrok.authToken') ?? null,
        warehouse: Object.fromEntries(warehouse.map(([name, value]) => [name.slice(warehousePrefix.length), value])),
      },
    }
  } catch {
    // The cause may quote what it stumbled over.
    return refused('they do not fit the key file')
  }
}

/** Writes a revision of the secrets, durably, beside the older ones. Files are for this user alone. */
export function writeSecrets(dataDir: string, revision: number, secrets: Secrets, keys: KeyKeeper): void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const key = keys.make(dataDir)
  const before = secrets.vendClientSecretBefore
  const fields: [string, string | null][] = [
    ['vend.token', secrets.vendToken],
    ['vend.clientSecret', secrets.vendClientSecret],
    ['vend.clientSecretBefore', before && JSON.stringify(before)],
    ['webhook.path', secrets.webhookPath],
    ['ssh.key', secrets.sshKey],
    ['ngrok.authToken', secrets.ngrokAuthToken],
    ...Object.entries(secrets.warehouse).map(([name, value]): [string, string] => [warehousePrefix + name, value]),
  ]
  const sealed = Object.fromEntries(
    fields.flatMap(([name, value]) => (value === null ? [] : [[name, seal(key, name, value)]])),
  )
  writeDurably(join(dataDir, fileName(revision)), JSON.stringify(sealed))
}

/** A revision later than any on the disk, also than one that a crash left unused. */
export function nextRevision(dataDir: string): number {
  if (!existsSync(dataDir)) return 1
  const taken = readdirSync(dataDir).map((file) => Number(/^secrets\.(\d+)\.json$/.exec(file)?.[1] ?? 0))
  return Math.max(0, ...taken) + 1
}

/** Removes every revision but one, and what a crash left half written. */
export function dropOtherSecrets(dataDir: string, revision: number): void {
  for (const file of readdirSync(dataDir))
    if (/^secrets\.\d+\.json(\.\d+\.tmp)?$/.test(file) && file !== fileName(revision)) rmSync(join(dataDir, file))
}

function fileName(revision: number): string {
  return `secrets.${revision.toString()}.json`
}
