import type { FactName } from '../core/ports/fact-name'
import type { Database } from './database'
import { first, run, text } from './rows'

export function fact(database: Database, name: FactName): string | null {
  const row = first(database, 'SELECT value FROM facts WHERE name = ?', name)
  return row ? text(row, 'value') : null
}

export function keepFact(database: Database, name: FactName, value: string | null): void {
  if (value === null) run(database, 'DELETE FROM facts WHERE name = ?', name)
  else
    run(
      database,
      'INSERT INTO facts (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
      name,
      value,
    )
}
