/** "14:32", with the date in front when it is not the day of `now`: "22 Nov 14:32". In this PC's time zone. */
export function clockTime(ms: number, now: number): string {
  const [date, today] = [new Date(ms), new Date(now)]
  const time = `${twoDigits(date.getHours())}:${twoDigits(date.getMinutes())}`
  if (date.toDateString() === today.toDateString()) return time
  return `${date.toLocaleDateString('en-GB', { day: 'numeric', month: 'short' })} ${time}`
}

/** The same of a time to come, in a person's words for the next day: "tomorrow 09:00". */
export function comingTime(ms: number, now: number): string {
  const tomorrow = new Date(now)
  tomorrow.setDate(tomorrow.getDate() + 1)
  const isTomorrow = new Date(ms).toDateString() === tomorrow.toDateString()
  return isTomorrow ? `tomorrow ${clockTime(ms, ms)}` : clockTime(ms, now)
}

/** When the day begins that is so many days after that of `now`; ms since 1970. In this PC's time zone. */
export function startOfDay(now: number, daysLater: number): number {
  const day = new Date(now)
  day.setHours(0, 0, 0, 0)
  day.setDate(day.getDate() + daysLater)
  return day.getTime()
}

function twoDigits(number: number): string {
  return number.toString().padStart(2, '0')
}
