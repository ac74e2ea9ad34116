import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { writeDurably } from './durable-file'
import { seal, sealedSchema, unseal, type KeyKeeper } from './sealing'

const fileName = 'setup-draft.json'
const field = 'setup.draft'

/** What somebody entered in a set-up that they have not finished, secrets included; {}: nothing, or nothing that can be opened. */
export function readSetupDraft(dataDir: string, keys: KeyKeeper): Readonly<Record<string, unknown>> {
  const path = join(dataDir, fileName)
  if (!existsSync(path)) return {}
  const found = keys.find(dataDir)
  if (!found.ok) return {}
  try {
    const text = unseal(found.key, field, sealedSchema.parse(JSON.parse(readFileSync(path, 'utf8'))))
    return z.record(z.string(), z.unknown()).parse(JSON.parse(text))
  } catch {
    // It only spares typing: what cannot be opened is entered again.
    return {}
  }
}

/** Keeps it, sealed as a whole. Throws where the disk does not take it. */
export function writeSetupDraft(dataDir: string, draft: Readonly<Record<string, unknown>>, keys: KeyKeeper): void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  writeDurably(join(dataDir, fileName), JSON.stringify(seal(keys.make(dataDir), field, JSON.stringify(draft))))
}

export function dropSetupDraft(dataDir: string): void {
  rmSync(join(dataDir, fileName), { force: true })
}
