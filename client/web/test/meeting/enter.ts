import { expect } from 'vitest'
import type { Person } from './person.ts'

/** Coming in by a link, the lobby, and the five words. */

/** From the link to the lobby. */
export async function knocks(person: Person, link: string, work: string): Promise<void> {
  await person.goes(link)
  await person.sees(`U bent gevraagd als ${work}`)
  expect(person.page.url(), 'the secret leaves the address bar').not.toContain('#')
  await person.isHeldToTheNorms('uitnodiging')
  await person.presses('Ga naar de wachtruimte')
  await person.sees('Er ontbreken nog 2 dingen')
  await person.types('Naam', person.name)
  await person.ticks('Ik houd geheim wat ik hier hoor.')
  await person.presses('Ga naar de wachtruimte')
  await person.sees('U staat in de wachtruimte')
  await person.isHeldToTheNorms('wachtruimte')
}

/** The chair presses once; the other is inside. */
export async function isAdmitted(person: Person, chair: Person): Promise<void> {
  await chair.sees(person.name)
  await chair.sees('Komt met uw uitnodiging')
  await chair.presses(`Toelaten: ${person.name}`)
  await person.sees('Aan tafel bij dit punt')
}

export async function starts(chair: Person): Promise<string[]> {
  await chair.presses('Begin zonder plaatsvervanger')
  await chair.sees('Lees deze vijf woorden voor')
  await chair.isHeldToTheNorms('toelaten')
  return wordsOf(chair)
}

/** The five words on somebody's screen. */
export async function wordsOf(person: Person): Promise<string[]> {
  const words = (await person.page.locator('.code li').allInnerTexts()).map((line) => line.replace(/^\d\s*/, ''))
  expect(words, person.name).toHaveLength(5)
  return words
}

/** Everybody sees on his own screen what the chair reads aloud. */
export async function comparesWords(person: Person, spoken: string[]): Promise<void> {
  await person.presses('Vergelijk de woorden')
  await person.sees('U bent binnen')
  expect(await wordsOf(person), 'two devices, one history').toEqual(spoken)
  await person.isHeldToTheNorms('woorden')
  await person.presses('Dezelfde woorden')
  await person.sees('Aan tafel bij dit punt')
}
