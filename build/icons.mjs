// `npm run icons` draws every icon of the app into build/icons; the result is committed.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { iconFiles } from './icon-files.mjs'

const folder = join(import.meta.dirname, 'icons')
rmSync(folder, { recursive: true, force: true })
for (const [path, content] of iconFiles()) {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), content)
}
