/** One expression of the app, and what a hurried hand might have written there instead. */
export type PlantedBug = {
  readonly name: string
  readonly file: string
  /** Stands in the file exactly once. */
  readonly find: string
  /** What stands there in its place; `on` is an expression that is true while the bug is alive. */
  readonly wrong: (on: string) => string
}

/** The name of the bug that is alive; none unless the program sets it. */
declare global {
  var plantedBug: string | undefined
}

const either = (right: string, wrong: string) => (on: string) => `(${on} ? ${wrong} : ${right})`
const first = (wrong: string, right: string) => (on: string) => `if (${on}) ${wrong};\n${right}`

export const plantedBugs: readonly PlantedBug[] = [
  {
    name: 'what was told is counted twice',
    file: 'src/ledger/told.ts',
    find: 'SUM(COALESCE(l.told, l.quantity)) AS quantity',
    wrong: (on) => `\${${on} ? '2 * ' : ''}SUM(COALESCE(l.told, l.quantity)) AS quantity`,
  },
  {
    name: 'the scan’s cursor moves before its triggers are on disk',
    file: 'src/engine/scan.ts',
    find: 'const now = clock.now()\n    ledger.transaction(() => {',
    wrong: first(
      `{ if (next !== null) ledger.facts.keep('scan-cursor', next.toString()) }`,
      'const now = clock.now()\n    ledger.transaction(() => {',
    ),
  },
  {
    name: 'one key for all documents of a consignment',
    file: 'src/engine/name-document.ts',
    find: 'ids.derived([vend.store, warehouse.id, consignmentId, part.toString()])',
    wrong: either(
      'ids.derived([vend.store, warehouse.id, consignmentId, part.toString()])',
      'ids.derived([vend.store, warehouse.id, consignmentId])',
    ),
  },
  {
    name: 'the last line of a product in place of their sum',
    file: 'src/core/effects.ts',
    find: 'const figure = sum(figures)',
    wrong: (on) => `const figure = ${either('sum(figures)', 'figures[figures.length - 1]!')(on)}`,
  },
  {
    name: 'a draft stays beside the one that replaces it',
    file: 'src/engine/record-decision.ts',
    find: 'ledger.documents.withdraw(standing.seq, null)',
    wrong: (on) => `if (!${on}) ledger.documents.withdraw(standing.seq, null)`,
  },
  {
    name: 'an unsure document is sent again without a look',
    file: 'src/engine/deliver.ts',
    find: "if (document.status === 'unsure') return settleUnsure(line, document, signal)",
    wrong: first(
      "{ if (document.status === 'unsure') return send(line, document, signal) }",
      "if (document.status === 'unsure') return settleUnsure(line, document, signal)",
    ),
  },
  {
    name: 'a trigger ends before what it caused is on disk',
    file: 'src/engine/gather.ts',
    find: 'const isNew = recordDecision(line, trigger, {',
    wrong: first('ledger.triggers.end(trigger, clock.now())', 'const isNew = recordDecision(line, trigger, {'),
  },
  {
    name: 'what was refused counts as told',
    file: 'src/engine/settle.ts',
    find: 'keepRefusals(line, document, next.problems)\n        tell(',
    wrong: (on) =>
      `if (${on}) { ledger.documents.markDelivered(document.seq, { number: null, note: null, at }); return }
       keepRefusals(line, document, next.problems)\n        tell(`,
  },
  {
    name: '“absent” is believed while the warehouse may still be at it',
    file: 'src/core/after-attempt.ts',
    find: 'if (now >= settledAt) return',
    wrong: (on) => `if (${on} || now >= settledAt) return`,
  },
  {
    name: 'what a person took upon themselves is corrected unasked',
    file: 'src/core/differences.ts',
    find: 'if (told.dismissed && !situation.leftOut)',
    wrong: (on) => `if (told.dismissed && !situation.leftOut && !${on})`,
  },
  {
    name: 'an approval holds for other lines too',
    file: 'src/core/standing.ts',
    find: 'one.code === code && one.lines === lines',
    wrong: (on) => `one.code === code && (${on} || one.lines === lines)`,
  },
]

/** How often each bug's expression stands in its file, where that is not once. `read` answers a file's text. */
export function misplaced(read: (file: string) => string): string[] {
  return plantedBugs.flatMap(({ name, file, find }) => {
    const times = read(file).split(find).length - 1
    return times === 1 ? [] : [`“${name}”: its expression stands ${times} times in ${file}, not once: ${find}`]
  })
}

/** A file of the app with its bugs in it, asleep. */
export function withBugs(file: string, text: string): string {
  return plantedBugs
    .filter((bug) => bug.file === file)
    .reduce((code, { name, find, wrong }) => {
      const on = `(globalThis.plantedBug === ${JSON.stringify(name)})`
      return code.replace(find, () => wrong(on))
    }, text)
}
