import { afterAll, beforeAll, test } from 'vitest'
import { comparesWords, isAdmitted, knocks, starts } from './enter.ts'
import { House } from './house.ts'
import { founds, invites, preparesTheCase, sits } from './prepare.ts'

let house: House
beforeAll(async () => { house = await House.open() })
afterAll(async () => { await house.close() })

test('a whole meeting, from the link to the minutes', async () => {
  const gerda = await house.person('Gerda Hofman')
  await founds(gerda, house.server.chairLink)
  await preparesTheCase(gerda)
  await sits(gerda, gerda.name, 'Regie- of casushouder')
  const toSanne = await invites(gerda, { party: 'Gemeente De Wolden', function: 'notulist', post: 'Secretaris', role: 'Overig' })
  const toBram = await invites(gerda, { party: 'Politie basisteam Zuidwest Drenthe', function: 'wijkagent', role: 'Inhoudelijk betrokken' })
  const toLotte = await invites(gerda, { party: 'Woningcorporatie Actium', function: 'woonconsulent', role: 'Inhoudelijk betrokken' })
  await gerda.isHeldToTheNorms('voorbereiden')
  await gerda.presses('Naar de wachtruimte')

  const sanne = await house.person('Sanne de Boer')
  const bram = await house.person('Bram Kok')
  const lotte = await house.person('Lotte Prins')
  await knocks(sanne, toSanne, 'notulist')
  await knocks(bram, toBram, 'wijkagent')
  await knocks(lotte, toLotte, 'woonconsulent')
  for (const person of [sanne, bram, lotte]) await isAdmitted(person, gerda)
  const words = await starts(gerda)
  for (const person of [sanne, bram, lotte]) await comparesWords(person, words)
  house.hasNoComplaints()
})
