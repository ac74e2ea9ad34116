/** The domains under which Vend's shops stand. */
export const vendDomains = ['.retail.lightspeed.app', '.vendhq.com'] as const

/**
 * Every place outside Stocktray that it may lead somebody to, by name. What is in no row of this table is not opened,
 * whoever asks.
 */
const links = [{ name: 'the shop in Vend', address: shopIn(vendDomains) }]

/** What an address leads to; null: to none of our places. */
export function linkNameOf(address: string): string | null {
  return links.find((link) => link.address.test(address))?.name ?? null
}

function shopIn(domains: readonly string[]): RegExp {
  return new RegExp(`^https://[a-z0-9-]+(${domains.join('|').replaceAll('.', String.raw`\.`)})(/|$)`)
}
