import type { Config, Listener } from '@ngrok/ngrok'
import type { Session, SessionEnd } from './keep-open'

/** What is used of ngrok's own module. */
export type Ngrok = { forward(config: Config): Promise<Pick<Listener, 'url' | 'close'>> }

export type NgrokOptions = {
  readonly authToken: string
  /** The fixed address to take; null: whichever ngrok gives the account. */
  readonly publicUrl: string | null
  /** Its native module, loaded when it is needed and not before. */
  readonly load?: () => Promise<Ngrok>
}

/** Leads ngrok's address to our port. While it stands, ngrok's module reconnects by itself and says so. */
export function ngrokSession({ authToken, publicUrl, load = loadNgrok }: NgrokOptions): Session {
  return async (localPort, news, signal) => {
    let ngrok: Ngrok
    try {
      ngrok = await load()
    } catch {
      const computer = `${process.platform}, ${process.arch}`
      const text = `ngrok’s program for this kind of computer (${computer}) is missing. Install Stocktray again, or choose “ssh” or “own-address” as “realTime.via”.`
      return { text, needsYou: true }
    }
    let url: string | null = null
    try {
      const opening = ngrok.forward({
        ...{ addr: `127.0.0.1:${localPort.toString()}`, authtoken: authToken, proto: 'http', schemes: 'HTTPS' },
        ...(publicUrl !== null && { domain: new URL(publicUrl).hostname }),
        onStatusChange: (status) => {
          if (url === null) return
          if (status === 'connected') news.up(url)
          else news.down(ngrokSentence('connection lost'))
        },
      })
      const closed = aborted(signal)
      void closed.then(async () => (await opening).close()).catch(() => undefined)
      const listener = await Promise.race([opening, closed])
      url = listener?.url() ?? null
      if (url === null) return ended('no address was given')
      news.up(url)
      await closed
      return ended('closed')
    } catch (error) {
      return ended(error instanceof Error ? error.message : String(error))
    }
  }
}

function ended(message: string): SessionEnd {
  return { text: ngrokSentence(message), needsYou: notAccepted.has(codeIn(message) ?? '') }
}

/** Never ngrok's own words: some of its errors repeat the token. Its codes: https://ngrok.com/docs/errors */
export function ngrokSentence(message: string): string {
  const code = codeIn(message)
  if (code !== null && notAccepted.has(code))
    return `ngrok does not accept the token (${code}). Copy it again from https://dashboard.ngrok.com/get-started/your-authtoken, enter it as “authToken” under “realTime.ngrok” in the set-up file, and run: stocktray setup`
  if (code !== null) return `ngrok refused (${code}). What that means stands at https://ngrok.com/docs/errors`
  if (/failed to connect session|connection lost/.test(message))
    return 'ngrok cannot be reached. Check this PC’s network, and whether its firewall lets Stocktray out.'
  return 'ngrok did not open its address. Look at https://status.ngrok.com and at your account there.'
}

function codeIn(message: string): string | null {
  return /ERR_NGROK_\d+/.exec(message)?.[0] ?? null
}

/** Not well formed, of an older kind, invalid, revoked; no account. */
const notAccepted = new Set(['ERR_NGROK_105', 'ERR_NGROK_106', 'ERR_NGROK_107', 'ERR_NGROK_300', 'ERR_NGROK_4018'])

async function loadNgrok(): Promise<Ngrok> {
  const { default: ngrok } = await import('@ngrok/ngrok')
  return ngrok
}

function aborted(signal: AbortSignal): Promise<null> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(null)
    signal.addEventListener('abort', () => resolve(null), { once: true })
  })
}
