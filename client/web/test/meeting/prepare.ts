import { expect } from 'vitest'
import type { Person } from './person.ts'

/** Founding a room and making it ready, as the chair does it. */

/** The case that is discussed. */
export const label = 'De Dorpsstraat'
export const pseudonym = 'Bewoner A'
export const realName = 'Anja Jansen'

export async function founds(chair: Person, link: string): Promise<void> {
  await chair.goes(link)
  await chair.sees('Zit u een overleg voor?')
  await chair.isHeldToTheNorms('begin')
  expect(chair.page.url(), 'the secret leaves the address bar').not.toContain('#')
  await chair.chooses('Convenant', 'Privacyconvenant Buurtteams De Wolden')
  await chair.chooses('Soort overleg', 'Bespreken en volgen van een casus')
  await chair.chooses('Doel', 'Ondersteuning en waar mogelijk oplossingen bij collectieve problematiek in dorpen en wijken')
  await chair.types('Naam', chair.name)
  await chair.chooses('Organisatie', 'Gemeente De Wolden')
  await chair.types('Functie', 'voorzitter')
  await chair.presses('Maak een overleg')
  await promises(chair)
  await chair.sees('Overleg voorbereiden')
}

/** Everybody's first act. */
export async function promises(person: Person): Promise<void> {
  await person.sees('Beloof eerst geheimhouding')
  await person.isHeldToTheNorms('geheimhouding')
  await person.ticks('Ik houd geheim wat ik hier hoor.')
  await person.presses('Dat beloof ik')
}

/** A case, with what the covenant asks of it. */
export async function preparesTheCase(chair: Person): Promise<void> {
  await chair.types('Hoeveel minuten?', '20')
  await chair.presses('Zet op de agenda')
  await chair.types('Hoe noemt u deze zaak hier?', label)
  expect(await chair.value('Doel'), 'as the room').toBe('collective_support')
  await chair.chooses('Waarom hoort deze zaak hier?', 'Woonoverlast')
  await chair.chooses('Weet de persoon dat u dit bespreekt?', 'Ja, geïnformeerd')
  await chair.types('Op welke dag?', '1-9-2026')
  for (const question of ['Kan de persoon er zelf bij zijn?', 'Kan het zonder naam?', 'Kan het met minder organisaties?', 'Kunt u het met één partner bespreken?']) {
    await chair.types(new RegExp(`^${question.replace('?', '\\?')}`), 'Nee, dat is geprobeerd.')
  }
  await chair.ticks('Wij noemen personen bij naam')
  await chair.presses('Voeg een persoon toe')
  await chair.types('Hoe noemt u deze persoon hier?', pseudonym)
  await chair.types('Echte naam', realName)
  await chair.chooses('Wie is het?', 'Bewoner om wie het gaat')
  await chair.chooses('Leeftijd', '18 jaar of ouder')
  await chair.isHeldToTheNorms('agendapunt')
  await chair.presses('Bewaar')
  await chair.sees(`1. ${label}`)
}

interface Invited { party: string; function: string; post?: 'Deelnemer' | 'Plaatsvervanger' | 'Secretaris'; role: string }

/** A place at the case, and the link to come in by. */
export async function invites(chair: Person, { party, function: work, post = 'Deelnemer', role }: Invited): Promise<string> {
  const form = chair.page.locator('form').filter({ hasText: 'Voeg een plek toe' })
  await chair.chooses('Organisatie', party, form)
  await chair.types('Functie', work, form)
  await chair.chooses('Rol in het overleg', post, form)
  await chair.presses('Voeg een plek toe', form)
  await sits(chair, work, role)
  await chair.presses(`Maak een link: ${work}`)
  const row = chair.row(work)
  await chair.sees(`Uitnodiging voor ${work}`, row)
  await row.getByRole('img', { name: 'QR-code van de link, om te scannen met een telefoon' }).waitFor()
  const link = await row.getByLabel('Link van de uitnodiging').inputValue()
  expect(await row.getByLabel('Tekst voor een mail').inputValue(), 'the mail holds the link').toContain(link)
  return link
}

/** At the case, in a role. */
export async function sits(chair: Person, who: string, role: string): Promise<void> {
  await chair.presses(`Bij welke punten? ${who}`)
  await chair.chooses(`Rol van ${who} bij 1. ${label}`, role)
  await chair.presses('Bewaar')
  await chair.seesNoMore(`Rol van ${who} bij 1. ${label}`)
}
