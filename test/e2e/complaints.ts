import type { BrowserContext } from 'playwright'

/** What pages say is wrong: faults of their scripts, and what their own policy kept them from. */
export async function complaintsOf(context: BrowserContext): Promise<readonly string[]> {
  const complaints: string[] = []
  await context.exposeBinding('complain', (_, text: string) => void complaints.push(text))
  await context.addInitScript(`
    document.addEventListener('securitypolicyviolation', (event) =>
      window.complain('CSP: ' + event.violatedDirective + ' ' + event.blockedURI + ' ' + event.sample))`)
  context.on('weberror', (error) => complaints.push(error.error().stack ?? error.error().message))
  context.on('console', (message) => {
    // A host that is stopped on purpose cannot be asked.
    if (
      message.type() === 'error' &&
      !/ERR_CONNECTION_REFUSED|ERR_INTERNET_DISCONNECTED|ERR_INCOMPLETE|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE|status of 401|status of 40[09]|status of 502/.test(
        message.text(),
      )
    )
      complaints.push(message.text())
  })
  return complaints
}
