import { notSentBecause } from '../wire/causes'
import { isMissingRight, type Trouble } from './answer'

const again = 'Stocktray tries again by itself.'

/** Which Odoo, for every sentence about it. */
export function named(host: string): string {
  return `Odoo (${host})`
}

/** What went wrong, and what to do, where certainly nothing was booked. */
export function nothingDone(host: string, what: Trouble): string {
  const odoo = named(host)
  if (isMissingRight(what)) return missingRight(host)
  switch (what.kind) {
    case 'not-sent':
      if (what.code === 'STOPPED') return `${odoo} was not asked, because Stocktray stopped. ${again}`
      return `${odoo} cannot be reached: ${notSentBecause(what.code)}. ${again}`
    case 'lost':
      return `${odoo} ${what.what}. ${again}`
    case 'busy':
      return `${odoo} asks us to wait, because too much goes on there at once. Nothing was booked; ${again}`
    case 'elsewhere':
      if (what.status < 400)
        return `${odoo} sends us on to another address, where the key must not go. Nothing was booked. Enter that address in Stocktray's settings; mostly it begins with https. ${again}`
      return `${odoo} answers at this address, but not as Odoo's interface for programs (${what.status}). Nothing was booked. Check the address in Stocktray's settings: it ends before /odoo or /web. If it is right, ask Odoo about your plan: on odoo.com, access for programs is part of the Custom plan.`
    case 'denied':
      return denied(odoo, what.reason)
    case 'refused':
    case 'failed':
      return `${odoo} answered with an error of its own: ${quoted(what.said)} Nothing was booked. ${again}`
  }
}

function denied(odoo: string, reason: 'key' | 'database' | 'plan' | 'app'): string {
  switch (reason) {
    case 'key':
      return `${odoo} does not accept the key, or not for this login. Nothing was booked. Keys live at most 90 days on newer versions: make a new one in Odoo (your name at the top right → Preferences or My Profile → Security → Add API Key) and enter it in Stocktray's settings. A password is not enough there.`
    case 'database':
      return `${odoo} has no database of this name. Nothing was booked. Check the name in Stocktray's settings; on odoo.com it is the first part of the address.`
    case 'plan':
      return `${odoo} is there, but does not let programs in. Nothing was booked. On odoo.com, access for programs is part of the Custom plan: ask Odoo about yours.`
    case 'app':
      return `${odoo} lets us in, but has no Inventory app, in which stock is kept. Nothing was booked. Install it there, or check the name of the database in Stocktray's settings.`
  }
}

export function missingRight(host: string): string {
  return `${named(host)} accepts the key, but its user may not book stock. Nothing was booked. Give this user the right Inventory / User in Odoo (Settings → Users).`
}

/** `what`: "did not answer in time". */
export function maybeBooked(host: string, what: string): string {
  return `${named(host)} ${what}, so the document may or may not be booked. Stocktray looks it up there before it sends anything again.`
}

/** Some of a long document is booked, and the rest could not be sent. */
export function begunOnly(host: string, what: string): string {
  return `${named(host)} has booked some of the document: ${what} Stocktray looks it up there and finishes it.`
}

export function refusedWith(host: string, said: string): string {
  return `${named(host)} does not book it, and says: ${quoted(said)}`
}

export function askedBack(host: string): string {
  return `${named(host)} asks a question instead of booking it, which only a person can answer there. Book it in Odoo by hand, or change the settings of its transfers so that they can be validated without questions.`
}

export function cancelledThere(host: string, number: string): string {
  return `${named(host)} has it cancelled (${number}): somebody did so there, or Odoo refused it before. It is not booked.`
}

export function placeGone(host: string): string {
  return `${named(host)} does not have this location any more. Nothing was booked. Choose another location for the outlet in Stocktray's settings.`
}

export function placeArchived(host: string, name: string): string {
  return `${named(host)} has the location ${name} archived. Nothing was booked. Take it out of the archive there, or choose another location for the outlet in Stocktray's settings.`
}

export function placeHoldsNothing(host: string, name: string): string {
  return `${named(host)} keeps no stock in ${name}, which only groups other locations. Nothing was booked. Choose the location below it that holds the goods, mostly ${name}/Stock, in Stocktray's settings.`
}

export function twoCompanies(host: string, from: string, to: string): string {
  return `${named(host)} has ${from} and ${to} in two companies, between which no transfer goes. Nothing was booked. Choose locations of one company in Stocktray's settings, or book it in Odoo by hand.`
}

export function noTransferType(host: string, name: string): string {
  return `${named(host)} has no operation type for internal transfers where ${name} lies. Nothing was booked. Make one there, or choose another location in Stocktray's settings.`
}

export function noLossLocation(host: string, item: string): string {
  return `${named(host)} has no inventory-loss location for ${item}, which counts are booked against. Set it on the item in Odoo (Inventory → Counterpart Locations → Inventory Location).`
}

export function itemGone(host: string, sku: string): string {
  return `${named(host)} does not have the item of “${sku}” any more.`
}

export function itemUnfit(host: string, sku: string, because: string): string {
  return `${named(host)} books no stock of “${sku}”, because it is ${because} there.`
}

export function tooFine(host: string, sku: string, change: string, step: string): string {
  return `${named(host)} keeps “${sku}” in steps of ${step} and would round ${change}.`
}

/** Beside a booked document. `onHand` below zero. */
export function belowZero(host: string, sku: string, place: string, onHand: string): string {
  return `${named(host)} now shows ${onHand} of “${sku}” at ${place}. Count it, and correct it there or in Vend.`
}

export function furtherBelowZero(count: number): string {
  return `And ${count} more items are below zero there.`
}

export function keyExpires(host: string, which: string, date: string): string {
  return `${named(host)} stops accepting ${which} on ${date}. Make a new one before, named Stocktray, in Odoo (your name at the top right → Preferences or My Profile → Security → Add API Key) and enter it in Stocktray's settings.`
}

function quoted(said: string): string {
  return said === '' ? 'no reason.' : `“${said}”${/[.!?…]$/.test(said) ? '' : '.'}`
}
