import type { LedgerPort } from '../core/ports/ledger'
import { accountFigures, lostConsignments } from './account'
import { bookedBetween } from './booked'
import {
  comparedSums,
  consignmentById,
  decidedVersion,
  keepComparedSums,
  keepConsignment,
  markDecided,
  newestConsignments,
  toLookAt,
} from './consignments'
import type { Database } from './database'
import { nameItems, writeLines } from './document-lines'
import { documentPage } from './document-pages'
import * as changes from './document-changes'
import * as documents from './documents'
import { fact, keepFact } from './facts'
import { figuresBefore, keepFigures } from './figures'
import * as history from './history'
import * as holds from './holds'
import { isLeftOut, keepLeftOut, keepUnreadLeftOut } from './left-out'
import * as looks from './looks'
import * as matches from './matches'
import { movementsBelow } from './movements'
import * as products from './products'
import { inTransaction } from './rows'
import * as starts from './starts'
import * as told from './told'
import * as traces from './traces'
import * as triggers from './triggers'

/** The ledger over an open database that is up to date (see `migrate`). */
export function createLedger(database: Database): LedgerPort {
  return {
    transaction: (work) => inTransaction(database, work),
    facts: {
      get: (name) => fact(database, name),
      keep: (name, value) => keepFact(database, name, value),
    },
    consignments: {
      keep: (consignment) => keepConsignment(database, consignment),
      byId: (id) => consignmentById(database, id),
      newest: (atMost) => newestConsignments(database, atMost),
      decidedVersion: (id) => decidedVersion(database, id),
      markDecided: (id, decided) => markDecided(database, id, decided),
      comparedSums: (id) => comparedSums(database, id),
      keepComparedSums: (id, sums) => keepComparedSums(database, id, sums),
      toLookAt: () => toLookAt(database),
      toDecideAgain: () => holds.consignmentsToDecideAgain(database),
      waitingOnProduct: (productId) => holds.consignmentsWaitingOn(database, productId),
      isProductAwaited: () => holds.isProductAwaited(database),
      toReadAgain: (piece) => holds.consignmentsToReadAgain(database, piece),
    },
    triggers: {
      keep: (trigger, times) => triggers.keepTrigger(database, trigger, times),
      end: (trigger, at) => triggers.endTrigger(database, trigger, at),
      postpone: (trigger, dueAt, askedEarly) => triggers.postponeTrigger(database, trigger, dueAt, askedEarly),
      due: (now, backing) => triggers.dueTriggers(database, now, backing),
      isOutranked: (trigger, span, backing) => triggers.isOutranked(database, trigger, span, backing),
      nextAt: (backing, now) => triggers.nextTriggerAt(database, backing, now),
      unseen: () => triggers.unseenTriggers(database),
      endUnseen: (dueBy) => triggers.endUnseen(database, dueBy),
      count: () => triggers.triggerCount(database),
    },
    looks: {
      keep: (look) => looks.keepLook(database, look),
      at: (consignmentId) => looks.looksAt(database, consignmentId),
      all: (which) => looks.allLooks(database, which),
    },
    starts: {
      living: () => starts.livingStarts(database),
      begin: (outletId, from) => starts.beginStart(database, outletId, from),
      end: (id) => starts.endStart(database, id),
      moveWalk: (id, cursor) => starts.moveWalk(database, id, cursor),
      endWalk: (id) => starts.endWalk(database, id),
      unseen: () => starts.unseenConsignments(database),
      keepMark: (mark) => starts.keepMark(database, mark),
      marksOf: (consignmentId) => starts.marksOf(database, consignmentId),
    },
    products: {
      keep: (rows) => products.keepProducts(database, rows),
      byId: (ids) => products.productsById(database, ids),
      keepOutlets: (rows) => products.keepOutlets(database, rows),
      isSku: (sku) => products.isSku(database, sku),
      outletNames: () => products.outletNames(database),
    },
    told: {
      of: (consignmentId) => told.toldOf(database, consignmentId),
      as: (consignmentId, kind) => told.toldAs(database, consignmentId, kind),
    },
    documents: {
      byId: (id) => documents.documentById(database, id),
      all: () => documents.allDocuments(database),
      open: () => documents.openDocuments(database),
      piece: (which) => documents.pieceOfDocuments(database, which),
      lastSeq: () => documents.lastSeq(database),
      page: (query) => documentPage(database, query),
      undosOf: (id) => documents.undosOf(database, id),
      laterOn: (document) => documents.laterOn(database, document),
      ofConsignment: (consignmentId) => documents.documentsOf(database, consignmentId),
      draftsOf: (consignmentId) => documents.draftsOf(database, consignmentId),
      due: (now) => documents.dueDocuments(database, now),
      isDue: (id, now) => documents.isDue(database, id, now),
      nextAt: (only) => documents.nextDeliveryAt(database, only ?? null),
      lastDelivered: () => documents.lastDelivered(database),
      since: (moment) => documents.documentsSince(database, moment),
      restartAttempt: (seq, at) => changes.restartAttempt(database, seq, at),
      failingSince: (moment) => documents.failingSince(database, moment),
      draftsBehind: (document) => changes.draftsBehind(database, document),
      counts: () => documents.countsByStatus(database),
      isPartUsed: (consignmentId, part) => changes.isPartUsed(database, consignmentId, part),
      isReferenceUsed: (reference) => changes.isReferenceUsed(database, reference),
      make: (draft, about) => changes.makeDraft(database, draft, about),
      writeLines: (seq, consignmentId, lines) => writeLines(database, seq, consignmentId, lines),
      nameItems: (seq, lines) => nameItems(database, seq, lines),
      releaseItem: (sku, at) => changes.releaseItem(database, sku, at),
      makeAllDue: (at) => changes.makeAllDue(database, at),
      hold: (seq, drafted, dueAt) => changes.holdDraft(database, seq, drafted, dueAt),
      withdraw: (seq, trouble, note) => changes.withdraw(database, seq, trouble, note ?? null),
      keepNumber: (seq, value) => changes.keepNumber(database, seq, value),
      release: (seq, status, at) => changes.release(database, seq, status, at),
      freeze: (seq, name, status) => changes.freeze(database, seq, name, status),
      rename: (seq, name) => changes.rename(database, seq, name),
      markSending: (seq, at) => changes.markSending(database, seq, at),
      markDelivered: (seq, booked) => changes.markDelivered(database, seq, booked),
      markTrouble: (seq, after) => changes.markTrouble(database, seq, after),
      writeHolds: (seq, found) => changes.writeHolds(database, seq, found),
      makeDue: (seq, at) => changes.makeDue(database, seq, at),
      takeUpAgain: (warehouse, at) => changes.takeUpAgain(database, warehouse, at),
      dismiss: (seq, why) => changes.markDismissed(database, seq, why),
      unsureAfterDeath: (at) => changes.unsureAfterDeath(database, at),
    },
    figures: {
      keep: (seq, figures) => keepFigures(database, seq, figures),
      before: (seq) => figuresBefore(database, seq),
    },
    holds: {
      keep: (consignmentId, found, about) => holds.keepHolds(database, consignmentId, found, about),
      add: (consignmentId, hold, about) => holds.addHold(database, consignmentId, hold, about),
      keepIgnores: (consignmentId, ignores, at) => holds.keepIgnores(database, consignmentId, ignores, at),
      isSilenced: (consignmentId) => holds.isSilenced(database, consignmentId),
      open: () => holds.openHolds(database),
      dismissed: () => holds.dismissedHolds(database),
      consignmentOf: (id) => holds.consignmentOfHold(database, id),
      dismiss: (id, why, at) => holds.dismissHold(database, id, why, at),
      approvalsOf: (consignmentId) => holds.approvalsOf(database, consignmentId),
      keepApproval: (consignmentId, approval, at) => holds.keepApproval(database, consignmentId, approval, at),
      refusalsOf: (consignmentId) => holds.refusalsOf(database, consignmentId),
      keepRefusal: (consignmentId, refusal) => holds.keepRefusal(database, consignmentId, refusal),
      dropRefusal: (consignmentId, productId) => holds.dropRefusal(database, consignmentId, productId),
      heldCountsOf: (outletId) => holds.heldCountsOf(database, outletId),
      countsBehind: (outletId) => holds.countsBehind(database, outletId),
    },
    leftOut: {
      keep: (consignmentId, at) => keepLeftOut(database, consignmentId, at),
      keepUnread: (at) => keepUnreadLeftOut(database, at),
      has: (consignmentId) => isLeftOut(database, consignmentId),
    },
    matches: {
      of: (warehouse) => matches.matchesOf(database, warehouse),
      items: (warehouse, skus) => matches.matchedItems(database, warehouse, skus),
      keep: (warehouse, match, at) => matches.keepMatch(database, warehouse, match, at),
      drop: (warehouse, sku) => matches.dropMatch(database, warehouse, sku),
    },
    history: {
      tell: (moment) => history.tell(database, moment),
      of: (consignmentIds) => history.momentsOf(database, consignmentIds),
      naming: (names) => history.momentsNaming(database, names),
      last: (most) => history.lastMoments(database, most),
    },
    traces: {
      productsBy: (sku) => traces.productsTracedBy(database, sku),
      documentsWith: (productIds) => documents.documentsWith(database, productIds),
      notedAbout: (productIds) => traces.notedAbout(database, productIds),
      idsBeginning: (beginning, most) => traces.idsBeginning(database, beginning, most),
    },
    account: {
      figures: () => accountFigures(database),
      movements: (below, atMost) => movementsBelow(database, below, atMost),
      booked: (moments) => bookedBetween(database, moments),
      lost: () => lostConsignments(database),
    },
  }
}
