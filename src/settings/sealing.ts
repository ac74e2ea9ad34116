import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { existsSync, readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { writeDurably } from './durable-file'

export const keyFile = 'secrets.key'
const keyBytes = 32
const algorithm = 'aes-256-gcm'

/** One field, encrypted; each part in base64. The field's name is authenticated with it, so fields cannot be swapped. */
export const sealedSchema = z.object({ nonce: z.string(), tag: z.string(), data: z.string() })
export type Sealed = z.infer<typeof sealedSchema>

/** The key to write with: made when there is none; one that can open nothing any more is set aside. */
export function keyOf(dataDir: string): Buffer {
  const path = join(dataDir, keyFile)
  const there = existsSync(path) ? readKey(dataDir) : null
  if (there !== null) return there
  if (existsSync(path)) renameSync(path, freeName(`${path}.damaged-`))
  const key = randomBytes(keyBytes)
  writeDurably(path, key.toString('base64'))
  return key
}

function freeName(beginning: string): string {
  for (let number = 1; ; number += 1) {
    const path = beginning + number.toString()
    if (!existsSync(path)) return path
  }
}

/** null: what stands in the key file is no key. */
export function readKey(dataDir: string): Buffer | null {
  const key = Buffer.from(readFileSync(join(dataDir, keyFile), 'utf8'), 'base64')
  return key.length === keyBytes ? key : null
}

export function seal(key: Buffer, name: string, value: string): Sealed {
  const nonce = randomBytes(12)
  const cipher = createCipheriv(algorithm, key, nonce).setAAD(Buffer.from(name))
  const data = Buffer.concat([cipher.update(value, 'utf8'), cipher.final()])
  return { nonce: nonce.toString('base64'), tag: cipher.getAuthTag().toString('base64'), data: data.toString('base64') }
}

export function unseal(key: Buffer, name: string, { nonce, tag, data }: Sealed): string {
  const decipher = createDecipheriv(algorithm, key, Buffer.from(nonce, 'base64'), { authTagLength: 16 })
  decipher.setAAD(Buffer.from(name)).setAuthTag(Buffer.from(tag, 'base64'))
  return Buffer.concat([decipher.update(Buffer.from(data, 'base64')), decipher.final()]).toString('utf8')
}
