import type { Opened } from '../../ledger/ledger-file'
import type { Check } from './finding'

/** Whether the ledger is there and whole: SQLite reads through all of it as it is opened. */
export function checkLedger(opened: Opened): Check {
  const name = 'ledger'
  if (!opened.ok) return { name, status: 'broken', text: opened.text }
  return { name, status: 'ok', text: 'The ledger is there, and whole.' }
}
