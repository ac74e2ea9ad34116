import { describe, expect, it } from 'vitest'
import { clientSecretBefore } from '../../src/settings/client-secret-before'

const day = 24 * 3_600_000
const now = Date.parse('2026-11-23T08:00:00Z')
const standing = (vendClientSecret: string | null, before: { secret: string; until: number } | null = null) => ({
  vendClientSecret,
  vendClientSecretBefore: before,
})
const held = { secret: 'older', until: now + day }

describe('the client secret that a set-up leaves holding beside its own', () => {
  it.each([
    ['none at a first set-up', 'new', null, null],
    ['none where there was none before', 'new', standing(null), null],
    ['the one before, for seven days', 'new', standing('old'), { secret: 'old', until: now + 7 * day }],
    ['only the last one', 'new', standing('old', held), { secret: 'old', until: now + 7 * day }],
    ['what was held, where nothing changes', 'old', standing('old', held), held],
    ['nothing any more once its time is over', 'old', standing('old', { ...held, until: now }), null],
    ['none where webhooks are not signed any more', null, standing('old', held), null],
  ])('is %s', (_, next, before, left) => {
    expect(clientSecretBefore(next, before, now)).toEqual(left)
  })
})
