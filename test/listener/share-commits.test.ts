import { describe, expect, it } from 'vitest'
import { shareCommits } from '../../src/listener/share-commits'

const nextTurn = () => new Promise((resolve) => setImmediate(resolve))

describe('triggers that arrive together', () => {
  it('are put on disk by one commit, and each is answered after it', async () => {
    const commits: string[][] = []
    const hear = shareCommits((ids) => commits.push([...ids]))
    const answered = Promise.all(['A', 'B', 'A'].map((id) => hear(id).then(() => commits.length)))
    expect(commits).toEqual([])
    expect(await answered).toEqual([1, 1, 1])
    expect(commits).toEqual([['A', 'B', 'A']])
  })

  it('are joined by what the next turn of the event loop brings', async () => {
    const commits: string[][] = []
    const hear = shareCommits((ids) => commits.push([...ids]))
    const first = hear('A')
    await nextTurn()
    expect(commits).toEqual([])
    await Promise.all([first, hear('B')])
    expect(commits).toEqual([['A', 'B']])
  })

  it('all fail when the disk does not take them, and those after them do not', async () => {
    const heard: string[] = []
    const hear = shareCommits((ids) => {
      if (ids.includes('bad')) throw new Error('disk full')
      heard.push(...ids)
    })
    const first = await Promise.allSettled([hear('A'), hear('bad')])
    const second = await Promise.allSettled([hear('B'), hear('C')])
    expect(first.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(second.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled'])
    expect(heard).toEqual(['B', 'C'])
  })

  it('of which one comes while the disk works on others go with the next commit', async () => {
    const commits: string[][] = []
    const late: Promise<void>[] = []
    const hear = shareCommits((ids) => {
      if (late.length === 0) late.push(hear('late'))
      commits.push([...ids])
    })
    await hear('A')
    await Promise.all(late)
    expect(commits).toEqual([['A'], ['late']])
  })
})
