import type { Preview } from '../api/desk'
import { isPending } from '../core/document'
import type { Progress } from '../core/progress'
import { openCopy, type Or, type Shop } from './shop-folder'

/**
 * Finds out what a sync would send, on a copy of the ledger: nothing is sent and nothing is kept. An engine may run on
 * the folder meanwhile. `watched` is given how to ask for its progress, and answers how to stop that.
 */
export async function previewShop(
  shop: Shop,
  signal: AbortSignal,
  watched: (progress: () => Progress | null) => () => void = () => () => undefined,
): Promise<Or<{ readonly preview: Preview }>> {
  const copy = openCopy(shop)
  if (!copy.ok) return copy
  try {
    const { app } = copy.open
    const figures = await app.preview(signal).finally(watched(() => app.progress()))
    const { holds, vendProblem, warehouseProblem, paused } = app.state()
    const documents = app.history().filter(({ status }) => isPending(status))
    return { ok: true, preview: { documents, figures, holds, vendProblem, warehouseProblem, paused } }
  } finally {
    copy.open.close()
  }
}
