import { existsSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import Store from 'electron-store'
import { z } from 'zod'
import { toastChoices, type ToastChoice } from '../src/core/toasts'

export type Bounds = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

/** What this PC's user chose about the app itself; the shop's settings stand in its data folder. */
export type DesktopSettings = {
  toasts(): ToastChoice
  chooseToasts(choice: ToastChoice): void
  /** Failures that were told and still stand, by their keys. */
  told(): readonly string[]
  keepTold(told: readonly string[]): void
  /** Where the window stood; null: nowhere yet. */
  bounds(): Bounds | null
  keepBounds(bounds: Bounds): void
}

const schema = z.object({
  toasts: z.enum(toastChoices).catch('all'),
  told: z.array(z.string()).catch([]),
  bounds: z
    .object({ x: z.number(), y: z.number(), width: z.number().min(1), height: z.number().min(1) })
    .nullable()
    .catch(null),
})

const name = 'desktop'

/** Kept in `folder` as desktop.json. A file that cannot be read is set aside, and its user chooses anew. */
export function openDesktopSettings(folder: string): DesktopSettings {
  const store = openStore(folder)
  const read = () => schema.parse({ ...store.store })
  return {
    toasts: () => read().toasts,
    chooseToasts: (choice) => store.set('toasts', choice),
    told: () => read().told,
    keepTold: (told) => store.set('told', told),
    bounds: () => read().bounds,
    keepBounds: ({ x, y, width, height }) => store.set('bounds', { x, y, width, height }),
  }
}

function openStore(folder: string): Store {
  const open = () => new Store({ cwd: folder, name, clearInvalidConfig: false })
  try {
    return open()
  } catch {
    const file = join(folder, `${name}.json`)
    if (existsSync(file)) renameSync(file, join(folder, `${name}.damaged.json`))
    return open()
  }
}
