/** Of a warehouse's own words, so that one sentence stays one. */
const longestWords = 300

/** Takes out of a warehouse's own words what must not be shown: the secret, and whatever breaks a line. */
export function clean(text: string, secret: string): string {
  return text
    .replaceAll(secret, '…')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .slice(0, longestWords)
}
