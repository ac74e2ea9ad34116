import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** Paths, with `/` and relative to `root`, of all code below its folders; a folder that is not there holds none. */
export function sourceFiles(root: string, folders: readonly string[]): readonly string[] {
  return folders.flatMap((folder) => filesBelow(root, folder)).filter((path) => /\.(ts|tsx|mts|js|mjs|cjs)$/.test(path))
}

function filesBelow(root: string, path: string): string[] {
  const found = statSync(join(root, path), { throwIfNoEntry: false })
  if (!found) return []
  if (!found.isDirectory()) return [path]
  return readdirSync(join(root, path)).flatMap((name) => filesBelow(root, `${path}/${name}`))
}
