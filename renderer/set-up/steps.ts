import type { FieldProblem } from '../../src/api/desk'

export type StepNumber = 1 | 2 | 3 | 4 | 5 | 6

/** The section of a set-up that each step is about. */
const stepOf: Readonly<Record<string, StepNumber>> = {
  ...{ vend: 1, warehouse: 2, outlets: 3 },
  ...{ sendStockAdjustments: 4, from: 4, transferOn: 4, limits: 4 },
  ...{ realTime: 5, scanEveryMinutes: 5 },
}

export function stepOfProblem({ path }: FieldProblem): StepNumber {
  return stepOf[/^\w*/.exec(path)?.[0] ?? ''] ?? 6
}
