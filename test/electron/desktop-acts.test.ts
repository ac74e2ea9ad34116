import { expect, it } from 'vitest'
import { desktopActs } from '../../electron/desktop-acts'
import type { ToastChoice } from '../../src/core/toasts'

/** What its user chose on a PC whose disk takes it, or does not. */
function pc({ isFull = false } = {}) {
  const chosen = { toasts: 'all' as ToastChoice, isOn: false }
  const acts = desktopActs({
    settings: {
      toasts: () => chosen.toasts,
      chooseToasts: (choice) => {
        if (isFull) throw new Error('No space is left.')
        chosen.toasts = choice
      },
    },
    login: { isOn: () => chosen.isOn, set: (on) => (chosen.isOn = on) },
    updates: { ready: () => '1.2.3' },
    version: '1.0.0',
  })
  return { acts, chosen }
}

it('what is chosen on this PC is kept, each without the other', () => {
  const { acts, chosen } = pc()
  expect(acts.given()).toEqual({ version: '1.0.0', toasts: 'all', opensAtLogin: false, update: '1.2.3' })
  expect(acts.change({ opensAtLogin: true })).toBeNull()
  expect(chosen).toEqual({ toasts: 'all', isOn: true })
  expect(acts.change({ toasts: 'none' })).toBeNull()
  expect(acts.given()).toMatchObject({ toasts: 'none', opensAtLogin: true })
  expect(acts.change({ opensAtLogin: false })).toBeNull()
  expect(chosen).toEqual({ toasts: 'none', isOn: false })
})

it('what could not be kept is said', () => {
  const { acts } = pc({ isFull: true })
  expect(acts.change({ toasts: 'none' })).toBe('It could not be kept on this PC (No space is left.).')
})
