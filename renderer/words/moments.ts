/** "14:31" of today, "26 Nov 14:31" of another day, with its year where that is another one; in this PC's time zone. */
export function shownMoment(ms: number, now = Date.now()): string {
  const [date, today] = [new Date(ms), new Date(now)]
  const time = date.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })
  if (date.toDateString() === today.toDateString()) return time
  const year = date.getFullYear() === today.getFullYear() ? {} : { year: 'numeric' as const }
  return `${date.toLocaleDateString('en-GB', { day: 'numeric', month: 'short', ...year })} ${time}`
}

/** "Thursday, 26 November 2026". */
export function shownDay(ms: number): string {
  return new Date(ms).toLocaleDateString('en-GB', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
}

/** "today", "yesterday", or the day: "Thursday, 26 November 2026". */
export function shownNearDay(ms: number, now = Date.now()): string {
  const yesterday = new Date(now)
  yesterday.setDate(yesterday.getDate() - 1)
  const day = new Date(ms).toDateString()
  if (day === new Date(now).toDateString()) return 'today'
  return day === yesterday.toDateString() ? 'yesterday' : shownDay(ms)
}

/** "14:31:02". */
export function shownSecond(ms: number): string {
  return new Date(ms).toLocaleTimeString('en-GB')
}

/** "26 Nov". */
export function shownShortDay(ms: number): string {
  return new Date(ms).toLocaleDateString('en-GB', { day: 'numeric', month: 'short' })
}

/** "Thu 26 Nov", with its year where that is another one. */
export function shownWeekday(ms: number, now = Date.now()): string {
  const date = new Date(ms)
  const weekday = date.toLocaleDateString('en-GB', { weekday: 'short' })
  const year = date.getFullYear() === new Date(now).getFullYear() ? {} : { year: 'numeric' as const }
  return `${weekday} ${date.toLocaleDateString('en-GB', { day: 'numeric', month: 'short', ...year })}`
}
