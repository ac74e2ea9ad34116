import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { writeDurably } from './durable-file'
import { keyOf, readKey, seal, sealedSchema, unseal } from './sealing'

const fileName = 'setup-draft.json'
const field = 'setup.draft'

/** What somebody entered in a set-up that they have not finished, secrets included; {}: nothing, or nothing that can be opened. */
export function readSetupDraft(dataDir: string): Readonly<Record<string, unknown>> {
  const path = join(dataDir, fileName)
  if (!existsSync(path)) return {}
  try {
    const key = readKey(dataDir)
    if (key === null) return {}
    const text = unseal(key, field, sealedSchema.parse(JSON.parse(readFileSync(path, 'utf8'))))
    return z.record(z.string(), z.unknown()).parse(JSON.parse(text))
  } catch {
    // It only spares typing: what cannot be opened is entered again.
    return {}
  }
}

/** Keeps it, sealed as a whole. Throws where the disk does not take it. */
export function writeSetupDraft(dataDir: string, draft: Readonly<Record<string, unknown>>): void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  writeDurably(join(dataDir, fileName), JSON.stringify(seal(keyOf(dataDir), field, JSON.stringify(draft))))
}

export function dropSetupDraft(dataDir: string): void {
  rmSync(join(dataDir, fileName), { force: true })
}
