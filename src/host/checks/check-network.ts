import type { Way } from './probe-way'
import type { Check } from './finding'

/** One side, and how far we came. */
export type Side = {
  /** "Vend", "Odoo" */
  readonly name: string
  readonly host: string
  /** null: it answered. */
  readonly failed: { readonly way: Way; readonly text: string } | null
}

/** `connected`: this PC has an address on some network. Tells a PC that is offline from a side that is down. */
export function checkNetwork(sides: readonly Side[], connected: boolean): Check {
  const name = 'network'
  const down = sides.flatMap((side) => (side.failed ? [{ ...side, failed: side.failed }] : []))
  if (down.length === 0) return { name, status: 'ok', text: `${sides.map(shown).join(' and ')} answer.` }
  const nobody = down.length === sides.length && down.every(({ failed }) => isNowhere(failed.way))
  const text =
    !connected || nobody
      ? `This PC is offline: ${connected ? 'it finds nobody on the internet' : 'it is connected to no network'}. Check the cable or Wi-Fi, and the router. Nothing is lost: Stocktray catches up once it is online again.`
      : [
          ...down.map(describe),
          ...sides.filter(({ failed }) => failed === null).map((side) => `${shown(side)} answers.`),
        ].join(' ')
  return { name, status: 'broken', text, unreachable: true }
}

function isNowhere(way: Way): boolean {
  return way === 'no-name' || way === 'no-way'
}

function shown({ name, host }: Side): string {
  return `${name} (${host})`
}

function describe(side: Side & { readonly failed: { readonly way: Way; readonly text: string } }): string {
  const who = shown(side)
  switch (side.failed.way) {
    case 'no-name':
      return `The address of ${who} cannot be found, though this PC is online. Check that it is spelled right, and enter it again with: stocktray setup`
    case 'no-way':
      return `There is no way from this PC to ${who}, though this PC is online. Look whether it is switched on, and whether a firewall or VPN is in between.`
    case 'refused':
      return `${who} was found, and nothing takes calls there. Look whether it is running, and whether the address is right.`
    case 'open':
      return `The way to ${who} is open, but it does not answer as it should: ${side.failed.text}`
  }
}
