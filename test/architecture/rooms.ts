const ports = ['src/core']
const parts = ['src/vend', 'src/warehouse', 'src/ledger', 'src/listener', 'src/settings', 'src/engine', 'src/sample']
const wired = [...ports, ...parts, 'src/api', 'src/app.ts']

/** Every place that code may stand in, and the other places that it may import from. */
export const rooms: Readonly<Record<string, readonly string[]>> = {
  'src/core': [],
  'src/vend': ports,
  'src/warehouse': ports,
  'src/ledger': ports,
  'src/listener': ports,
  'src/settings': ports,
  'src/engine': ports,
  'src/sample': ports,
  'src/api': [...ports, ...parts],
  'src/app.ts': [...ports, ...parts, 'src/api'],
  'src/host': wired,
  'src/headless': [...wired, 'src/host'],
  electron: [...wired, 'src/host'],
  // Of the API its type alone: see the rule beside this table's reader.
  renderer: [...ports, 'src/api'],
}

export function roomOf(path: string): string | undefined {
  return Object.keys(rooms).find((room) => path === room || path.startsWith(`${room}/`))
}
