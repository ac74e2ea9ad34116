import type { Connections } from '../app'
import type { OutletSettings } from '../core/settings'
import type { InputProblem } from '../settings/problems'
import type { SetupFile } from '../settings/setup-file'

export type Resolved =
  | { readonly ok: true; readonly outlets: readonly OutletSettings[] }
  | { readonly ok: false; readonly problems: readonly InputProblem[] }
  | { readonly ok: false; readonly unreachable: string }

type Named = { readonly id: string; readonly name: string }

/**
 * Finds the outlets and locations that a set-up file names, by name or id, by asking both sides; that also tests both
 * connections. Without connections only ids are taken, as they stand.
 */
export async function resolvePlaces(
  pairs: SetupFile['outlets'],
  connections: Connections | null,
  signal: AbortSignal,
): Promise<Resolved> {
  if (!connections) return untested(pairs)
  const outlets = await connections.vend.outlets(signal)
  if (!outlets.ok) return { ok: false, unreachable: outlets.problem.text }
  const locations = await connections.warehouse.locations(signal)
  if (locations.kind !== 'ok') return { ok: false, unreachable: locations.text }
  const problems: InputProblem[] = []
  const first = new Map<string, number>()
  const found = pairs.flatMap((pair, index) => {
    const path = (key: string) => `outlets[${index.toString()}].${key}`
    const outlet = pick(outlets.value, pair.outlet, 'Vend', 'outlet')
    const location = pick(locations.value, pair.location, 'The warehouse', 'location')
    if ('problem' in outlet) problems.push({ path: path('outlet'), text: outlet.problem })
    else {
      // Once by its name and once by its id: the file's own check cannot see that.
      const before = first.get(outlet.id)
      if (before === undefined) first.set(outlet.id, index)
      else problems.push({ path: path('outlet'), text: sameAs(before) })
    }
    if ('problem' in location) problems.push({ path: path('location'), text: location.problem })
    return 'problem' in outlet || 'problem' in location ? [] : [{ outlet: named(outlet), location: named(location) }]
  })
  return problems.length > 0 ? { ok: false, problems } : { ok: true, outlets: found }
}

function sameAs(index: number): string {
  return `is the same outlet as outlets[${index.toString()}]. An outlet's stock lies at one location.`
}

function pick(all: readonly Named[], wanted: string, whose: string, what: string): Named | { problem: string } {
  const byId = all.find(({ id }) => id === wanted)
  if (byId) return byId
  const same = (name: string) => name.trim().toLowerCase() === wanted.toLowerCase()
  const byName = all.filter(({ name }) => same(name))
  if (byName.length > 1)
    return { problem: `${whose} has several ${what}s named “${wanted}”. Enter the id of the one you mean.` }
  const [first] = byName
  if (first) return first
  const known = all.map(({ name }) => name).slice(0, 20)
  return { problem: `${whose} has no ${what} “${wanted}”. It has: ${known.join(', ') || 'none'}.` }
}

function named({ id, name }: Named): Named {
  return { id, name }
}

function untested(pairs: SetupFile['outlets']): Resolved {
  const isId = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)
  const problems = pairs.flatMap(({ outlet }, index) =>
    isId(outlet)
      ? []
      : [
          {
            path: `outlets[${index.toString()}].outlet`,
            text: 'With --no-test this must be the outlet’s id. Leave --no-test out to have its name looked up.',
          },
        ],
  )
  if (problems.length > 0) return { ok: false, problems }
  const outlets = pairs.map(({ outlet, location }) => ({
    outlet: { id: outlet, name: outlet },
    location: { id: location, name: location },
  }))
  return { ok: true, outlets }
}
