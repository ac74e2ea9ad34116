import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { PNG } from 'pngjs'
import { describe, expect, it } from 'vitest'
import { trayDrawings } from '../../build/icon-drawings.mjs'
import { iconFiles } from '../../build/icon-files.mjs'
import { trayIcons } from '../../src/core/tray-view'

const folder = join(import.meta.dirname, '../../build/icons')
describe('the icons that are committed', () => {
  it('are those that npm run icons draws', () => {
    const files = iconFiles()
    expect(committed()).toEqual([...files.keys()].sort())
    for (const [path, content] of files) {
      const [ours, drawn] = [imagesIn(read(path)), imagesIn(content)]
      expect([path, ours.map(({ size }) => size)]).toEqual([path, drawn.map(({ size }) => size)])
      const apart = ours.map(({ pixels }, index) => farthest(pixels, drawn[index]!.pixels))
      // One shade is what two computers may differ by in a sine.
      expect(Math.max(...apart), path).toBeLessThanOrEqual(1)
    }
  })

  it('are one for each that the tray shows', () => {
    expect(Object.keys(trayDrawings).sort()).toEqual([...trayIcons].sort())
  })

  it('bring every size that the three systems ask for', () => {
    const sizes = (path: string) => imagesIn(read(path)).map(({ size }) => size)
    for (const shape of trayIcons) {
      expect(sizes(`tray/${shape}.ico`)).toEqual([16, 20, 24, 32, 40, 48])
      const pngs = ['', '@2x', 'Template', 'Template@2x'].flatMap((kind) => sizes(`tray/${shape}${kind}.png`))
      expect(pngs).toEqual([16, 32, 16, 32])
    }
    expect(sizes('icon.ico')).toEqual([16, 20, 24, 32, 40, 48, 64, 128, 256])
    expect(sizes('icon.icns')).toEqual([32, 64, 128, 256, 256, 512, 512, 1024])
    expect(sizes('icon.png')).toEqual([512])
  })
})

describe('an icon of the tray', () => {
  it.each(trayIcons)('differs for “%s” by more than its colour', (shape) => {
    const others = trayIcons.filter((other) => other !== shape)
    const alphas = (name: string) => imagesIn(read(`tray/${name}Template.png`))[0]!.pixels.filter((_, i) => i % 4 === 3)
    const own = alphas(shape)
    const differing = others.map((other) => {
      const theirs = alphas(other)
      return own.filter((alpha, index) => Math.abs(alpha - theirs[index]!) > 127).length
    })
    expect(Math.min(...differing)).toBeGreaterThanOrEqual(6)
  })

  it.each(trayIcons)('is black and clear for “%s” where macOS colours it', (shape) => {
    const { pixels } = imagesIn(read(`tray/${shape}Template@2x.png`))[0]!
    expect(Math.max(...pixels.filter((_, index) => index % 4 !== 3))).toBe(0)
  })

  it.each(trayIcons.flatMap((shape) => ['#ffffff', '#1c1c1c'].map((bar) => [shape, bar] as const)))(
    'is seen for “%s” on a taskbar of %s',
    (shape, bar) => {
      const { pixels } = imagesIn(read(`tray/${shape}.png`))[0]!
      const seen = Array.from({ length: pixels.length / 4 }, (_, index) => pixels.subarray(index * 4, index * 4 + 4))
      // WCAG 2.2, 1.4.11: what one must see stands out 3 to 1.
      expect(seen.filter((pixel) => contrast(over(pixel, bar), rgb(bar)) >= 3).length).toBeGreaterThanOrEqual(20)
    },
  )
})

type Image = { readonly size: number; readonly pixels: Buffer }

function committed(): string[] {
  const found = readdirSync(folder, { recursive: true, withFileTypes: true })
  const paths = found.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name))
  return paths.map((path) => path.slice(folder.length + 1).replaceAll('\\', '/')).sort()
}

function read(path: string): Buffer {
  return readFileSync(join(folder, path))
}

/** A PNG's bytes may differ from one Node to another, its pixels not. */
function imagesIn(file: Buffer): Image[] {
  if (file.toString('latin1', 0, 4) === 'icns') return imagesInIcns(file.subarray(8))
  if (file.readUInt32LE(0) !== 0x10000) return [imageIn(file)]
  return Array.from({ length: file.readUInt16LE(4) }, (_, index) => {
    const at = 6 + 16 * index
    const [length, offset] = [file.readUInt32LE(at + 8), file.readUInt32LE(at + 12)]
    expect(file.length).toBeGreaterThanOrEqual(offset + length)
    const image = imageIn(file.subarray(offset, offset + length))
    expect(image.size).toBe(file.readUInt8(at) || 256)
    return image
  })
}

function imagesInIcns(blocks: Buffer): Image[] {
  if (blocks.length === 0) return []
  const length = blocks.readUInt32BE(4)
  return [imageIn(blocks.subarray(8, length)), ...imagesInIcns(blocks.subarray(length))]
}

function imageIn(image: Buffer): Image {
  if (image.readUInt32LE(0) === 40) return { size: image.readInt32LE(4), pixels: image.subarray(40) }
  const { width, height, data } = PNG.sync.read(image)
  expect(height).toBe(width)
  return { size: width, pixels: data }
}

function farthest(one: Buffer, other: Buffer): number {
  expect(one.length).toBe(other.length)
  return one.reduce((most, value, index) => Math.max(most, Math.abs(value - other[index]!)), 0)
}

function over(pixel: Buffer, bar: string): readonly number[] {
  const share = pixel[3]! / 255
  return rgb(bar).map((value, index) => value * (1 - share) + pixel[index]! * share)
}

function rgb(color: string): readonly number[] {
  return [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16))
}

/** WCAG 2.2: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio. */
function contrast(one: readonly number[], other: readonly number[]): number {
  const [light, dark] = [brightness(one), brightness(other)].sort((a, b) => b - a) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

function brightness(color: readonly number[]): number {
  const [red, green, blue] = color.map((value) => {
    const share = value / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
