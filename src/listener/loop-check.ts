/** Finds out whether a public address leads to this very process: by questions that it alone can answer, each once. */
export type LoopCheck = {
  /** A path to ask for below `path`, and what it will be answered with. */
  handOut(path: string): { readonly path: string; readonly answer: string }
  /** The answer to a GET of a path that was handed out, as long as that is new; null: to nothing else. */
  answerTo(method: string, path: string): string | null
}

/** Older questions are forgotten. */
const mostOpen = 8

/** `fresh`: a text that nobody can guess, of A–Z a–z 0–9 - _ */
export function createLoopCheck(fresh: () => string): LoopCheck {
  const open = new Map<string, string>()
  return {
    handOut: (path) => {
      const question = { path: `${path}/${fresh()}`, answer: fresh() }
      open.set(question.path, question.answer)
      const [oldest] = open.keys()
      if (open.size > mostOpen && oldest !== undefined) open.delete(oldest)
      return question
    },
    answerTo: (method, path) => {
      const answer = method === 'GET' ? (open.get(path) ?? null) : null
      open.delete(answer === null ? '' : path)
      return answer
    },
  }
}
