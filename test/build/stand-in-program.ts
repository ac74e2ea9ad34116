import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** The packages that the desktop app's program imports, some of them when they are needed. */
export const imported = ['electron-store', 'hono', '@photostructure/sqlite', 'axios', 'pino', 'zod']
export const importedLate = ['electron-updater', '@ngrok/ngrok', 'ssh2']

/** A folder that stands in for dist/electron: a program in two files. */
export function standInProgram(folder: string): string {
  mkdirSync(join(folder, 'chunks'), { recursive: true })
  const lines = ['electron', 'node:fs', ...imported].map((name) => `import '${name}'`)
  writeFileSync(join(folder, 'main.js'), `${lines.join('\n')}\nawait import('./chunks/tunnels-a1.js')\n`)
  const late = importedLate.map((name) => `export const open${name.length} = () => import('${name}')`)
  writeFileSync(join(folder, 'chunks/tunnels-a1.js'), `${late.join('\n')}\n`)
  writeFileSync(join(folder, '.built-from'), 'a hash')
  return folder
}
