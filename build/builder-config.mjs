import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { noticesFile } from './notices.mjs'
import { packagesLeftOut } from './packed-packages.mjs'

/**
 * `main`: the folder of the built program. `electronDist`: a folder with an unpacked Electron; none: it is fetched.
 *
 * @typedef {{ root: string, main: string, output: string, electronDist?: string | undefined }} Packing
 * @typedef {{ version: string, repository?: { url: string }, devDependencies: Record<string, string> }} Manifest
 */

/** Windows knows our windows, notifications and shortcuts by it: electron/desktop.ts names it too. */
export const appId = 'app.stocktray.desktop'

/**
 * What a stranger could do with our Electron beside running our program, switched off:
 * https://www.electronjs.org/docs/latest/tutorial/fuses.
 */
export const fuses = {
  runAsNode: false,
  enableCookieEncryption: true,
  enableNodeOptionsEnvironmentVariable: false,
  enableNodeCliInspectArguments: false,
  enableEmbeddedAsarIntegrityValidation: true,
  onlyLoadAppFromAsar: true,
  loadBrowserProcessSpecificV8Snapshot: false,
  grantFileProtocolExtraPrivileges: false,
}

/** Within node_modules: what no program reads while it runs. */
const unread = [
  '**/*.{ts,mts,cts,map,flow,c,cpp,h,gyp,gypi,md,markdown,tsbuildinfo}',
  '**/.*',
  '**/{test,tests,__tests__,example,examples,benchmark,benchmarks,docs}/**',
  '@photostructure/sqlite/{src,scripts}/**',
  // For require() and for browsers: our program imports, and runs in neither.
  'hono/dist/cjs/**',
  'axios/dist/{browser,esm}/**',
  // Of the SQLite of six systems the one that is packed for. Electron runs on glibc alone.
  '@photostructure/sqlite/prebuilds/!(${platform}-${arch})/**',
  '**/*.musl.node',
]

/**
 * For electron-builder: https://www.electron.build/configuration.
 *
 * @param {Packing} packing
 * @returns {import('electron-builder').Configuration}
 */
export function builderConfig({ root, main, output, electronDist }) {
  /** @type {Manifest} */
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const { electron = '' } = manifest.devDependencies
  const repository = repositoryOf(manifest)
  return {
    appId,
    productName: 'Stocktray',
    directories: { output, buildResources: 'build/icons' },
    electronVersion: electron,
    ...(electronDist && { electronDist }),
    // Node-API: what comes with the packages runs in Electron as it does in Node.
    npmRebuild: false,
    asar: { smartUnpack: false },
    asarUnpack: ['**/*.node'],
    electronFuses: fuses,
    electronLanguages: ['en-US'],
    extraMetadata: { main: 'dist/electron/main.js' },
    files: [
      { from: main, to: 'dist/electron', filter: ['**/*.js'] },
      'dist/renderer/**',
      '!dist/renderer/licenses.json',
      noticesFile,
      'LICENSE',
      '!**/.built-from',
      ...packagesLeftOut(root, main).map((folder) => `!${folder}{,/**}`),
      ...unread.map((pattern) => `!node_modules/${pattern}`),
    ],
    artifactName: '${productName}-${version}-${os}-${arch}.${ext}',
    publish: repository ? { provider: 'github', ...repository } : null,
    // For one person, without the rights of an administrator.
    win: { target: 'nsis', icon: 'build/icons/icon.ico', files: ['build/icons/tray/*.ico'] },
    nsis: { oneClick: true, perMachine: false, deleteAppDataOnUninstall: false },
    // The updater of macOS reads the zip: https://www.electron.build/auto-update.
    mac: {
      target: ['dmg', 'zip'],
      icon: 'build/icons/icon.icns',
      category: 'public.app-category.business',
      files: ['build/icons/tray/*Template*.png'],
    },
    linux: {
      target: ['AppImage', 'deb'],
      icon: 'build/icons/linux',
      category: 'Office',
      executableName: 'stocktray',
      maintainer: `Stocktray <${repository?.owner ?? 'stocktray'}@users.noreply.github.com>`,
      files: ['build/icons/tray/*.png', '!build/icons/tray/*Template*.png'],
    },
  }
}

/**
 * Where versions are published, from package.json; null while its owner is not known. An app without it never looks for
 * updates: under a name that is not ours a stranger could hand out theirs.
 *
 * @param {Manifest} manifest
 * @returns {{ owner: string, repo: string } | null}
 */
export function repositoryOf({ repository }) {
  const [, owner, repo] = /^https:\/\/github\.com\/([^/]+)\/([^/]+?)(?:\.git)?$/.exec(repository?.url ?? '') ?? []
  return !owner || !repo || owner === unknownOwner ? null : { owner, repo }
}

/** Stands in package.json until the project has an address. */
const unknownOwner = 'OWNER'
