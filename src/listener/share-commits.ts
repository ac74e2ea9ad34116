/**
 * Answers a function that puts one id on disk together with all that come in the same turn of the event loop or the next,
 * or while a commit holds that up: `hear` is called once for them, and is what takes long. Each caller is told what became
 * of its own batch: done when `hear` returned, and its error when it threw, which touches no other batch.
 */
export function shareCommits(hear: (ids: readonly string[]) => void): (id: string) => Promise<void> {
  let open: { readonly ids: string[]; readonly done: Promise<void> } | null = null
  const begin = () => {
    const ids: string[] = []
    const done = new Promise<void>((resolve, reject) => {
      const commit = () => {
        open = null
        try {
          hear(ids)
          resolve()
        } catch (error) {
          reject(error instanceof Error ? error : new Error(String(error)))
        }
      }
      // A turn reads what has arrived; what was on its way meanwhile is there in the next, and nearly doubles a batch.
      setImmediate(() => setImmediate(commit))
    })
    return { ids, done }
  }
  return (id) => {
    open ??= begin()
    open.ids.push(id)
    return open.done
  }
}
