import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Secrets } from '../core/settings'
import { writeDurably } from './durable-file'

export type SecretsRead =
  { readonly ok: true; readonly secrets: Secrets } | { readonly ok: false; readonly text: string }

const keyFile = 'secrets.key'
const keyBytes = 32
const algorithm = 'aes-256-gcm'

/** One field, encrypted; each part in base64. The field's name is authenticated with it, so fields cannot be swapped. */
const sealedSchema = z.object({ nonce: z.string(), tag: z.string(), data: z.string() })
const fileSchema = z.record(z.string(), sealedSchema)
type Sealed = z.infer<typeof sealedSchema>

const beforeSchema = z.object({ secret: z.string(), until: z.number() })

const warehousePrefix = 'warehouse.'

/** Reads one revision of the secrets. No text ever holds a secret, or part of one. */
export function readSecrets(dataDir: string, revision: number): SecretsRead {
  const refused = (why: string): SecretsRead => ({
    ok: false,
    text: `The stored keys for Vend and the warehouse cannot be opened (${why}). Run the set-up again and enter them anew; the ledger is untouched.`,
  })
  const path = join(dataDir, fileName(revision))
  if (!existsSync(path)) return refused(`${fileName(revision)} is missing`)
  if (!existsSync(join(dataDir, keyFile))) return refused(`${keyFile} is missing`)
  try {
    const key = readKey(dataDir)
    if (key === null) return refused(`${keyFile} is damaged`)
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
export function writeSecrets(dataDir: string, revision: number, secrets: Secrets): void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const key = keyOf(dataDir)
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

/** The key to write with: made when there is none; one that can open nothing any more is set aside. */
function keyOf(dataDir: string): Buffer {
  const path = join(dataDir, keyFile)
  const there = existsSync(path) ? readKey(dataDir) : null
  if (there !== null) return there
  if (existsSync(path)) renameSync(path, `${path}.damaged-${nextRevision(dataDir).toString()}`)
  const key = randomBytes(keyBytes)
  writeDurably(path, key.toString('base64'))
  return key
}

/** null: what stands in the key file is no key. */
function readKey(dataDir: string): Buffer | null {
  const key = Buffer.from(readFileSync(join(dataDir, keyFile), 'utf8'), 'base64')
  return key.length === keyBytes ? key : null
}

function seal(key: Buffer, name: string, value: string): Sealed {
  const nonce = randomBytes(12)
  const cipher = createCipheriv(algorithm, key, nonce).setAAD(Buffer.from(name))
  const data = Buffer.concat([cipher.update(value, 'utf8'), cipher.final()])
  return { nonce: nonce.toString('base64'), tag: cipher.getAuthTag().toString('base64'), data: data.toString('base64') }
}

function unseal(key: Buffer, name: string, { nonce, tag, data }: Sealed): string {
  const decipher = createDecipheriv(algorithm, key, Buffer.from(nonce, 'base64'), { authTagLength: 16 })
  decipher.setAAD(Buffer.from(name)).setAuthTag(Buffer.from(tag, 'base64'))
  return Buffer.concat([decipher.update(Buffer.from(data, 'base64')), decipher.final()]).toString('utf8')
}
