import type { HistoryDocument } from '../core/app-state'

/** A document as `--json` prints it: these fields and no others are promised to who reads them. */
export function documentJson(document: HistoryDocument): object {
  const { consignmentId, reference, type } = document.vend
  const promised = { ...document, vend: { consignmentId, reference, type } }
  return Object.fromEntries(Object.entries(promised).filter(([name]) => name !== 'note' && name !== 'waits'))
}
