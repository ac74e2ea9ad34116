import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { writeDurably } from '../settings/durable-file'

/** Where the API of a running engine listens, and the key that opens it. */
export type Session = { readonly url: string; readonly key: string }

const schema = z.object({ url: z.url(), key: z.string().min(1) })
const fileName = 'api.json'

/** For this user alone. What a crash leaves behind is told from a living one by the lock of the folder. */
export function writeSession(dataDir: string, { url, key }: Session): void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  writeDurably(join(dataDir, fileName), JSON.stringify({ url, key }))
}

export function removeSession(dataDir: string): void {
  rmSync(join(dataDir, fileName), { force: true })
}

/** null: none, or none that can be read. */
export function readSession(dataDir: string): Session | null {
  try {
    return schema.parse(JSON.parse(readFileSync(join(dataDir, fileName), 'utf8')))
  } catch {
    return null
  }
}
