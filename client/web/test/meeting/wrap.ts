import type { Person } from './person.ts'

/** From the end of the talk to the minutes. */

export async function endsItem(chair: Person, outcome: string): Promise<void> {
  await chair.presses('Rond dit punt af')
  const form = chair.page.locator('form').filter({ hasText: 'Uitkomst' })
  await chair.chooses('Uitkomst', outcome, form)
  await chair.presses('Rond dit punt af', form)
  await chair.sees('Besproken')
}

/** The key for one's own minutes. */
export async function announcesKey(person: Person): Promise<void> {
  await person.presses(/^Mijn verslag/)
  await person.presses('Meld mijn sleutel')
  await person.sees('Uw sleutel is bekend.')
  await person.isHeldToTheNorms('sleutel')
  await person.presses('Terug naar overleg')
}

export async function opensMinutes(person: Person): Promise<void> {
  await person.presses(/^Mijn verslag/)
  await person.presses('Haal op en open')
  await person.sees('Wat is besproken')
  await person.isHeldToTheNorms('verslag')
}

export async function keepsPackage(person: Person): Promise<string> {
  return (await person.keeps(/^Versleuteld/)).path()
}

/** One's key as a file, and the words that open it. */
export async function keepsKey(person: Person): Promise<{ file: string; passphrase: string }> {
  const file = await (await person.keeps('Maak een sleutelbestand')).path()
  await person.sees('Schrijf deze wachtzin op')
  return { file, passphrase: (await person.page.locator('.side__words').innerText()).trim() }
}

/** Adopted and closed, once every gate is met. */
export async function closes(chair: Person): Promise<void> {
  await chair.presses('Naar afronden')
  await chair.sees('Alles is klaar.')
  await chair.presses('Stel vast')
  await chair.presses('Sluit het overleg')
  await chair.sees('De inhoud wordt uiterlijk op')
  await chair.isHeldToTheNorms('gesloten')
}
