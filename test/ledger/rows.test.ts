import { describe, expect, it } from 'vitest'
import { openDatabase } from '../../src/ledger/database'
import { inTransaction, run } from '../../src/ledger/rows'
import { onDisk } from '../simulation/disk'

describe('a transaction', () => {
  it.each(['commit', 'commit, rolled back'] as const)(
    'that a full disk does not take says so, and leaves nothing open (%s)',
    (failsAt) => {
      const { database, disk } = onDisk(openDatabase(':memory:'))
      run(database, 'CREATE TABLE noted (word TEXT) STRICT')
      const note = () => inTransaction(database, () => run(database, 'INSERT INTO noted VALUES (?)', 'once'))
      Object.assign(disk, { full: true, failsAt })
      expect(note).toThrow('database or disk is full')
      expect(database.isTransaction).toBe(false)
      disk.full = false
      expect(note()).toBe(1)
    },
  )
})
