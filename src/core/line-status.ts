import type { Leg, LineStatus } from './consignment'

export type Booked = 'booked' | 'pending' | 'failed' | 'unknown'

const byLeg: Readonly<Record<Leg, Readonly<Record<LineStatus, Booked>>>> = {
  received: {
    pending: 'pending',
    success: 'booked',
    sent: 'pending',
    received: 'booked',
    counted: 'unknown',
    failed: 'failed',
    unstated: 'booked',
    unknown: 'unknown',
  },
  returned: {
    // Whether Vend ever books a return's lines beyond PENDING is not documented; SENT is its last status.
    pending: 'booked',
    success: 'booked',
    sent: 'booked',
    received: 'unknown',
    counted: 'unknown',
    failed: 'failed',
    unstated: 'booked',
    unknown: 'unknown',
  },
  sent: {
    pending: 'pending',
    success: 'booked',
    sent: 'booked',
    received: 'booked',
    counted: 'unknown',
    failed: 'failed',
    unstated: 'booked',
    unknown: 'unknown',
  },
  arrived: {
    pending: 'pending',
    success: 'booked',
    sent: 'pending',
    received: 'booked',
    counted: 'unknown',
    failed: 'failed',
    unstated: 'booked',
    unknown: 'unknown',
  },
  counted: {
    pending: 'pending',
    success: 'booked',
    sent: 'unknown',
    received: 'unknown',
    counted: 'booked',
    failed: 'failed',
    unstated: 'booked',
    unknown: 'unknown',
  },
}

/** Whether Vend has moved the stock of a line with this status, for one leg. */
export function bookedFor(leg: Leg, status: LineStatus): Booked {
  return byLeg[leg][status]
}
