import { it as bare } from 'vitest'
import { openBackOffice, type BackOffice } from './back-office'

/** `it` with a back office of its own for each test, so that many can run at once: a command takes half a second. */
export const it = bare.extend<{ office: BackOffice }>({
  office: async ({}, use) => {
    const office = await openBackOffice()
    await use(office)
    await office.close()
  },
})
