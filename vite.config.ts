import { chmodSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import react from '@vitejs/plugin-react'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'
import { bundles } from './build/bundles.mjs'
import { misplaced, withBugs } from './test/simulation/planted-bugs.ts'

export default defineConfig(({ mode }) => {
  const entries = bundles[mode]?.entries
  return {
    ...(mode === 'renderer' && {
      root: 'renderer',
      plugins: [react()],
      // What the bundle holds of others, for build/notices.mjs.
      build: {
        outDir: '../dist/renderer',
        target: 'es2023',
        assetsInlineLimit: 0,
        license: { fileName: 'licenses.json' },
      },
    }),
    ...(entries && {
      build: {
        // For Node: what stands in node_modules is imported from there, not copied in.
        ssr: true,
        target: 'node20',
        outDir: `dist/${mode}`,
        rolldownOptions: {
          input: { ...entries },
          output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
        },
      },
      plugins: [executable(Object.keys(entries)), ...(mode === 'bugs' ? [bugs()] : [])],
    }),
    test: {
      testTimeout: 20_000,
      ...testFiles(mode),
      // A native module (SQLite) and children of our own: a process of its own for each file keeps a crash in its place.
      pool: 'forks',
      hookTimeout: 30_000,
    },
  }
})

/**
 * `npm run test:odoo` needs a real Odoo, and asks that one server after the other; `npm run test:long` runs what takes
 * minutes; `npm run test:screens` drives a real Chromium; `npm run e2e:electron` the
 * desktop app in a real Electron, where one is installed; `npm test` runs all the others.
 */
function testFiles(mode: string) {
  const withOdoo = 'test/odoo-real/**/*.test.ts'
  const inBrowser = 'test/e2e/**/*.test.ts'
  const long = 'test/**/*.long.test.ts'
  if (mode === 'odoo-real') return { include: [withOdoo], fileParallelism: false }
  if (mode === 'long') return { include: [long] }
  if (mode === 'electron') return { include: ['test/e2e/desktop.test.ts'], fileParallelism: false, testTimeout: 60_000 }
  // A browser beside two hosts is as much as two cores can do.
  if (mode === 'screens') return { include: [inBrowser], fileParallelism: false, testTimeout: 60_000 }
  return { include: ['test/**/*.test.ts'], exclude: [withOdoo, inBrowser, long] }
}

/** Entries start with `#!`, so that `dist/headless/stocktray.js` is a command by itself. */
function executable(entries: readonly string[]): Plugin {
  const files = entries.map((entry) => `${entry}.js`)
  return {
    name: 'executable',
    renderChunk(code, { fileName }) {
      if (!files.includes(fileName) || code.startsWith('#!')) return null
      return { code: `#!/usr/bin/env node\n${code}`, map: null }
    },
    writeBundle({ dir = '' }) {
      for (const file of files) chmodSync(join(dir, file), 0o755)
    },
  }
}

/** Plants the bugs that the simulated days must find; one whose place in the app is gone ends the build. */
function bugs(): Plugin {
  return {
    name: 'bugs',
    enforce: 'pre',
    buildStart() {
      const problems = misplaced((file) => readFileSync(file, 'utf8'))
      if (problems.length > 0) this.error(problems.join('\n'))
    },
    transform: (code, id) => withBugs(relative(import.meta.dirname, id).replaceAll('\\', '/'), code),
  }
}
