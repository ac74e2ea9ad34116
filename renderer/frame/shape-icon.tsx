import type { AppState } from '../../src/core/app-state'

export type Shape = AppState['shape'] | 'lost'

type Drawn = { readonly color: string; readonly name: string; readonly path: React.ReactNode }

const ring = <circle cx="12" cy="12" r="9" fill="none" stroke="currentColor" strokeWidth="2.5" />
const disc = <circle cx="12" cy="12" r="10" fill="currentColor" />
const line = { fill: 'none', strokeWidth: 2.5, strokeLinecap: 'round', strokeLinejoin: 'round' } as const
const onDisc = { ...line, stroke: 'var(--mantine-color-body)' }

const triangle = (
  <>
    <path d="M12 2.5 22.5 21h-21z" fill="currentColor" />
    <path d="M12 9v5M12 17.6v.2" {...onDisc} />
  </>
)
const turning = <path className="turning" d="M21 12a9 9 0 1 1-6-8.5" {...line} stroke="currentColor" strokeWidth={3} />
const gear = (
  <>
    <circle cx="12" cy="12" r="4" fill="none" stroke="currentColor" strokeWidth="2.5" />
    <path
      d="M12 2v4M12 18v4M2 12h4M18 12h4M5 5l2.8 2.8M16.2 16.2 19 19M19 5l-2.8 2.8M7.8 16.2 5 19"
      {...line}
      stroke="currentColor"
    />
  </>
)
const crossed = (
  <>
    {ring}
    <path d="M8 12h8" {...line} stroke="currentColor" />
  </>
)
const bars = <path d="M7 3h3.5v18H7zM13.5 3H17v18h-3.5z" fill="currentColor" />

/** A state has a shape of its own, so that none is told by its colour alone. */
const drawn: Readonly<Record<Shape, Drawn>> = {
  ok: {
    ...{ color: 'var(--shape-well)', name: 'All is well' },
    path: (
      <>
        {disc}
        <path d="m7 12.5 3.5 3.5L17 9" {...onDisc} />
      </>
    ),
  },
  working: { color: 'var(--shape-well)', name: 'Working', path: turning },
  'not-scanned': { color: 'var(--shape-still)', name: 'Not read yet', path: turning },
  'needs-you': { color: 'var(--shape-care)', name: 'Needs you', path: triangle },
  stopped: { color: 'var(--shape-bad)', name: 'Stopped', path: triangle },
  retrying: {
    ...{ color: 'var(--shape-care)', name: 'Trying again' },
    path: (
      <>
        {disc}
        <path d="M12 6.5V12l3.5 2.5" {...onDisc} />
      </>
    ),
  },
  offline: { color: 'var(--shape-still)', name: 'Offline', path: ring },
  lost: { color: 'var(--shape-bad)', name: 'Not answering', path: ring },
  'signed-out': {
    ...{ color: 'var(--shape-bad)', name: 'Signed out' },
    path: (
      <>
        {ring}
        <path d="M5.5 18.5 18.5 5.5" {...line} stroke="currentColor" />
      </>
    ),
  },
  paused: { color: 'var(--shape-care)', name: 'Paused', path: bars },
  off: { color: 'var(--shape-still)', name: 'Sending is off', path: crossed },
  'not-set-up': { color: 'var(--shape-still)', name: 'Not set up', path: gear },
}

export function ShapeIcon({ shape, size = 24 }: { readonly shape: Shape; readonly size?: number }) {
  const { color, name, path } = drawn[shape]
  return (
    <svg role="img" aria-label={name} viewBox="0 0 24 24" width={size} height={size} style={{ color, flex: 'none' }}>
      {path}
    </svg>
  )
}
