import type { MenuItemConstructorOptions } from 'electron'
import type { MenuItem } from './messages'

/** A menu as it was built. */
export type Template = readonly MenuItemConstructorOptions[]

export function itemsOf(items: Template): MenuItem[] {
  return items
    .filter(({ type }) => type !== 'separator')
    .map(({ label = '', enabled = true, submenu }) => ({
      ...{ label, enabled },
      submenu: Array.isArray(submenu) ? itemsOf(submenu) : [],
    }))
}

/** Clicks on the item whose label, and those of the menus above it, begin so. */
export function click(items: Template, [first = '', ...rest]: readonly string[]): void {
  const item = items.find(({ label = '' }) => label.startsWith(first))
  if (!item) throw new Error(`The menu has no “${first}”.`)
  if (rest.length > 0 && Array.isArray(item.submenu)) click(item.submenu, rest)
  else (item.click as (() => void) | undefined)?.()
}
