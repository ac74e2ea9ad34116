import { distance } from 'fastest-levenshtein'

/** The known word that was probably meant; null: none is near enough. */
export function closestWord(written: string, known: readonly string[]): string | null {
  const ranked = known
    .map((word) => ({ word, steps: distance(written.toLowerCase(), word.toLowerCase()) }))
    .sort((a, b) => a.steps - b.steps)
  const [best] = ranked
  return best && best.steps <= Math.max(2, Math.floor(best.word.length / 3)) ? best.word : null
}
