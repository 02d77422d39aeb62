import { test } from 'vitest'
import { comparesWords, isAdmitted, knocks, starts } from './enter.ts'
import { keyboard } from './hands.ts'
import { houseForTests } from './house.ts'
import { founds, invites, preparesTheCase, sits } from './prepare.ts'
import { approves, proposes } from './release.ts'
import { agreesOnAction, bringsIn } from './talk.ts'
import { announcesKey, closes, endsItem, opensMinutes } from './wrap.ts'

const house = houseForTests()

test('a whole meeting of two by the keyboard alone', async () => {
  const gerda = await house().person('Gerda Hofman', { hands: keyboard })
  await founds(gerda, house().server.chairLink)
  await preparesTheCase(gerda)
  await sits(gerda, gerda.name, 'Regie- of casushouder')
  const link = await invites(gerda, { party: 'Politie basisteam Zuidwest Drenthe', function: 'wijkagent', role: 'Inhoudelijk betrokken' })
  await gerda.presses('Naar de wachtruimte')
  const bram = await house().person('Bram Kok', { hands: keyboard })
  await knocks(bram, link, 'wijkagent')
  await isAdmitted(bram, gerda)
  await comparesWords(bram, await starts(gerda))

  await gerda.presses('Naar het overleg')
  await gerda.presses('Begin dit punt')
  const said = 'Anja Jansen draait elke nacht muziek.'
  await bringsIn(bram, { text: said, category: 'Gedrag en overlast', task: 'Hulp aan wie die nodig heeft', why: 'Zo weten wij wanneer het speelt.' })
  await gerda.sees(said)
  await agreesOnAction(gerda, 'Met bewoner A praten', bram.name, '4 december 2026')
  await gerda.presses('Stel voor om vrij te geven', gerda.row(said))
  await proposes(gerda, { action: 'Met bewoner A praten', recipients: [gerda.name, bram.name], out: 'Bewoner A draait elke nacht muziek.' })
  await bram.presses(/^Mijn inbreng/)
  await bram.presses('Akkoord')
  await bram.sees('Er wacht niets op u.')
  await bram.presses('Terug naar overleg')
  await gerda.sees(`${bram.name} gaf akkoord`)
  await approves(gerda)

  await gerda.presses('Terug naar overleg')
  await endsItem(gerda, 'Acties afgesproken')
  await gerda.presses('Naar afronden')
  await gerda.presses('Begin met afronden')
  await gerda.sees(/^Nog \d stap/)
  await gerda.presses('Terug naar overleg')
  for (const person of [gerda, bram]) await announcesKey(person)
  await gerda.presses('Naar afronden')
  await gerda.presses('Maak alle pakketten')
  await gerda.sees('2 van 2 klaar')
  await opensMinutes(bram)
  await bram.sees('Bewoner A draait elke nacht muziek.')
  await gerda.presses('Terug naar overleg')
  await closes(gerda)
  house().hasNoComplaints()
})
