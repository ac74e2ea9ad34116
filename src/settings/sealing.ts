import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { writeDurably } from './durable-file'

export const keyFile = 'secrets.key'
const keyBytes = 32
const algorithm = 'aes-256-gcm'

/** One field, encrypted; each part in base64. The field's name is authenticated with it, so fields cannot be swapped. */
export const sealedSchema = z.object({ nonce: z.string(), tag: z.string(), data: z.string() })
export type Sealed = z.infer<typeof sealedSchema>

/** `cure`: what to do about it. */
export type KeyFound =
  { readonly ok: true; readonly key: Buffer } | { readonly ok: false; readonly why: string; readonly cure: string }

/** Keeps the one key of each data folder that all of its secrets are sealed with. */
export type KeyKeeper = {
  /** The key that stands there, or why it cannot be had, without any of it. */
  find(dataDir: string): KeyFound
  /**
   * The key to write with: made when there is none; one that can open nothing any more is set aside. Throws where the
   * disk does not take it.
   */
  make(dataDir: string): Buffer
}

/** What a key file begins with whose key only the desktop app can open, through the keyring of its user. */
export const inKeyring = 'keyring:'

export const enterAnew = 'Run the set-up again and enter them anew; the ledger is untouched.'
const inDesktopApp = 'the desktop app keeps them in the keyring of its user'
const useTheApp = 'Use its window, or another folder.'

/** In a file of the folder, for its user alone: where there is no keyring, as under a service manager. */
export const keysInFiles: KeyKeeper = {
  find: (dataDir) => {
    const text = readKeyFile(dataDir)
    if (text?.startsWith(inKeyring)) return { ok: false, why: inDesktopApp, cure: useTheApp }
    return keyIn(text)
  },
  make: (dataDir) => {
    const found = keysInFiles.find(dataDir)
    if (found.ok) return found.key
    if (readKeyFile(dataDir)?.startsWith(inKeyring))
      throw new Error(`The keys of ${dataDir} cannot be written: ${inDesktopApp}. ${useTheApp}`)
    const key = newKey()
    writeKeyFile(dataDir, key.toString('base64'))
    return key
  },
}

export function newKey(): Buffer {
  return randomBytes(keyBytes)
}

/** The key that is written there; null: there is no file. */
export function keyIn(base64: string | null): KeyFound {
  if (base64 === null) return { ok: false, why: `${keyFile} is missing`, cure: enterAnew }
  const key = Buffer.from(base64, 'base64')
  return key.length === keyBytes ? { ok: true, key } : { ok: false, why: `${keyFile} is damaged`, cure: enterAnew }
}

/** null: there is none. */
export function readKeyFile(dataDir: string): string | null {
  const path = join(dataDir, keyFile)
  return existsSync(path) ? readFileSync(path, 'utf8') : null
}

/** Writes it durably. `aside`: what stood there is kept beside it, though it opens nothing any more. */
export function writeKeyFile(dataDir: string, text: string, { aside = true } = {}): void {
  const path = join(dataDir, keyFile)
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  if (aside && existsSync(path)) renameSync(path, freeName(`${path}.damaged-`))
  writeDurably(path, text)
}

function freeName(beginning: string): string {
  for (let number = 1; ; number += 1) {
    const path = beginning + number.toString()
    if (!existsSync(path)) return path
  }
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
