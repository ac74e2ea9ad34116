/**
 * A table of what nobody outside Vend knows, or what differs between stores: each point is a switch of the sample shop,
 * and the app must be right in every position. A new point is a line here, one in the defaults, and the place that asks.
 */
export type ShopSwitches = {
  /** Fields without a value: the key is left out (newer answers), or stands with null (older ones). */
  readonly emptyFields: 'missing' | 'null'
  /** How large versions are: as in a young shop, in one of some years, and beyond what a binary float holds exactly. */
  readonly versionsFrom: 'thousands' | '32-bits' | '53-bits'
  /** Dated versions of the API that are retired, or not out yet: the nearest one answers in silence (documented), or 404. */
  readonly otherVersions: 'served' | 'refused'
  /** Whether calls have to say who calls; the wording is not documented. */
  readonly userAgent: 'any' | 'required'
  /** The most rows in a page, whatever is asked: not documented for consignments. */
  readonly largestPage: number
  /** Rows in a page when none is asked for: not documented. */
  readonly usualPage: number
  /** Whether lists accept `page_size` at all, or answer 400. */
  readonly pageSize: 'honoured' | 'refused'
  /** Whether lines say their product's SKU; most answers leave it out. */
  readonly linesCarrySku: boolean
  /** Which spelling line statuses have: seen in clients, as documented (PENDING, SUCCESS), or none at all. */
  readonly lineStatuses: 'observed' | 'documented' | 'missing'
  /** Whether Vend says what lines add up to: `/totals`, and a count's gain and loss. */
  readonly totals: 'given' | 'missing'
  /** Whether lines that failed are in these. */
  readonly failedInTotals: boolean
  /** The sign of a count's loss: described as a number of items below the expected level. */
  readonly countLoss: 'positive' | 'negative'
  /** What the lines of a SENT return say. */
  readonly sentReturnLines: 'booked' | 'pending'
  /** Whether lines are booked with the consignment's status, or only when somebody calls `bookLines`. */
  readonly linesBook: 'with-status' | 'later'
  /** SKUs whose lines end in RECEIVE_FAIL and move no stock, until the SKU is taken off and `bookLines` is called. */
  readonly failingSkus: readonly string[]
  /** Whether an edited line gives its consignment a new version too. */
  readonly lineEditsBumpParent: boolean
  /** Whether a line that is booked later gives its consignment a new version too. */
  readonly bookingBumpsParent: boolean
  /** Whether the `outlet_id` filter finds a transfer by its source as well. */
  readonly outletFilter: 'destination' | 'either'
  /** Deleted consignments in lists: always, with `deleted=1`, or never. */
  readonly deletedConsignments: 'listed' | 'on-demand' | 'hidden'
  /** A deleted consignment asked for by its id. */
  readonly deletedById: 'not-found' | 'shown'
  /** Whether deleted lines stay in the list, with `deleted_at`. */
  readonly deletedLines: 'hidden' | 'listed'
  /** When a count fixes what it expects: as it starts, as each product is counted, or as it is completed. */
  readonly expectedFrozen: 'start' | 'each-count' | 'completion'
  /** Milliseconds from STOCKTAKE_IN_PROGRESS until Vend has added the lines (…_PROCESSED). */
  readonly countStartMs: number
  /** Whether a completed count has `received_at`. */
  readonly countsHaveReceivedAt: boolean
  /** Whether editing the count of a SENT return moves the difference. */
  readonly returnEditsMoveStock: boolean
  /** When the stock of a return leaves: as its lines are written, or as it is sent. */
  readonly returnLeaves: 'written' | 'sent'
  /** The sign of a return's counts; nothing shows a negative one. */
  readonly returnCounts: 'positive' | 'negative'
  /** Milliseconds after which a received order says SENT again, and as long again until it says RECEIVED; `null`: never. */
  readonly receivedFlipsMs: number | null
  /** What cancelling does to stock that has already moved. */
  readonly cancelledStock: 'goes-back' | 'stays'
  /** What becomes of the rest of an order that is received in part. */
  readonly partlyReceived: 'closed-short' | 'new-order'
  /** Of a purchase order in several deliveries: one received consignment each, or none at all. */
  readonly deliveries: 'consignment-each' | 'no-consignment'
  /** Which lines of a completed count call the webhook. */
  readonly countWebhooks: 'all' | 'counted' | 'differing'
  /** Whether the list of webhooks shows those that somebody made by hand, or only those of the token that asks. */
  readonly webhooksListed: 'all' | 'own'
  /** Which forms of webhook registration the store takes: both, or only the form of version 0.9. */
  readonly webhookForms: 'both' | 'old'
  /** Whether a return calls `consignment.send`; by omission in Vend's guide it does not. */
  readonly returnWebhooks: boolean
  /** Whether cancelling a sent transfer calls `consignment.receive` for the lines that come back. */
  readonly cancelWebhooks: boolean
  /** After so many failed tries in a row a webhook is switched off; `null`: never. */
  readonly webhooksOffAfter: number | null
  /** The chance that a webhook is never sent, 0 to 1. */
  readonly webhooksLost: number
  /** The chance that a webhook is sent twice, 0 to 1. */
  readonly webhooksDoubled: number
  /** Whether the webhooks of one movement go out in any order. */
  readonly webhooksShuffled: boolean
  /** How many webhooks are under way at once. */
  readonly webhooksAtOnce: number
  /** Milliseconds that a receiver has for its answer. */
  readonly webhookTimeoutMs: number
  /** Whether `type`, `domain_prefix` and `environment` stand beside `payload`. */
  readonly webhookExtras: boolean
  /** X-Signature: webhooks of a personal token most likely have none; the encoding is not documented. */
  readonly signature: 'none' | 'hex' | 'base64'
  /** "signature=…, algorithm=…" instead of without the space. */
  readonly signatureSpaced: boolean
  /** How a 429 says when to come back: a date (documented), seconds, not at all, or in the body as before 2020. */
  readonly retryAfter: 'date' | 'seconds' | 'absent' | 'body'
  /** Whether answers say what of the limit is left. */
  readonly limitTold: boolean
  /** 300 × registers + 50 calls in five minutes; `null`: no limit. */
  readonly registers: number | null
  /** Parts of the API that the token has no right to (403). */
  readonly forbidden: readonly ('consignments' | 'products' | 'outlets' | 'webhooks')[]
}

