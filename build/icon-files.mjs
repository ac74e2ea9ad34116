import {
  asTemplate,
  onTaskbar,
  productCanvas,
  productIcon,
  productIconOnMac,
  trayCanvas,
  trayDrawings,
} from './icon-drawings.mjs'
import { asIcns, asIco, asPng, drawn } from './icon-picture.mjs'

/** From 100 % to 300 % of Windows' scaling. */
const onWindows = [16, 20, 24, 32, 40, 48]

/**
 * Every icon of the app by its path below `build/icons`.
 *
 * @returns {Map<string, Buffer>}
 */
export function iconFiles() {
  /** @type {Map<string, Buffer>} */
  const files = new Map()
  for (const [name, drawing] of Object.entries(trayDrawings)) {
    const colored = /** @param {number} size */ (size) => drawn(onTaskbar(drawing), trayCanvas, size)
    const template = /** @param {number} size */ (size) => drawn(asTemplate(drawing), trayCanvas, size)
    files.set(`tray/${name}.png`, asPng(colored(16)))
    files.set(`tray/${name}@2x.png`, asPng(colored(32)))
    files.set(`tray/${name}.ico`, asIco(onWindows.map(colored)))
    files.set(`tray/${name}Template.png`, asPng(template(16)))
    files.set(`tray/${name}Template@2x.png`, asPng(template(32)))
  }
  const product = /** @param {number} size */ (size) => drawn(productIcon, productCanvas, size)
  files.set('icon.ico', asIco([...onWindows, 64, 128, 256].map(product)))
  files.set(
    'icon.icns',
    asIcns((size) => drawn(productIconOnMac, productCanvas, size)),
  )
  files.set('icon.png', asPng(product(512)))
  // Linux takes the sizes that are there: https://www.electron.build/docs/icons.
  for (const size of [16, 32, 48, 64, 128, 256, 512]) files.set(`linux/${size}x${size}.png`, asPng(product(size)))
  return files
}
