import { expect } from 'vitest'
import { sameWarehouseLines, type OutgoingDocument } from '../../../src/core/document'
import type { LookUp, Outcome } from '../../../src/core/outcome'
import type { Quantity } from '../../../src/core/quantity'
import type { StandBooking } from './stand'
import { never, type Trial } from './trial'

/**
 * The one thing that every push must keep, whatever befell it: what it says is so, and going on as the engine does ends
 * in one whole booking, or in none where the warehouse refused. Answers which.
 */
export async function theTruthHolds(
  trial: Trial,
  document: OutgoingDocument,
  outcome: Outcome,
): Promise<'booked' | 'booked in part' | 'not booked'> {
  trial.heal()
  await agrees(trial, document, outcome)
  const last = await bringToAnEnd(trial, document, outcome)
  if (last !== outcome) await agrees(trial, document, last)
  const booking = await bookedOf(trial, document)
  if (booking === null) {
    // Some keep what was refused, as cancelled.
    expect(['absent', 'begun']).toContain((await trial.port.find(document, never)).kind)
    return 'not booked'
  }
  if (last.kind === 'partly') {
    keep(trial, document, booking)
    return 'booked in part'
  }
  const found = { number: booking.number, consignmentId: document.source.consignmentId }
  expect(isWhole(document, booking), 'booked whole').toBe(true)
  const lookUp = await trial.port.find(document, never)
  expect(lookUp).toMatchObject({ kind: 'found', found })
  expect(lookUp.kind === 'found' && sameWarehouseLines(lookUp.found.lines, document.lines)).toBe(true)
  const again = await trial.port.push(document, never)
  expect(again).toMatchObject({ kind: 'exists', found })
  expect(again.kind === 'exists' && sameWarehouseLines(again.found.lines, document.lines), 'all its lines').toBe(true)
  expect(await bookedOf(trial, document)).toEqual(booking)
  keep(trial, document, booking)
  return 'booked'
}

/** What is booked of a document, told alike by the bookings and by what is on hand; null: nothing. */
export async function bookedOf(
  trial: Trial,
  { reference, lines, place }: Pick<OutgoingDocument, 'reference' | 'lines' | 'place'>,
): Promise<StandBooking | null> {
  const bookings = await trial.booked(reference)
  expect(bookings.length, 'bookings under one reference').toBeLessThanOrEqual(1)
  const [only = null] = bookings
  const items = [...new Set(lines.map(({ item }) => item))]
  for (const [location, sign] of signed(place)) {
    const onHand = await trial.onHand(location, items)
    const told = items.map((item) => [item, expectedAt(trial, only, location, item, sign)])
    expect([...onHand].sort(), `on hand at ${location}`).toEqual(told.sort())
  }
  return only
}

function expectedAt(
  { before }: Trial,
  booking: StandBooking | null,
  location: string,
  item: string,
  sign: bigint,
): Quantity {
  const moved = booking?.lines.filter((line) => line.item === item).map(({ quantity }) => quantity * sign) ?? []
  return moved.reduce((sum, one) => sum + one, before.get(`${location} ${item}`) ?? 0n)
}

function signed(place: OutgoingDocument['place']): readonly (readonly [string, bigint])[] {
  if (place.kind === 'stocktake') return [[place.location, 1n]]
  return [
    [place.from, -1n],
    [place.to, 1n],
  ]
}

/** The next document of the same items begins where this one ended. */
function keep({ before }: Trial, { place }: OutgoingDocument, booking: StandBooking): void {
  for (const { item, quantity } of booking.lines)
    for (const [location, sign] of signed(place)) {
      const key = `${location} ${item}`
      before.set(key, (before.get(key) ?? 0n) + quantity * sign)
    }
}

function isWhole({ place, lines }: OutgoingDocument, booking: StandBooking | null): boolean {
  const places = place.kind === 'stocktake' ? [place.location] : [place.from, place.to]
  return booking !== null && sameWarehouseLines(booking.lines, lines) && booking.places.join() === places.join()
}

/** What an outcome says about the warehouse is so. */
async function agrees(trial: Trial, document: OutgoingDocument, outcome: Outcome): Promise<void> {
  switch (outcome.kind) {
    case 'delivered': {
      const booking = await bookedOf(trial, document)
      expect(booking?.number).toBe(outcome.number)
      expect(isWhole(document, booking), 'delivered is booked whole').toBe(true)
      return
    }
    case 'partly': {
      const lines = document.lines.filter(({ item }) => !outcome.rest.includes(item))
      const booking = await bookedOf(trial, document)
      expect(booking?.number).toBe(outcome.number)
      expect(isWhole({ ...document, lines }, booking), 'all but the rest is booked').toBe(true)
      expect(outcome.rest.length > 0 && lines.length > 0, 'some and some').toBe(true)
      expect(outcome.problems, 'the rest has its reason').not.toEqual([])
      return
    }
    case 'exists': {
      const booking = await bookedOf(trial, document)
      expect(outcome.found).toMatchObject({
        number: booking?.number,
        consignmentId: document.source.consignmentId,
      })
      expect(sameWarehouseLines(outcome.found.lines, booking?.lines ?? []), 'exists with all its lines').toBe(true)
      return
    }
    case 'refused':
    case 'retry':
    case 'unauthorised':
      expect(await bookedOf(trial, document), `${outcome.kind} is not booked`).toBeNull()
      return
    case 'unsure':
      return
  }
}

/** As the engine goes on: an unsure document is looked up before anything is sent again. */
async function bringToAnEnd(trial: Trial, document: OutgoingDocument, first: Outcome): Promise<Outcome> {
  let outcome = first
  const said: string[] = []
  for (let turn = 0; turn < 10; turn += 1) {
    said.push(outcome.kind)
    switch (outcome.kind) {
      case 'delivered':
      case 'partly':
      case 'exists':
      case 'refused':
        return outcome
      case 'retry':
      case 'unauthorised':
        outcome = await trial.port.push(document, never)
        continue
      case 'unsure':
        outcome = await afterLookUp(trial, document, await trial.port.find(document, never))
    }
  }
  throw new Error(`no end after ${said.join(', ')}: ${JSON.stringify(outcome)}`)
}

/** Nothing that befell the document is still under way, so "absent" can be believed without waiting. */
async function afterLookUp(trial: Trial, document: OutgoingDocument, lookUp: LookUp): Promise<Outcome> {
  switch (lookUp.kind) {
    case 'found':
      return { kind: 'exists', found: lookUp.found }
    case 'absent':
    case 'begun':
      return trial.port.push(document, never)
    case 'inconclusive':
    case 'unauthorised':
      return { kind: 'unsure', text: lookUp.text }
  }
}
