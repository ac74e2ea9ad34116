import type { AppState } from './app-state'
import { onScreen } from './on-screen'

/** What the tray draws: each has a shape of its own, so that none is told by its colour alone. */
export const trayIcons = [
  'ok',
  'working',
  'needs-you',
  'retrying',
  'offline',
  'signed-out',
  'paused',
  'not-set-up',
] as const
export type TrayIcon = (typeof trayIcons)[number]

/** What a click on a line of the menu sets going. */
export type TrayAct =
  | { readonly do: 'open'; readonly place: string }
  | { readonly do: 'sync' | 'resume' | 'about' | 'update' | 'quit' }
  | { readonly do: 'pause'; readonly for: 'an-hour' | 'until-tomorrow' | 'until-resumed' }

export type TrayLine =
  | { readonly kind: 'act'; readonly text: string; readonly act: TrayAct }
  /** Said, and nothing to click on. */
  | { readonly kind: 'said'; readonly text: string }
  | { readonly kind: 'menu'; readonly text: string; readonly lines: readonly TrayLine[] }
  | { readonly kind: 'between' }

export type TrayView = { readonly icon: TrayIcon; readonly tooltip: string; readonly menu: readonly TrayLine[] }

const icons: Readonly<Record<AppState['shape'], TrayIcon>> = {
  ok: 'ok',
  working: 'working',
  'not-scanned': 'working',
  'needs-you': 'needs-you',
  stopped: 'needs-you',
  retrying: 'retrying',
  offline: 'offline',
  'signed-out': 'signed-out',
  paused: 'paused',
  off: 'paused',
  'not-set-up': 'not-set-up',
}

/** Windows shows no more of a tooltip (https://learn.microsoft.com/windows/win32/api/shellapi/ns-shellapi-notifyicondataw), characters. */
const mostTooltip = 127
/** A menu as wide as half a screen is read by nobody, characters. */
const mostLine = 70

const between: TrayLine = { kind: 'between' }

/**
 * The tray, from the one value that feeds all that shows how things stand. `time` writes a moment (ms since 1970) as
 * people read it; `update`: the version that a restart would bring, null where there is none.
 */
export function trayView(state: AppState, time: (ms: number) => string, update: string | null = null): TrayView {
  const open = (text: string, place: string): TrayLine => ({ kind: 'act', text, act: { do: 'open', place } })
  const act = (text: string, which: TrayAct): TrayLine => ({ kind: 'act', text, act: which })
  const { shape, holds, lastScan, nextScanAt, lastDelivered } = state
  const sentence = onScreen(state.sentence)
  const runs = shape !== 'not-set-up' && shape !== 'stopped'
  const scanned = [
    ...(lastScan === null ? [] : [`Last scan ${time(lastScan.at)}`]),
    ...(nextScanAt === null ? [] : [`next ${time(nextScanAt)}`]),
  ].join(', ')
  return {
    icon: icons[shape],
    tooltip: cut(`Stocktray: ${sentence}`, mostTooltip),
    menu: [
      open('Open Stocktray', '/'),
      ...(runs ? [act('Sync now', { do: 'sync' })] : []),
      between,
      { kind: 'said', text: cut(sentence, mostLine) },
      ...(scanned === '' ? [] : [{ kind: 'said' as const, text: scanned }]),
      ...(lastDelivered === null
        ? []
        : [
            open(
              cut(`${time(lastDelivered.at)} ${lastDelivered.text}`, mostLine),
              `/history/${lastDelivered.documentId}`,
            ),
          ]),
      ...(holds.length > 0 ? [open(`Needs you: ${holds.length.toString()}`, '/needs-you')] : []),
      between,
      ...(runs ? [pauseLine(state)] : []),
      ...(runs ? [open('History', '/history')] : []),
      open('Set-up', '/set-up'),
      {
        kind: 'menu',
        text: 'Help',
        lines: [open('What support needs', '/help'), act('About Stocktray', { do: 'about' })],
      },
      between,
      ...(update === null ? [] : [act(`Restart to update to ${update}`, { do: 'update' })]),
      act(quitText(state), { do: 'quit' }),
    ],
  }
}

function pauseLine({ paused }: AppState): TrayLine {
  if (paused?.watching) return { kind: 'act', text: 'Go live …', act: { do: 'open', place: '/' } }
  if (paused) return { kind: 'act', text: 'Resume', act: { do: 'resume' } }
  const line = (text: string, length: Extract<TrayAct, { do: 'pause' }>['for']): TrayLine => ({
    kind: 'act',
    text,
    act: { do: 'pause', for: length },
  })
  return {
    kind: 'menu',
    text: 'Pause',
    lines: [
      line('For an hour', 'an-hour'),
      line('Until tomorrow, 09:00', 'until-tomorrow'),
      line('Until I resume', 'until-resumed'),
    ],
  }
}

/** Says what stops. */
function quitText({ shape, counts }: AppState): string {
  if (shape === 'not-set-up') return 'Quit'
  return counts.sending > 0
    ? 'Quit: what is being sent is finished, then nothing is sent'
    : 'Quit: nothing is sent until Stocktray runs again'
}

/** At the end of a word, where it is too long. */
function cut(text: string, most: number): string {
  if (text.length <= most) return text
  const short = text.slice(0, most - 2)
  const wordEnd = short.lastIndexOf(' ')
  return `${wordEnd > most / 2 ? short.slice(0, wordEnd) : short} …`
}
