import { describe, expect, it } from 'vitest'
import { runProgram, startProgram } from './program'
import { slow } from './slow'

describe.concurrent('the command line', slow, () => {
  it('--help says every command in a line that a shopkeeper understands', async () => {
    const { code, out, err } = await runProgram(['--help'])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    for (const line of [
      /^Copies every stock adjustment made in Vend into your warehouse system, exactly\s+once\.$/m,
      /^ {2}setup \[options\] +check a file of settings, test both connections, and\s+keep them$/m,
      /^ {2}sync \[options\] +look at Vend once, and deliver what waits$/m,
      /^ {2}run \[options\] +keep Vend and the warehouse together until\s+stopped$/m,
      /^ {2}status \[options\] +say how things stand, and what needs you$/m,
      /^ {2}history \[options\] \[id\] +list every document, oldest first;/m,
      /^ {2}trace \[options\] <sku> +tell everything that happened to one SKU,/m,
      /^ {2}dismiss \[options\] <id> +leave something out for good/m,
      /^Decide what waits for you:$/m,
      /^ {2}retry \[options\] <id> +try one document again, now$/m,
    ])
      // Long lines are wrapped at the terminal's width.
      expect(out.replace(/\n {20,}/g, ' ')).toMatch(line)
  })

  it('says of each command what it takes', async () => {
    const { code, out } = await runProgram(['sync', '--help'])
    expect(code).toBe(0)
    for (const option of ['--data <dir>', '--json', '--dry-run']) expect(out).toContain(option)
  })

  it('says the rest to nobody where whoever read it has gone, and makes no fault of that', async () => {
    const program = startProgram(['--help'])
    program.leave()
    expect(await program.ended).toEqual({ code: 0, out: '', err: '' })
  })

  const wrong: readonly (readonly [words: string, told: string])[] = [
    ['', 'Usage: stocktray'],
    ['synk', "unknown command 'synk'"],
    ['status --verbose', "unknown option '--verbose'"],
    ['status today', "too many arguments for 'status'"],
    ['retry', "missing required argument 'id'"],
    ['setup', "required option '--file <file>' not specified"],
    ['sync --data', "option '--data <dir>' argument missing"],
  ]
  it.each(wrong)('“stocktray %s” is wrong input', async (words, told) => {
    const { code, out, err } = await runProgram(words.split(' ').filter((word) => word !== ''))
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toContain(told)
    // Not a stack of our own lines.
    expect(err).not.toMatch(/^\s+at /m)
  })
})
