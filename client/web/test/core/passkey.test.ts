import type { CDPSession } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { House, type Person } from './house.ts'
import { founded } from './table.ts'

// A passkey of Chromium's own making (WebAuthn Level 3, §11: virtual authenticators).
// It needs a name: browsers give none to an address.

let house: House
beforeAll(async () => { house = await House.open('localhost') })
afterAll(async () => { await house.close() })

/** Plugs in an authenticator that evaluates; returns its id. */
async function pluggedIn(cdp: CDPSession): Promise<string> {
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2', ctap2Version: 'ctap2_1', transport: 'internal', hasResidentKey: true, hasUserVerification: true, hasPrf: true,
      isUserVerified: true, automaticPresenceSimulation: true,
    },
  })
  return authenticatorId
}

/** Opens the room anew, and asks what takes an unlock. */
async function asksAnew(person: Person): Promise<void> {
  await person.goes()
  await person.page.getByRole('button', { name: /te openen tot/ }).click({ timeout: 60_000 })
  await person.sees((s) => s.stage === 'room' && s.connection.is === 'online')
  await person.shows('/uitloggen')
  await person.presses('Maak een sleutelbestand')
  await person.sees((s) => s.unlock?.way === 'passkey')
}

test('a passkey makes the lock and opens it after a reload; another one does not', async () => {
  const gerda = await house.person()
  await founded(house, gerda)
  expect(new URL(gerda.page.url()).hostname).toBe('localhost')
  const cdp = await gerda.page.context().newCDPSession(gerda.page)
  await cdp.send('WebAuthn.enable', { enableUI: false })
  const own = await pluggedIn(cdp)

  await gerda.shows('/verslag')
  await gerda.presses('Meld mijn sleutel')
  await gerda.sees((s) => s.unlock?.way === '')
  await gerda.presses('Maak een passkey')
  await gerda.sees((s) => s.unlock === null && (s.room?.seats[0]?.minutesKey ?? false))
  const { credentials } = await cdp.send('WebAuthn.getCredentials', { authenticatorId: own })
  expect(credentials).toHaveLength(1)

  await asksAnew(gerda)
  const [download] = await Promise.all([gerda.page.waitForEvent('download'), gerda.presses('Gebruik uw passkey')])
  expect(download.suggestedFilename()).toMatch(/\.age$/)
  await gerda.sees((s) => s.unlock === null)

  // Somebody else's authenticator does not know it: nothing opens.
  await cdp.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId: own })
  const other = await pluggedIn(cdp)
  await asksAnew(gerda)
  await gerda.presses('Gebruik uw passkey')
  await gerda.page.getByText(/^Uw passkey is niet gebruikt/).waitFor({ timeout: 60_000 })
  expect((await gerda.snapshot()).unlock).not.toBeNull()

  // One that says to be it, and evaluates otherwise, does not open it either.
  await cdp.send('WebAuthn.addCredential', { authenticatorId: other, credential: credentials[0]! })
  await gerda.presses('Gebruik uw passkey')
  await gerda.page.locator('.unlock [role=status], .unlock [role=alert]').getByText(/./).first().waitFor({ timeout: 60_000 })
  expect((await gerda.snapshot()).unlock, 'it is still asked for').not.toBeNull()
  expect(gerda.errors).toEqual([])
}, 180_000)
