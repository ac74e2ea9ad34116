import { describe, expect, it } from 'vitest'
import { accountOf, type AccountGroup } from '../../src/core/account'
import { accountFault, accountSince, accountText } from '../../src/core/account-words'

/** Orders that were received, decided on and delivered, unless said otherwise. */
const group = (but: Partial<AccountGroup> = {}): AccountGroup => ({
  ...{ kind: 'order', status: 'received', deleted: false, ours: true },
  ...{ fate: 'delivered', code: null, decided: 'current', toRead: false, count: 1 },
  ...but,
})

const accountFrom = (
  groups: readonly AccountGroup[],
  but: { seen?: number; strangers?: number; sending?: boolean } = {},
) => {
  const sum = groups.reduce((total, { count }) => total + count, 0)
  const { seen = sum, strangers = 0, sending = true } = but
  return { ...accountOf({ groups, seen, strangers }, sending), upToVersion: '827406', since: [] }
}

/** The class and cause that one such consignment falls into. */
const placed = (but: Partial<AccountGroup>, sending = true): string => {
  const [part] = accountFrom([group(but)], { sending }).parts
  return [part?.class, part?.cause].filter((word) => word !== null).join(' ')
}

describe('the account', () => {
  it('adds up to a sentence that says where each movement is', () => {
    const account = accountFrom([
      group({ count: 309 }),
      group({ fate: 'held', code: 'sku-not-in-warehouse', count: 2 }),
      group({ fate: 'left-out', code: 'outlet-not-ours' }),
      group({ fate: 'left-out', code: 'not-yet', status: 'sent', count: 7 }),
    ])
    expect(account.addsUp).toBe(true)
    expect(accountText(account, '14:32')).toBe(
      'All of Vend’s stock control until 14:32 (version 827406) is accounted for: 312 movements = 309 in the warehouse + 2 need you + 1 left out (outlet not ours)',
    )
    expect(account.totals['not-yet']).toBe(7)
  })

  it('says from when on it counts, and which outlets began later', () => {
    const time = (ms: number) => `day ${ms.toString()}`
    expect(accountSince([], time)).toBeNull()
    expect(accountSince([{ from: 1, outlets: ['Main', 'Harbour'] }], time)).toBe(
      'Counted since day 1; what happened before is left out.',
    )
    const later = [
      { from: 5, outlets: ['Airport', 'Pier'] },
      { from: 9, outlets: ['Market'] },
    ]
    expect(accountSince([{ from: 1, outlets: ['Main'] }, ...later], time)).toBe(
      'Counted since day 1, at Airport and Pier since day 5, at Market since day 9; what happened before is left out.',
    )
  })

  it('counts each reason for leaving something out by itself', () => {
    const account = accountFrom([
      group({ fate: 'before', decided: 'never', count: 1_204 }),
      group({ fate: 'dismissed', count: 3 }),
    ])
    expect(accountText(account, '14:32')).toContain(
      '1,207 movements = 0 in the warehouse + 1,207 left out (1,204 from before the start, 3 by you)',
    )
  })

  it.each<[string, Partial<AccountGroup>, string]>([
    [
      'what waits for a person, whatever else is true of it',
      { fate: 'held', code: 'cancelled' },
      'needs-you cancelled',
    ],
    ['what is being sent', { fate: 'moving' }, 'on-its-way'],
    ['what was changed and is read again', { decided: 'older', toRead: true }, 'on-its-way to-read'],
    [
      'an order that arrived and is not read yet',
      { fate: 'nothing', decided: 'never', toRead: true },
      'on-its-way to-read',
    ],
    [
      'an order that is still written, and not read yet',
      { fate: 'nothing', status: 'open', decided: 'never', toRead: true },
      'not-yet',
    ],
    ['what a person took back', { fate: 'undone' }, 'left-out undone'],
    ['a count without a difference', { kind: 'count', status: 'complete', fate: 'nothing' }, 'no-change'],
    [
      'an order that was cancelled before the first look',
      { status: 'cancelled', fate: 'nothing', decided: 'never' },
      'left-out cancelled-untold',
    ],
    ['an order that was sent before the first look', { status: 'sent', fate: 'nothing', decided: 'never' }, 'not-yet'],
    [
      'what is of another outlet, seen by the first look',
      { ours: false, fate: 'nothing', decided: 'never' },
      'left-out outlet-not-ours',
    ],
    ['a new kind from before the start', { kind: null, fate: 'nothing', decided: 'never' }, 'left-out before-start'],
    [
      'a transfer under way that goes when it arrives',
      { kind: 'transfer', status: 'sent', fate: 'left-out', code: 'not-yet' },
      'not-yet',
    ],
  ])('has a place for %s', (_what, but, place) => {
    expect(placed(but)).toBe(place)
  })

  it('says that sending is off where nothing is ours because of it', () => {
    expect(placed({ ours: false, fate: 'nothing', decided: 'never' }, false)).toBe('left-out sending-off')
  })

  it.each<[string, Partial<AccountGroup>]>([
    ['a received order that nobody decided on or will read', { fate: 'nothing', decided: 'never' }],
    ['a change that nobody decided on or will read', { decided: 'older' }],
    ['a received order that is said to be not due', { fate: 'left-out', code: 'not-yet' }],
    ['an open order that was decided without a word', { status: 'open', fate: 'nothing' }],
  ])('does not add up with %s', (_what, but) => {
    const account = accountFrom([group({ count: 9 }), group(but)])
    expect(account.addsUp).toBe(false)
    expect(accountFault(account)).toBe(
      'The account does not add up: of 1 movement among 10 Stocktray cannot say what became. Press Sync now: it reads them again. If this stays, send us the support bundle.',
    )
    expect(accountText(account, '14:32')).toContain(
      'does not add up: 10 movements = 9 in the warehouse + 1 of which nobody knows',
    )
  })

  it('does not add up when its parts come to another number than the file counts', () => {
    expect(accountFault(accountFrom([group()], { seen: 2 }))).toContain('a movement is missing')
  })

  it('does not add up with a document of a movement that was never seen', () => {
    expect(accountFault(accountFrom([group()], { strangers: 1 }))).toContain('1 document belongs to no movement')
  })
})
