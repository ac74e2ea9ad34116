const separators = ['', ' ', '-', '_', '.', '/']

/** How else a code may be spelled: case, blanks, other separators, leading zeros; and the barcodes, which many use as SKUs. */
export function spellingsOf(sku: string, barcodes: readonly string[]): string[] {
  const parts = sku.split(/[\s\-_./]+/).filter((part) => part !== '')
  const joined = [sku.trim(), ...separators.map((separator) => parts.join(separator)), ...barcodes]
  const short = joined.map((text) => text.replace(/^0+(?=.)/, ''))
  const spelled = [...joined, ...short].flatMap((text) => [text, text.toUpperCase(), text.toLowerCase()])
  return [...new Set(spelled)].filter((text) => text !== '' && text !== sku)
}
