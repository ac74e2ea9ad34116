/** "23 Nov 14:31", or "23 Nov 2026 14:31" with its year, in this PC's time zone. */
export function localTime(iso: string, year: { readonly year?: 'numeric' } = {}): string {
  const date = new Date(iso)
  const day = date.toLocaleDateString('en-GB', { day: 'numeric', month: 'short', ...year })
  return `${day} ${date.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })}`
}
