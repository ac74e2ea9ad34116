/** "14:32", with the date in front when it is not the day of `now`: "22 Nov 14:32". In this PC's time zone. */
export function clockTime(ms: number, now: number): string {
  const [date, today] = [new Date(ms), new Date(now)]
  const time = date.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })
  if (date.toDateString() === today.toDateString()) return time
  return `${date.toLocaleDateString('en-GB', { day: 'numeric', month: 'short' })} ${time}`
}
