import { cruise, type IFlattenedRuleSet } from 'dependency-cruiser'
import { rooms } from './rooms'
import { sourceFiles } from './source-files'

type ForbiddenRule = NonNullable<IFlattenedRuleSet['forbidden']>[number]

const ours = String.raw`^(src|electron|renderer|test|build|dist)/|^\.\./`

const roomRules = Object.entries(rooms).map(([room, others]): ForbiddenRule => {
  const may = others.length === 0 ? 'nothing but itself' : `only ${others.join(', ')} and itself`
  return {
    name: `${room} imports ${may}`,
    severity: 'error',
    from: { path: within([room]) },
    to: { path: ours, pathNot: within([room, ...others]) },
  }
})

const forbidden: ForbiddenRule[] = [
  ...roomRules,
  {
    name: 'src/core imports no package and nothing of Node',
    severity: 'error',
    from: { path: within(['src/core']) },
    to: { pathNot: ours },
  },
  {
    name: 'no connector imports another',
    severity: 'error',
    from: { path: '^src/warehouse/([^/]+)/' },
    // What every connector stands on: the client, exact numbers, the words for lines that break.
    to: { path: '^src/warehouse/[^/]+/', pathNot: ['^src/warehouse/$1/', '^src/warehouse/wire/'] },
  },
  {
    // Under plain Node the package would try to download a browser.
    name: 'nothing under src imports electron',
    severity: 'error',
    from: { path: '^src/' },
    to: { path: '(^|/)electron(-store|-updater|-log)?($|/)' },
  },
  {
    name: 'renderer imports the type of src/api only',
    severity: 'error',
    from: { path: within(['renderer']) },
    to: { path: within(['src/api']), dependencyTypesNot: ['type-only'] },
  },
]

/** Imports below `root` that go where they may not. Types count: who needs another's words depends on it. */
export async function importViolations(root: string): Promise<readonly string[]> {
  const files = sourceFiles(root, ['src', 'electron', 'renderer'])
  const folders = ['src', 'electron', 'renderer'].filter((folder) =>
    files.some((file) => file.startsWith(`${folder}/`)),
  )
  if (folders.length === 0) return ['imports: there was no file to look at']
  const { output } = await cruise(
    folders,
    { baseDir: root, validate: true, ruleSet: { forbidden }, tsPreCompilationDeps: true, doNotFollow: 'node_modules' },
    { extensions: ['.ts', '.tsx', '.d.ts', '.js', '.mjs', '.json'] },
  )
  if (typeof output === 'string') return [`imports: no list of modules came back but ${output}`]
  // A cruise that cannot read TypeScript finds nothing wrong in nothing.
  const seen = new Set(output.modules.map(({ source }) => source))
  const unseen = files.filter((file) => !seen.has(file)).map((file) => `${file}: its imports were not looked at`)
  return [...unseen, ...output.summary.violations.map(({ from, to, rule }) => `${from} imports ${to}: ${rule.name}`)]
}

function within(places: readonly string[]): string {
  return `^(${places.map((place) => place.replace('.', String.raw`\.`)).join('|')})(/|$)`
}
