import { createLedger } from '../../ledger/ledger'
import { ledgerPathOf, openLedgerToRead } from '../../ledger/ledger-file'
import { compareWhereabouts } from '../../ledger/whereabouts'
import { checkDisk } from './check-disk'
import { checkFolder } from './check-folder'
import { checkLedger } from './check-ledger'
import { checkLog } from './check-log'
import { notChecked, type Check } from './finding'

/** As far back as webhooks are looked for. */
const week = 7 * 86_400_000

export type Here = {
  readonly checks: readonly Check[]
  /** When a webhook last led to a document, within a week; ms since 1970. */
  readonly lastCall: number | null
}

/** What can be looked at on this PC alone, beside a running engine too. */
export function checkHere(dataDir: string, now: number): Here {
  const disk = checkDisk(dataDir)
  const log = checkLog(dataDir)
  const opened = openLedgerToRead(dataDir)
  const ledger = checkLedger(opened)
  if (!opened.ok) return { checks: [disk, ledger, notChecked('folder', 'ledger'), log], lastCall: null }
  const { file } = opened
  try {
    const folder = checkFolder(compareWhereabouts(file.database, ledgerPathOf(dataDir)))
    const calls = createLedger(file.database)
      .documents.since(now - week)
      .flatMap(({ cause, createdAt }) => (cause === 'webhook' ? [createdAt] : []))
    return { checks: [disk, ledger, folder, log], lastCall: calls.length === 0 ? null : Math.max(...calls) }
  } finally {
    file.close()
  }
}
