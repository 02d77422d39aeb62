import { expect, test } from 'vitest'
import { seconds } from './effort.ts'
import { houseForTests } from './house.ts'
import type { Person } from './person.ts'
import { founds } from './prepare.ts'

const house = houseForTests()

const expected = [
  { party: 'Politie basisteam Zuidwest Drenthe', function: 'wijkagent' },
  { party: 'Woningcorporatie Actium', function: 'woonconsulent' },
  { party: 'Welzijn De Wolden', function: 'opbouwwerker' },
]

/** Last time's room, of which only the plan is kept. */
async function keepsThePlan(chair: Person): Promise<string> {
  await founds(chair, house().server.chairLink)
  const form = chair.page.locator('form').filter({ hasText: 'Voeg een plek toe' })
  for (const { party, function: work } of expected) {
    await chair.chooses('Organisatie', party, form)
    await chair.types('Functie', work, form)
    await chair.presses('Voeg een plek toe', form)
    await chair.sees('Maak een link', chair.row(work))
  }
  return (await chair.keeps('Bewaar de opzet')).path()
}

// Some of these meetings are held at the bonnet of a car.
test('by last time\'s plan it takes a practised chair less than a minute to have three links to send', async () => {
  const gerda = await house().person('Gerda Hofman')
  const plan = await keepsThePlan(gerda)

  const { efforts } = gerda
  gerda.part = 'binnenkomen' // counted by itself
  await gerda.goes(house().server.chairLink)
  await gerda.sees('Zit u een overleg voor?')
  await gerda.gives('Opzet van een vorig overleg', plan)
  await gerda.types('Naam', gerda.name)
  await gerda.chooses('Organisatie', 'Gemeente De Wolden')
  await gerda.types('Functie', 'voorzitter')
  await gerda.presses('Maak een overleg met deze opzet')
  await gerda.sees('Overleg voorbereiden')
  for (const { function: work } of expected) {
    await gerda.presses(`Maak een link: ${work}`)
    const row = gerda.row(work)
    await gerda.presses('Kopieer de mail', row)
    await gerda.sees('Gekopieerd', row)
  }
  await gerda.seesNoMore('Verbinding maken')
  expect(Math.round(seconds(efforts.binnenkomen)), 'by the keystroke-level model').toBeLessThan(60)
  expect(efforts.binnenkomen, 'as docs/usability.md says').toEqual({ presses: 7, picks: 2, fields: 2, characters: 22 })
  house().hasNoComplaints()
})
