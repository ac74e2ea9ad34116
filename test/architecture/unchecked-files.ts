import { statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import ts from 'typescript'
import { z } from 'zod'
import { sourceFiles } from './source-files'

const solutionSchema = z.object({ references: z.array(z.object({ path: z.string() })) })

/** Files below `root` that no room's tsconfig.json includes, so that nobody checks their types. */
export function uncheckedFiles(root: string): readonly string[] {
  const { references } = solutionSchema.parse(read(join(root, 'tsconfig.json')))
  const checked = new Set(references.flatMap(({ path }) => filesOf(resolve(root, path))))
  const files = sourceFiles(root, ['src', 'electron', 'renderer', 'test', 'build'])
  if (files.length === 0) return ['types: there was no file to look at']
  return files
    .filter((file) => !checked.has(resolve(root, file)))
    .map((file) => `${file}: no tsconfig.json that the root's refers to includes it`)
}

function filesOf(path: string): string[] {
  const config = statSync(path).isDirectory() ? join(path, 'tsconfig.json') : path
  const { fileNames } = ts.parseJsonConfigFileContent(read(config), ts.sys, dirname(config))
  return fileNames.map((file) => resolve(file))
}

function read(path: string): unknown {
  const { config, error } = ts.readConfigFile(path, (file) => ts.sys.readFile(file))
  if (error) throw new Error(ts.flattenDiagnosticMessageText(error.messageText, ' '))
  return config as unknown
}
