import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { readExactJson, writeExactJson } from './exact-json'
import type { BookedDocument } from './warehouse-books'
import { keptDocument, keptWire } from './warehouse-wire'

/** Booked documents, one JSON object a line, oldest first; a file that is not there holds none. */
export function readDocumentFile(path: string): BookedDocument[] {
  if (!existsSync(path)) return []
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => keptDocument.parse(readExactJson(line)))
}

export function appendToDocumentFile(path: string, document: BookedDocument): void {
  appendFileSync(path, `${writeExactJson(keptWire(document))}\n`)
}
