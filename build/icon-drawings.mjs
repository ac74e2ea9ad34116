import { box, cut, disc, onCircle, polygon, ring, stroke, union, widened } from './icon-shapes.mjs'

/**
 * @typedef {import('./icon-shapes.mjs').Shape} Shape
 * @typedef {import('./icon-shapes.mjs').Point} Point
 * @typedef {import('./icon-picture.mjs').Layer} Layer
 * @typedef {{ color: string, ink: Shape, mark?: Shape, ground?: Shape }} Drawing `mark`: what stands on the ink in white.
 *   `ground`: what is white behind it, where the ink is thin; on a dark taskbar alone it is seen.
 */

/** The colours of the screens (renderer/screens.css), brighter: a taskbar may be dark, and 16 pixels are few. */
const well = '#0d7a70'
const care = '#c25a00'
const bad = '#c92a2a'
const still = '#5f676e'

/** What the icons of the tray are drawn on; at 16 pixels one unit is one pixel. */
export const trayCanvas = 16
/** @type {Point} */
const middle = [8, 8]
const filled = disc(middle, 7)
const ground = widened(filled, 0.9)
const open = ring(middle, 5.75, 2)
/** @type {Point[]} */
const corners = [
  [8, 2.5],
  [14, 13.5],
  [2, 13.5],
]
const teeth = [0, 60, 120, 180, 240, 300].map((angle) =>
  stroke([onCircle(middle, 4, angle), onCircle(middle, 6, angle)], 2.4),
)

/**
 * By what the tray shows (src/core/tray-view.ts). No two have the same outline or the same inside, so that none is told by its colour alone.
 *
 * @type {Readonly<Record<string, Drawing>>}
 */
export const trayDrawings = {
  ok: {
    color: well,
    ink: filled,
    mark: stroke(
      [
        [4.6, 8.3],
        [7, 10.7],
        [11.4, 5.6],
      ],
      1.9,
    ),
  },
  working: { color: well, ink: ring(middle, 5.5, 2.5, [15, 100]), ground },
  'needs-you': {
    color: care,
    ink: polygon(corners, 1.5),
    mark: union(
      stroke(
        [
          [8, 5.8],
          [8, 8.9],
        ],
        1.9,
      ),
      disc([8, 12], 1.1),
    ),
  },
  retrying: {
    color: care,
    ink: filled,
    mark: stroke(
      [
        [8, 3.8],
        [8, 8.4],
        [11.4, 8.4],
      ],
      1.7,
    ),
  },
  offline: { color: still, ink: open, ground },
  'signed-out': {
    color: bad,
    ink: union(
      open,
      stroke(
        [
          [4, 12],
          [12, 4],
        ],
        2,
      ),
    ),
    ground,
  },
  paused: { color: care, ink: union(box([2, 2], [4, 12], 1), box([10, 2], [4, 12], 1)) },
  'not-set-up': { color: still, ink: union(ring(middle, 3.6, 2.6), ...teeth), ground: disc(middle, 4) },
}

/**
 * With a thin white line around, which keeps it legible on a dark taskbar and is not seen on a light one.
 *
 * @param {Drawing} drawing
 * @returns {Layer[]}
 */
export function onTaskbar({ color, ink, mark, ground }) {
  return [
    { shape: ground ? union(ground, widened(ink, 0.9)) : widened(ink, 0.9), color: '#ffffff' },
    { shape: ink, color },
    ...(mark ? [{ shape: mark, color: '#ffffff' }] : []),
  ]
}

/**
 * Black and clear, as macOS wants what it colours itself:
 * https://www.electronjs.org/docs/latest/api/native-image#template-image.
 *
 * @param {Drawing} drawing
 * @returns {Layer[]}
 */
export function asTemplate({ ink, mark }) {
  return [{ shape: mark ? cut(ink, mark) : ink, color: '#000000' }]
}

/** What the product's icon is drawn on: that of renderer/public/icon.svg, which has the same look. */
export const productCanvas = 32
/** @type {Point[]} */
const tray = [
  [6, 19],
  [11, 19],
  [13, 22],
  [19, 22],
  [21, 19],
  [26, 19],
  [26, 26],
  [6, 26],
]

/** @type {readonly Layer[]} */
export const productIcon = [
  { shape: box([0, 0], [32, 32], 7), color: '#0b5d57' },
  { shape: polygon(tray), color: '#ffffff' },
  {
    shape: union(
      stroke(
        [
          [9, 13],
          [16, 7],
          [23, 13],
        ],
        2.6,
      ),
      stroke(
        [
          [16, 8],
          [16, 17],
        ],
        2.6,
      ),
    ),
    color: '#ffffff',
  },
]

/**
 * A tenth smaller on each side, as icons stand in macOS: https://developer.apple.com/design/human-interface-guidelines/app-icons.
 *
 * @type {readonly Layer[]}
 */
export const productIconOnMac = productIcon.map(({ shape, color }) => ({
  shape: (x, y) => 0.8 * shape((x - 3.2) / 0.8, (y - 3.2) / 0.8),
  color,
}))
