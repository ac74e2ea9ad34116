import type { Check } from './finding'

const day = 86_400_000
const soonMs = 60 * day

/**
 * How long Vend goes on supporting the version of its API that the settings name: a dated one for twelve months at
 * least, and a retired one is answered as another (https://x-series-api.lightspeedhq.com/docs/versioning-strategy).
 * `now`: Vend's clock where it is known, ms since 1970.
 */
export function checkApiVersion(version: string, now: number): Check {
  const name = 'API version'
  const dated = /^(\d{4})-(\d{2})$/.exec(version)
  if (!dated)
    return {
      name,
      status: 'ok',
      text: `Version ${version} of Vend’s interface is used; it has no date, and no end is known.`,
    }
  const end = Date.UTC(Number(dated[1]) + 1, Number(dated[2]) - 1, 1)
  const month = new Date(end).toLocaleDateString('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' })
  if (now < end - soonMs)
    return { name, status: 'ok', text: `Vend supports version ${version} of its interface until ${month} at least.` }
  const until =
    now < end
      ? `Vend supports version ${version} of its interface until the beginning of ${month}, and perhaps no longer.`
      : `Vend may have ended version ${version} of its interface at the beginning of ${month}, and then answers as another one.`
  return {
    ...{ name, status: 'attention' },
    text: `${until} Stocktray holds what it does not understand, so that no stock goes wrong. Bring Stocktray up to date, or enter a newer “apiVersion” under “vend” in the set-up file and run: stocktray setup`,
  }
}