/** The positions that are documented, or else most likely. */
export const defaultSwitches: ShopSwitches = {
  emptyFields: 'missing',
  versionsFrom: '32-bits',
  otherVersions: 'served',
  userAgent: 'any',
  largestPage: 200,
  usualPage: 50,
  pageSize: 'honoured',
  linesCarrySku: false,
  lineStatuses: 'observed',
  totals: 'given',
  failedInTotals: true,
  countLoss: 'negative',
  sentReturnLines: 'booked',
  linesBook: 'with-status',
  failingSkus: [],
  lineEditsBumpParent: false,
  bookingBumpsParent: false,
  outletFilter: 'destination',
  deletedConsignments: 'on-demand',
  deletedById: 'not-found',
  deletedLines: 'hidden',
  expectedFrozen: 'completion',
  countStartMs: 2_000,
  countsHaveReceivedAt: true,
  returnEditsMoveStock: true,
  returnLeaves: 'sent',
  returnCounts: 'positive',
  receivedFlipsMs: null,
  cancelledStock: 'goes-back',
  partlyReceived: 'closed-short',
  deliveries: 'consignment-each',
  countWebhooks: 'all',
  webhooksListed: 'all',
  webhookForms: 'both',
  returnWebhooks: false,
  cancelWebhooks: false,
  webhooksOffAfter: null,
  webhooksLost: 0,
  webhooksDoubled: 0,
  webhooksShuffled: false,
  webhooksAtOnce: 1,
  webhookTimeoutMs: 5_000,
  webhookExtras: true,
  signature: 'none',
  signatureSpaced: false,
  retryAfter: 'date',
  limitTold: true,
  registers: 1,
  forbidden: [],
}
