import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { sourceFiles } from './source-files'

type PurePlace = {
  /** A folder, when it ends with a slash, or a file. */
  readonly place: string
  /** Packages that only compute. */
  readonly packages: readonly string[]
}

/** Where code only computes: clock, chance, disk and network come in as arguments, or not at all. */
export const purePlaces: readonly PurePlace[] = [
  { place: 'src/core/', packages: [] },
  { place: 'src/engine/', packages: ['zod', 'fastest-levenshtein'] },
  { place: 'src/vend/map.ts', packages: [] },
  { place: 'src/warehouse/http/map.ts', packages: [] },
  { place: 'src/vend/webhook.ts', packages: ['node:crypto', 'zod'] },
  { place: 'src/vend/webhook-signature.ts', packages: ['node:crypto', 'zod'] },
]

const worldly = new Set([
  ...['process', 'global', 'globalThis', 'window', 'navigator', 'localStorage', 'fs', 'require', 'fetch', 'console'],
  ...['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'performance', 'randomUUID', 'randomBytes'],
])

/** What touches the world where code only computes, with file and line. */
export function worldViolations(root: string, places = purePlaces): readonly string[] {
  return places.flatMap(({ place, packages }) => {
    const files = sourceFiles(root, [place.replace(/\/$/, '')])
    if (files.length === 0) return [`${place}: there was no file to look at`]
    return files.flatMap((file) => touches(root, file, packages))
  })
}

function touches(root: string, file: string, packages: readonly string[]): string[] {
  const source = ts.createSourceFile(file, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.Latest, true)
  const found: string[] = []
  const look = (node: ts.Node): void => {
    const what = touch(node, packages)
    if (what !== null) {
      const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1
      found.push(`${file}:${line} mentions ${what}: here code only computes, let it come in as an argument`)
    }
    ts.forEachChild(node, look)
  }
  look(source)
  return found
}

function touch(node: ts.Node, packages: readonly string[]): string | null {
  if (ts.isPropertyAccessExpression(node)) {
    const text = node.getText()
    return text === 'Date.now' || text === 'Math.random' ? text : null
  }
  if (ts.isNewExpression(node))
    return node.expression.getText() === 'Date' && !node.arguments?.length ? 'new Date()' : null
  if (ts.isCallExpression(node)) return node.expression.getText() === 'Date' ? 'Date()' : null
  if (ts.isStringLiteral(node)) return isForeign(node, packages) ? node.text : null
  return ts.isIdentifier(node) && worldly.has(node.text) && !isNameOfPart(node) ? node.text : null
}

function isForeign(node: ts.StringLiteral, packages: readonly string[]): boolean {
  const { parent } = node
  const imports =
    ts.isImportDeclaration(parent) ||
    ts.isExportDeclaration(parent) ||
    (ts.isCallExpression(parent) && parent.expression.kind === ts.SyntaxKind.ImportKeyword)
  return imports && !node.text.startsWith('.') && !packages.includes(node.text)
}

/** In `order.process` and `{ process: … }` the word belongs to the value, not to the world. */
function isNameOfPart(node: ts.Identifier): boolean {
  const { parent } = node
  return (
    (ts.isPropertyAccessExpression(parent) && parent.name === node) ||
    ((ts.isPropertyAssignment(parent) || ts.isPropertySignature(parent) || ts.isMethodSignature(parent)) &&
      parent.name === node)
  )
}
