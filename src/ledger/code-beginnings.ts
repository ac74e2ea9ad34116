/** Begins what nobody types: of private use, and a letter like any to FTS5 (https://www.sqlite.org/fts5.html#unicode61_tokenizer). */
const mark = '\u{E000}'
const mostLetters = 3
/** Letters alone, and behind them a word that begins with a digit, as in “CAR-25” and “Honey 250 g”. */
const code = /(?<![\p{L}\p{N}\p{M}])(\p{L}+)[^\p{L}\p{N}]+(\p{N}[\p{L}\p{N}]{0,2})/gu

/**
 * How the beginnings of the codes in these texts stand in the index: of “CAR-25” those up to “CAR-2” and “CAR-25”, three
 * letters at most, each as one word. FTS5 would look for them in whatever has “CAR” and any word that begins with “2”,
 * side by side or not: in most of a ledger.
 */
export function codeBeginnings(...texts: readonly string[]): string {
  const found = texts.flatMap((text) =>
    [...text.matchAll(code)].flatMap(([, name = '', number = '']) =>
      Array.from(number).map((_, index, letters) => beginning(name, letters.slice(0, index + 1).join(''))),
    ),
  )
  return [...new Set(found)].join(' ')
}

/** The word in the index that a term asks for; null: it is no such beginning, and its words stand there by themselves. */
export function codeBeginningOf([name = '', number = '', ...more]: readonly string[]): string | null {
  const isShort = /^\p{N}/u.test(number) && Array.from(number).length <= mostLetters
  return more.length === 0 && isShort && /^\p{L}+$/u.test(name) ? beginning(name, number) : null
}

function beginning(name: string, number: string): string {
  return mark + name.toLowerCase() + number.toLowerCase()
}
