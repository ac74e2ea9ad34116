/** Letters that JSON and URLs write in another way stand around a core that no encoding but base64 and hex changes. */
export const planted = {
  vend: 'a+/"PLANTEDvendTOKENq7Xw93Lr&=%',
  client: 'b+/"PLANTEDclientSECRETm2Zk84Tp&=%',
  warehouse: 'c+/"PLANTEDwarehouseTOKENd5Vn61Hs&=%',
}

export const coreOf = (secret: string) => /PLANTED\w+/.exec(secret)![0]

/** Every way in which a secret could stand somewhere: by itself, in base64 at any offset, in hex, backwards escaped. */
export function waysToWrite(secret: string): Map<string, string> {
  const core = coreOf(secret)
  const base64 = [0, 1, 2].map((shift) =>
    // What the neighbours decide is cut off at both ends.
    Buffer.from(`${'x'.repeat(shift)}${core}`)
      .toString('base64')
      .slice(4, -4),
  )
  return new Map([
    ['plain, in JSON or in a URL', core],
    // As a host is written.
    ['in small letters', core.toLowerCase()],
    ...base64.map((text, shift): [string, string] => [`base64 at offset ${shift.toString()}`, text]),
    ...base64.map((text, shift): [string, string] => [
      `base64url at offset ${shift.toString()}`,
      text.replaceAll('+', '-').replaceAll('/', '_'),
    ]),
    ['hex', Buffer.from(core).toString('hex')],
    ['UTF-16', Buffer.from(core, 'utf16le').toString('latin1')],
  ])
}

/** Where a text holds one of the planted secrets, and how it is written there. */
export function leaksIn(where: string, bytes: Buffer | string): string[] {
  const text = typeof bytes === 'string' ? bytes : bytes.toString('latin1')
  return Object.entries(planted).flatMap(([name, secret]) =>
    [...waysToWrite(secret)]
      .filter(([, written]) => text.includes(written))
      .map(([way]) => `${where}: ${name}, ${way}`),
  )
}
