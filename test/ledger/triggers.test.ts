import { describe, expect, it } from 'vitest'
import type { TriggerCause } from '../../src/core/document'
import type { Consignment } from '../../src/core/consignment'
import type { LedgerPort } from '../../src/core/ports/ledger'
import { backings, type Backing } from '../../src/core/ports/triggers'
import { openDatabase } from '../../src/ledger/database'
import { createLedger } from '../../src/ledger/ledger'
import { migrate } from '../../src/ledger/migrations'

const consignment: Consignment = {
  ...{ id: 'CAR-25', kind: 'order', status: 'received', vendType: 'SUPPLIER', vendStatus: 'RECEIVED' },
  ...{ outletId: 'main', sourceOutletId: null, reference: null, name: null, version: 1n },
  ...{ createdAt: 1, updatedAt: 1, receivedAt: 1, deleted: false },
}

function newLedger(): LedgerPort {
  const database = openDatabase(':memory:')
  migrate(database)
  return createLedger(database)
}

const keep = ({ triggers }: LedgerPort, consignmentId: string, cause: TriggerCause, at: number, dueAt = at) =>
  triggers.keep({ consignmentId, cause, at, dueAt, fresh: false })
const dueIn = ({ triggers }: LedgerPort) => triggers.due(100, 'unseen').map(({ consignmentId }) => consignmentId)

describe('triggers that are due', () => {
  it('are a person’s first, then webhooks, then the scan’s, the oldest of each first', () => {
    const ledger = newLedger()
    keep(ledger, 'scanned', 'scan', 1)
    keep(ledger, 'heard-later', 'webhook', 3)
    keep(ledger, 'heard', 'webhook', 2)
    keep(ledger, 'asked', 'person', 4)
    expect(dueIn(ledger)).toEqual(['asked', 'heard', 'heard-later', 'scanned'])
  })

  it('stay a person’s when a webhook names them too, and are not put off by it', () => {
    const ledger = newLedger()
    keep(ledger, 'heard', 'webhook', 1)
    keep(ledger, 'asked', 'person', 2)
    keep(ledger, 'asked', 'webhook', 3, 2_003)
    keep(ledger, 'heard-and-asked', 'webhook', 4)
    keep(ledger, 'heard-and-asked', 'person', 5)
    expect(dueIn(ledger)).toEqual(['asked', 'heard-and-asked', 'heard'])
    const later = { since: 0, now: 100 }
    const [asked, , heard] = ledger.triggers.due(100, 'unseen')
    expect(asked && ledger.triggers.isOutranked(asked, later, 'unseen')).toBe(false)
    expect(heard && ledger.triggers.isOutranked(heard, later, 'unseen')).toBe(true)
  })

  it('outrank only what was found due before them', () => {
    const ledger = newLedger()
    keep(ledger, 'scanned', 'scan', 1)
    keep(ledger, 'heard', 'webhook', 2, 50)
    const [scanned] = ledger.triggers.due(1, 'unseen')
    const outranked = (since: number, now: number) =>
      scanned && ledger.triggers.isOutranked(scanned, { since, now }, 'unseen')
    expect([outranked(1, 49), outranked(1, 50), outranked(50, 60)]).toEqual([false, true, false])
  })
})

describe('who stands behind a trigger', () => {
  const hear = ({ triggers }: LedgerPort, consignmentId: string, unseen: boolean) =>
    triggers.keep({ consignmentId, cause: 'webhook', at: 1, dueAt: 1, fresh: false, heard: true, unseen })

  it('says down to where it is due', () => {
    const ledger = newLedger()
    hear(ledger, 'made-up', true)
    hear(ledger, 'seen', false)
    keep(ledger, 'scanned', 'scan', 1)
    const dueOf = (backing: Backing) => ledger.triggers.due(100, backing).map(({ consignmentId }) => consignmentId)
    expect(dueOf('unseen')).toEqual(['made-up', 'seen', 'scanned'])
    expect(dueOf('heard')).toEqual(['seen', 'scanned'])
    expect(dueOf('asked')).toEqual(['scanned'])
    expect(backings.map((one) => ledger.triggers.nextAt(one, 100))).toEqual([1, 1, 1])
  })

  it('is the scan once that has found it, and Vend once it was shown', () => {
    const ledger = newLedger()
    for (const id of ['found', 'shown', 'made-up']) hear(ledger, id, true)
    keep(ledger, 'found', 'scan', 2)
    ledger.consignments.keep({ ...consignment, id: 'shown' })
    expect(ledger.triggers.unseen()).toBe(1)
    expect(ledger.triggers.endUnseen(0)).toBe(0)
    expect(ledger.triggers.endUnseen(1)).toBe(1)
    expect(dueIn(ledger).sort()).toEqual(['found', 'shown'])
  })

  it('does not make one that lies too far ahead, by a clock that was set back since, later than now', () => {
    const ledger = newLedger()
    const year2030 = Date.UTC(2030, 0)
    ledger.triggers.keep({ consignmentId: 'ahead', cause: 'scan', at: 1, dueAt: year2030 + 9_000_000, fresh: false })
    expect(ledger.triggers.nextAt('asked', year2030)).toBe(year2030)
  })
})
