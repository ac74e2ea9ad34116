/**
 * What a sentence tells a reader at the command line, and what it tells one at the screens, who may have none. “…” stands
 * for words of its own that go with it. The sentences are written for the command line; the screens read them by `onScreen`.
 */
const wordings: readonly (readonly [typed: string, shown: string])[] = [
  ['Check the disk; see: stocktray doctor', 'Check the disk.'],
  ['See: stocktray doctor', 'Check the disk.'],
  [
    'send us what this writes: stocktray support-bundle FILE',
    'send us the file for support: it is to be had under Help.',
  ],
  ['Look the id up with: stocktray history', 'Look it up in the History.'],
  ['What it waits for: stocktray status', 'What it waits for stands under Needs you.'],
  ['leave it out with: stocktray dismiss ID --why "…"', 'leave it out.'],
  ['run stocktray sync again.', 'press Sync now again.'],
  ['Run: stocktray sync, which brings it up to date.', 'Start Stocktray again, which brings it up to date.'],
  ['Run: stocktray setup --file FILE --data …', 'Enter your shop and your warehouse under Set-up.'],
  [
    'Set another store up in a folder of its own: stocktray setup --data DIR',
    'Another store needs another user of this PC, or another PC.',
  ],
  [
    'Check the client secret in your set-up file (vend.clientSecret), then run stocktray setup and stocktray run again.',
    'Check the client secret under Set-up.',
  ],
  ['enter it with: stocktray setup', 'enter it under Set-up.'],
  [
    'enter it as “authToken” under “realTime.ngrok” in the set-up file, and run: stocktray setup',
    'enter it under Set-up.',
  ],
  [
    'enter that as “hostKey” under “realTime.ssh” in the set-up file, and run: stocktray setup',
    'enter that under Set-up.',
  ],
  [
    'Take it out of “outlets” in the set-up file, or name the outlet that took its place, and run: stocktray setup',
    'Take it out under Set-up, or choose the outlet that took its place.',
  ],
  [
    'Name a location that is there under “outlets” in the set-up file, and run: stocktray setup',
    'Choose a location that is there under Set-up.',
  ],
  // There is a button for it beside these.
  [', or match it: stocktray match …. It then goes by itself.', '. It then goes by itself.'],
  [', or match another item: stocktray match …. It then goes by itself.', '. It then goes by itself.'],
  [' Say which one is meant: stocktray match …. It then goes by itself.', ' It then goes by itself.'],
]

const patterns = wordings.map(([typed, shown]) => {
  const plain = typed.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  return [new RegExp(plain.replaceAll('…', '.*')), shown] as const
})

/** The sentence as the screens say it: with a place of theirs where it names a command. */
export function onScreen(text: string): string {
  if (!text.includes('stocktray ')) return text
  return patterns.reduce((said, [typed, shown]) => said.replace(typed, shown), text)
}
