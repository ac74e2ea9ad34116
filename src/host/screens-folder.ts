import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Where the built screens stand; null: they were not built. */
export function screensFolder(): string | null {
  for (let folder = import.meta.dirname; ; folder = dirname(folder)) {
    const built = join(folder, 'dist', 'renderer')
    if (existsSync(join(built, 'index.html'))) return built
    if (folder === dirname(folder)) return null
  }
}
