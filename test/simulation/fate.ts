import type { Settings } from '../../src/core/settings'
import { areWalked } from './case'
import type { ShopLife } from './shop-life'
import type { Fate } from './shop-plan'
import { hour, minute } from './turned-clock'

/** What may befall a shop beside its work, as often as the weight says, where its plan allows it. */
export const blows: readonly (readonly [weight: number, fate: Fate])[] = [
  [0.3, 'token revoked'],
  [0.2, 'outlet mapped late'],
  [0.2, 'outlet mapped anew'],
  [0.3, 'sending off and on'],
  [0.2, 'warehouse replaced'],
  [0.3, 'older ledger restored'],
  [0.5, 'disk full'],
  [0.5, 'clock set wrong'],
]

export async function befall(life: ShopLife, fate: Fate): Promise<void> {
  const { random, given, shop, settings, disk, pc } = life
  switch (fate) {
    case 'token revoked':
      shop.note(life.tokenRevoked ? 'the token is given again' : 'the token is revoked')
      life.tokenRevoked = !life.tokenRevoked
      // Whoever enters a token starts the app with it.
      if (!life.tokenRevoked) await life.restart()
      break
    case 'outlet mapped late':
      if (given.locations.has('airport') || !given.sending.now || !areWalked(given)) return
      shop.note('the airport gets a location')
      await life.changeSettings({ outlets: [...settings.outlets, placed('airport', 'Airport', 'L3')] })
      break
    case 'outlet mapped anew': {
      if (!areWalked(given)) return
      const next = random.pick(['L1', 'L2', 'L4'])
      shop.note(`Main Outlet belongs to ${next} now`)
      const others = settings.outlets.filter(({ outlet }) => outlet.id !== 'main')
      await life.changeSettings({ outlets: [placed('main', 'Main Outlet', next), ...others] })
      break
    }
    case 'sending off and on':
      if (!areWalked(given)) return
      shop.note(`sending is switched ${given.sending.now ? 'off' : 'on'}`)
      await life.changeSettings({ sendStockAdjustments: !given.sending.now })
      break
    case 'warehouse replaced':
      if (given.replaced || !areWalked(given)) return
      shop.note('another warehouse system is set up')
      await life.replaceWarehouse()
      break
    case 'older ledger restored':
      if (!areWalked(given)) return
      if (!(await life.restore())) {
        life.backUp()
        return
      }
      break
    case 'disk full':
      disk.failsAt = random.pick(['write', 'commit', 'commit, rolled back'] as const)
      if (disk.full) disk.full = false
      else disk.writesLeft = random.between(0, 60)
      shop.note(disk.writesLeft === null ? 'there is room on the disk' : `the disk will be full (${disk.failsAt})`)
      return
    case 'clock set wrong': {
      const by = random.pick([0, random.between(-90, 90) * minute, random.between(-72, 72) * hour])
      shop.note(`the PC's clock is wrong by ${(by / minute).toString()} minutes`)
      const setBack = pc.now() - life.clock.now() - by
      if (setBack > 0) given.noticesFrom = Math.max(given.noticesFrom, life.clock.now() + 20 * hour) + setBack
      pc.setWrong(by)
      break
    }
    case 'old answers':
      return
  }
  life.count(fate)
}

const placed = (id: string, name: string, place: string): Settings['outlets'][number] => ({
  outlet: { id, name },
  location: { id: place, name: `Place ${place}` },
})

/** In the evening somebody sees to what keeps the app from working at all. */
export async function putInOrder(life: ShopLife): Promise<void> {
  Object.assign(life.disk, { full: false, writesLeft: null })
  if (!life.tokenRevoked) return
  life.tokenRevoked = false
  await life.restart()
}
