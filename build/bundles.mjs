/**
 * What is built, by Vite mode: `dist/<mode>/<entry>.js`. A bundle is built again when a file under its `sources` changed.
 * Another program to run is another entry here, and `node build/run.mjs <mode>/<entry>` runs it. What one `needs` beside
 * it is built with it. A bundle without entries is for browsers: see vite.config.ts.
 *
 * @typedef {{ sources: readonly string[], entries?: Readonly<Record<string, string>>, needs?: readonly string[] }} Bundle
 * @type {Readonly<Record<string, Bundle>>}
 */
export const bundles = {
  // The screens, served by both hosts.
  renderer: { sources: ['renderer', 'src/core', 'src/api'] },
  headless: {
    sources: ['src'],
    needs: ['renderer'],
    entries: { stocktray: 'src/headless/stocktray.ts', demo: 'src/headless/demo.ts' },
  },
  // The desktop app, which Electron opens.
  electron: { sources: ['src', 'electron'], needs: ['renderer'], entries: { main: 'electron/main.ts' } },
  // What stands in for Electron in tests of the desktop app.
  rig: {
    sources: ['electron/parts.ts', 'test/rig'],
    needs: ['electron', 'renderer'],
    entries: {
      electron: 'test/rig/electron.ts',
      recorded: 'test/rig/recorded.ts',
      register: 'test/rig/register.ts',
      'resolve-electron': 'test/rig/resolve-electron.ts',
    },
  },
  simulation: { sources: ['src', 'test'], entries: { simulate: 'test/simulation/simulate.ts' } },
  // The app with bugs in it, which the simulated days must find: see vite.config.ts.
  bugs: { sources: ['src', 'test'], entries: { bugs: 'test/simulation/bugs.ts' } },
  // Pictures of the screens, for docs/pictures.
  pictures: {
    sources: ['test'],
    needs: ['headless', 'renderer'],
    entries: { pictures: 'test/e2e/pictures.ts' },
  },
  bench: {
    sources: ['src', 'test'],
    needs: ['headless', 'electron', 'rig', 'renderer'],
    entries: { bench: 'test/bench/bench.ts', 'webhook-sender': 'test/bench/webhook-sender.ts' },
  },
}
