/** Reads "2014-07-13T23:22:00+00:00" and its kin as ms since 1970; without an offset it is UTC, as Vend documents. */
export function readTime(text: string | null): number | null {
  const match = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)\s*(Z|[+-]\d\d:?\d\d)?)?$/i.exec(
    text?.trim() ?? '',
  )
  if (!match) return null
  const [, day = '', time = '00:00', zone = 'Z'] = match
  const offset = zone.length === 5 ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone.toUpperCase()
  return milliseconds(Date.parse(`${day}T${time}${offset}`))
}

/** Reads the date of an HTTP header, "Wed, 15 Jul 2020 15:04:05 GMT", as ms since 1970. */
export function readHttpDate(text: string | null): number | null {
  return text !== null && /[a-z]{3}.*\d\d:\d\d/i.test(text) ? milliseconds(Date.parse(text)) : null
}

function milliseconds(time: number): number | null {
  return Number.isNaN(time) ? null : time
}
