import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** Writes a file for this user alone, whole or not at all, and on the disk before it returns. */
export function writeDurably(path: string, text: string): void {
  const draft = beginDraft(path)
  try {
    writeFileSync(draft.file, text)
    draft.keep()
  } finally {
    draft.end()
  }
}

/** The same of what comes in pieces, of which no more than one is held in memory. */
export async function writeDurablyAsItComes(path: string, pieces: AsyncIterable<Uint8Array>): Promise<void> {
  const draft = beginDraft(path)
  try {
    for await (const piece of pieces) writeFileSync(draft.file, piece)
    draft.keep()
  } finally {
    draft.end()
  }
}

/** A file beside the one that is meant. `end` takes away what was not kept. */
function beginDraft(path: string): { readonly file: number; keep(): void; end(): void } {
  const draft = `${path}.${process.pid.toString()}.tmp`
  const file = openSync(draft, 'w', 0o600)
  let isOpen = true
  const close = () => {
    if (isOpen) closeSync(file)
    isOpen = false
  }
  return {
    file,
    keep: () => {
      fsyncSync(file)
      close()
      renameSync(draft, path)
      syncFolder(dirname(path))
    },
    end: () => {
      close()
      rmSync(draft, { force: true })
    },
  }
}

/** Puts renamed names on the disk too. Windows opens no folders, and needs it less. */
export function syncFolder(path: string): void {
  if (process.platform === 'win32') return
  const folder = openSync(path, 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}
