import { PNG } from 'pngjs'

/**
 * @typedef {import('./icon-shapes.mjs').Shape} Shape
 * @typedef {{ shape: Shape, color: string }} Layer `color`: `#rrggbb`.
 * @typedef {{ size: number, pixels: Buffer }} Picture Square; four bytes for a pixel, RGBA, from the upper left one on.
 */

/**
 * Draws layers over each other, with soft edges.
 *
 * @param {readonly Layer[]} layers The lowest first.
 * @param {number} canvas Width and height of what the shapes are drawn on.
 * @param {number} size Of the picture, in pixels.
 * @returns {Picture}
 */
export function drawn(layers, canvas, size) {
  const pixels = Buffer.alloc(size * size * 4)
  const scale = size / canvas
  const inks = layers.map(({ shape, color }) => ({ shape, ink: channels(color) }))
  for (let row = 0; row < size; row += 1)
    for (let column = 0; column < size; column += 1) {
      const [x, y] = [(column + 0.5) / scale, (row + 0.5) / scale]
      let red = 0
      let green = 0
      let blue = 0
      let alpha = 0
      for (const { shape, ink } of inks) {
        // A pixel's middle half a pixel inside the edge is covered whole, half a pixel outside not at all.
        const cover = Math.min(1, Math.max(0, 0.5 - shape(x, y) * scale))
        red += (ink[0] - red) * cover
        green += (ink[1] - green) * cover
        blue += (ink[2] - blue) * cover
        alpha += (1 - alpha) * cover
      }
      // Summed with their cover: what stands in the file is not.
      const whole = alpha || 1
      const at = (row * size + column) * 4
      pixels[at] = Math.round(red / whole)
      pixels[at + 1] = Math.round(green / whole)
      pixels[at + 2] = Math.round(blue / whole)
      pixels[at + 3] = Math.round(alpha * 255)
    }
  return { size, pixels }
}

/**
 * @param {string} color
 * @returns {[number, number, number]}
 */
function channels(color) {
  const value = Number.parseInt(color.slice(1), 16)
  return [value >> 16, (value >> 8) & 255, value & 255]
}

/**
 * @param {Picture} picture
 * @returns {Buffer}
 */
export function asPng({ size, pixels }) {
  const png = new PNG({ width: size, height: size })
  pixels.copy(png.data)
  return PNG.sync.write(png)
}

/**
 * For Windows. Below 256 pixels as bitmaps, which every reader of icons knows; see
 * https://devblogs.microsoft.com/oldnewthing/20101018-00/?p=12513 and -20101022-00/?p=12473 (PNG inside).
 *
 * @param {readonly Picture[]} pictures
 * @returns {Buffer}
 */
export function asIco(pictures) {
  const images = pictures.map((picture) => (picture.size < 256 ? asBitmap(picture) : asPng(picture)))
  const head = Buffer.alloc(6 + 16 * pictures.length)
  head.writeUInt16LE(1, 2)
  head.writeUInt16LE(pictures.length, 4)
  let offset = head.length
  for (const [index, { size }] of pictures.entries()) {
    const length = images[index]?.length ?? 0
    const at = 6 + 16 * index
    // 0 stands for 256.
    head.writeUInt8(size % 256, at)
    head.writeUInt8(size % 256, at + 1)
    head.writeUInt16LE(1, at + 4)
    head.writeUInt16LE(32, at + 6)
    head.writeUInt32LE(length, at + 8)
    head.writeUInt32LE(offset, at + 12)
    offset += length
  }
  return Buffer.concat([head, ...images])
}

/** @param {Picture} picture */
function asBitmap({ size, pixels }) {
  const head = Buffer.alloc(40)
  head.writeUInt32LE(head.length, 0)
  head.writeInt32LE(size, 4)
  // Of both pictures: the colours, and below them the mask, one bit for a pixel, that nobody needs beside an alpha.
  head.writeInt32LE(size * 2, 8)
  head.writeUInt16LE(1, 12)
  head.writeUInt16LE(32, 14)
  const colors = Buffer.alloc(size * size * 4)
  const mask = Buffer.alloc(size * Math.ceil(size / 32) * 4)
  for (let row = 0; row < size; row += 1)
    for (let column = 0; column < size; column += 1) {
      const [red = 0, green = 0, blue = 0, alpha = 0] = pixels.subarray((row * size + column) * 4)
      colors.set([blue, green, red, alpha], ((size - 1 - row) * size + column) * 4)
    }
  return Buffer.concat([head, colors, mask])
}

/** What macOS calls a PNG by its pixels: plain, and for screens with two pixels for one. */
const icnsTypes = [
  { size: 32, types: ['ic11'] },
  { size: 64, types: ['ic12'] },
  { size: 128, types: ['ic07'] },
  { size: 256, types: ['ic08', 'ic13'] },
  { size: 512, types: ['ic09', 'ic14'] },
  { size: 1024, types: ['ic10'] },
]

/**
 * For macOS: https://en.wikipedia.org/wiki/Apple_Icon_Image_format.
 *
 * @param {(size: number) => Picture} draw
 * @returns {Buffer}
 */
export function asIcns(draw) {
  const entries = icnsTypes.flatMap(({ size, types }) => {
    const png = asPng(draw(size))
    return types.map((type) => block(type, png))
  })
  return block('icns', Buffer.concat(entries))
}

/**
 * @param {string} type
 * @param {Buffer} content
 */
function block(type, content) {
  const head = Buffer.alloc(8)
  head.write(type, 'latin1')
  head.writeUInt32BE(head.length + content.length, 4)
  return Buffer.concat([head, content])
}
