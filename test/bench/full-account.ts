import { accountOf } from '../../src/core/account'
import { openDatabase, type Database } from '../../src/ledger/database'
import { createLedger } from '../../src/ledger/ledger'
import { migrate } from '../../src/ledger/migrations'
import { inTransaction, run } from '../../src/ledger/rows'
import { shown, type Figure } from './figure'

const movements = 100_000
/** Of the processor: a status that is asked for between two webhooks must not make Vend wait. */
const mostCpuMs = 1_000
const mostAgainMs = 5

/** What the account costs when it was never asked for, and when nothing has changed since. */
export function measureFullAccount(): Figure[] {
  const database = openDatabase(':memory:')
  try {
    migrate(database)
    fill(database)
    const { account } = createLedger(database)
    const first = cpuMs(() => account.figures())
    const again = cpuMs(() => account.figures())
    const { addsUp, seen } = accountOf(account.figures(), true)
    return [
      {
        ...{ what: `the account of ${shown(seen)} movements, of the processor`, value: first, unit: 'ms' },
        bound: { is: 'at most', value: mostCpuMs },
      },
      {
        ...{ what: 'the same again, when nothing has changed', value: again, unit: 'ms' },
        bound: { is: 'at most', value: mostAgainMs },
      },
      { what: 'movements of which nobody knows', value: addsUp ? 0 : 1, bound: { is: 'exactly', value: 0 } },
    ]
  } finally {
    database.close()
  }
}

/** A third from before the start, a third of an outlet that is not ours, a third delivered. */
function fill(database: Database): void {
  inTransaction(database, () => {
    run(database, "INSERT INTO starts (id, outlet, from_at, done, cursor) VALUES (1, 'main', 0, 1, 0)")
    run(database, "INSERT INTO facts (name, value) VALUES ('scan-cursor', ?)", movements.toString())
    for (let version = 0; version < movements; version += 1) {
      const id = crypto.randomUUID()
      const third = version % 3
      run(
        database,
        `INSERT INTO consignments (id, kind, status, vend_type, vend_status, outlet, reference, name, version, deleted,
           decided_version, decided_at)
         VALUES (?, 'order', 'received', 'SUPPLIER', 'RECEIVED', 'main', ?, 'Order', ?, 0, ?, 0)`,
        ...[id, `CAR-${version.toString()}`, version, third === 0 ? null : version],
      )
      if (third === 0)
        run(
          database,
          "INSERT INTO marks (consignment, leg, start, mark, version) VALUES (?, 'received', 1, 'before', ?)",
          ...[id, version],
        )
      if (third === 1)
        run(
          database,
          `INSERT INTO ignores (consignment, code, product, text, since) VALUES (?, 'outlet-not-ours', '', 'It is left out.', 0)`,
          id,
        )
      if (third === 2)
        run(
          database,
          `INSERT INTO documents (id, consignment, kind, cause, status, warehouse, vend_type, vend_status, transfer_on,
             created_at, due_at)
           VALUES (?, ?, 'stocktake', 'scan', 'delivered', 'bench', 'SUPPLIER', 'received', 'sent', 0, 0)`,
          ...[id, id],
        )
    }
  })
}

function cpuMs(work: () => unknown): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1_000
}
