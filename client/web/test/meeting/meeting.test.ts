import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { comparesWords, isAdmitted, knocks, starts } from './enter.ts'
import { documented } from './effort.ts'
import { houseForTests } from './house.ts'
import { founds, invites, preparesTheCase, sits } from './prepare.ts'
import { approves, proposes, seesWhoGetsWhat } from './release.ts'
import { announcesKey, closes, endsItem, keepsKey, keepsPackage, opensMinutes } from './wrap.ts'
import { opensWithAge } from './age.ts'
import { agreesOnAction, asks, bringsIn, choosesReaders, decides, shares, states, writesFor } from './talk.ts'

const house = houseForTests()

test('a whole meeting, from the link to the minutes', async () => {
  const gerda = await house().person('Gerda Hofman')
  await founds(gerda, house().server.chairLink)
  await preparesTheCase(gerda)
  await sits(gerda, gerda.name, 'Regie- of casushouder')
  const toSanne = await invites(gerda, { party: 'Gemeente De Wolden', function: 'notulist', post: 'Secretaris', role: 'Overig' })
  const toBram = await invites(gerda, { party: 'Politie basisteam Zuidwest Drenthe', function: 'wijkagent', role: 'Inhoudelijk betrokken' })
  const toLotte = await invites(gerda, { party: 'Woningcorporatie Actium', function: 'woonconsulent', role: 'Inhoudelijk betrokken' })
  await gerda.isHeldToTheNorms('voorbereiden')
  house().goesOnTo('binnenkomen')
  await gerda.presses('Naar de wachtruimte')

  const sanne = await house().person('Sanne de Boer')
  const bram = await house().person('Bram Kok')
  const lotte = await house().person('Lotte Prins')
  await knocks(sanne, toSanne, 'notulist')
  await knocks(bram, toBram, 'wijkagent')
  await knocks(lotte, toLotte, 'woonconsulent')
  for (const person of [sanne, bram, lotte]) await isAdmitted(person, gerda)
  const words = await starts(gerda)
  for (const person of [sanne, bram, lotte]) await comparesWords(person, words)

  house().goesOnTo('bespreken')
  await gerda.presses('Naar het overleg')
  await gerda.presses('Begin dit punt')
  await gerda.sees('Nu bezig')

  // What Bram brings in is read by the chair alone, until he shows it to Lotte.
  const noise = 'Anja Jansen draait elke nacht muziek, tot een uur of drie.'
  await bringsIn(bram, { text: noise, category: 'Gedrag en overlast', task: 'Hulp aan wie die nodig heeft', why: 'Zo weten wij wanneer het speelt.' })
  await gerda.sees(noise)
  for (const person of [sanne, lotte]) {
    await person.sees('1 inbreng is niet met u gedeeld')
    await person.hasNothingOf('elke nacht muziek')
  }
  await bram.presses('Mijn inbreng')
  await bram.isHeldToTheNorms('mijn inbreng')
  await bram.presses('Lezers')
  await choosesReaders(bram, [lotte.name])
  await bram.presses('Bewaar de lezers')
  await lotte.sees(noise)
  await sanne.hasNothingOf('elke nacht muziek')

  // Lotte answers whoever could read it; the secretary cannot.
  const letter = 'Wij schreven haar in oktober een brief.'
  await lotte.presses(`Reageer: ${bram.name}`)
  await states(lotte, { text: letter, category: 'Wonen', basis: 'Gerechtvaardigd belang', task: 'Ongestoord wonen voor huurders en goed huurderschap', why: 'Zodat wij niet twee keer schrijven.' })
  await lotte.isHeldToTheNorms('inbrengen')
  await shares(lotte, letter)
  await bram.presses('Terug naar overleg')
  await bram.sees(letter)
  await sanne.hasNothingOf('in oktober een brief')

  // The secretary writes down what Lotte says; it is nothing until she signs, with one press.
  const visit = 'Ik kan volgende week langsgaan.'
  await writesFor(sanne, lotte.name, { text: visit, category: 'Wonen', why: 'Dan horen wij haar kant.', readers: [bram.name, sanne.name] })
  await lotte.sees('Het telt pas als u het bevestigt.')
  for (const person of [gerda, bram]) await person.hasNothingOf('volgende week langsgaan')
  await lotte.presses('Dat heb ik gezegd')
  for (const person of [gerda, bram, sanne, lotte]) await person.sees(visit)
  await lotte.seesNoMore('Het telt pas als u het bevestigt.')

  // A question is answered, another is not.
  await asks(gerda, bram.name, 'Hoeveel meldingen waren er?', 'Om te zien hoe ernstig het is.')
  await bram.sees(`${gerda.name} vraagt u`)
  await lotte.hasNothingOf('Hoeveel meldingen')
  await bram.presses('Geef antwoord')
  const reports = 'Er waren negen meldingen in zes weken.'
  await bram.types('Wat brengt u in?', reports)
  await shares(bram, reports)
  await gerda.sees(reports)
  await lotte.hasNothingOf('negen meldingen')
  await asks(gerda, lotte.name, 'Is er een huurschuld?', 'Om hulp te kunnen bieden.')
  await lotte.presses('Dat geef ik niet')
  await lotte.types('Waarom geeft u dit niet?', 'Dat is hiervoor niet nodig.')
  await lotte.presses('Zeg dit terug')
  await gerda.sees(`${lotte.name} geeft dit niet: Dat is hiervoor niet nodig.`)

  // A decision, with which Lotte does not agree; an action.
  await decides(sanne, 'De wijkagent gaat eerst langs.')
  await lotte.presses('Ander standpunt bij: De wijkagent gaat eerst langs.')
  const first = 'Wij kennen haar en gaan liever eerst.'
  await lotte.types('Wat brengt u in?', first)
  await shares(lotte, first)
  for (const person of [gerda, bram, sanne]) await person.sees(first)
  await agreesOnAction(gerda, 'Met bewoner A praten over de nachten', bram.name, '4 december 2026')
  for (const person of [bram, sanne, lotte]) await person.sees('Met bewoner A praten over de nachten')
  for (const person of [gerda, bram, sanne, lotte]) await person.isHeldToTheNorms('overleg')

  house().goesOnTo('vrijgeven')
  // What Bram said leaves for Lotte, without the name, once he and the chair agree to exactly that.
  const out = 'Bewoner A draait elke nacht muziek, tot een uur of drie.'
  await gerda.presses('Stel voor om vrij te geven', gerda.row(noise))
  await proposes(gerda, { action: 'Met bewoner A praten over de nachten', recipients: [bram.name, lotte.name], out })
  await gerda.sees(`${bram.name} heeft nog geen akkoord gegeven.`)
  await gerda.isHeldToTheNorms('vrijgave')
  await bram.sees('1 vraag')
  await bram.presses(/^Mijn inbreng/)
  await bram.sees(out)
  await lotte.hasNothingOf(out)
  await bram.isHeldToTheNorms('akkoord')
  await bram.presses('Akkoord')
  await bram.sees('Er wacht niets op u.')
  await gerda.sees(`${bram.name} gaf akkoord`)
  await approves(gerda)

  // The action itself goes to everybody.
  await gerda.presses('Terug naar overleg')
  await gerda.presses('Stel voor om vrij te geven: Met bewoner A praten over de nachten')
  await proposes(gerda, { action: 'Met bewoner A praten over de nachten', recipients: [gerda.name, sanne.name, bram.name, lotte.name] })
  await approves(gerda)
  await gerda.presses('Wie krijgt wat')
  await seesWhoGetsWhat(gerda, out, { [gerda.name]: 'Niet voor deze ontvanger', [sanne.name]: 'Niet voor deze ontvanger', [bram.name]: 'Gaat mee', [lotte.name]: 'Gaat mee' })

  house().goesOnTo('afronden')
  await gerda.presses('Terug naar overleg')
  await endsItem(gerda, 'Acties afgesproken')
  await gerda.presses('Naar afronden')
  await gerda.presses('Begin met afronden')
  await gerda.sees(/^Nog \d stap/)
  await gerda.isHeldToTheNorms('afronden')
  for (const person of [gerda, bram]) await person.presses('Terug naar overleg')
  for (const person of [gerda, sanne, bram, lotte]) await announcesKey(person)
  await gerda.presses('Naar afronden')
  await gerda.presses('Maak alle pakketten')
  await gerda.sees('4 van 4 klaar')

  // Everybody opens his own.
  house().goesOnTo('verslag')
  await gerda.presses('Terug naar overleg')
  for (const person of [gerda, sanne, bram, lotte]) {
    await opensMinutes(person)
    await person.sees('Met bewoner A praten over de nachten')
  }
  for (const person of [bram, lotte]) await person.sees(out)
  for (const person of [gerda, sanne]) await person.hasNothingOf(out)
  await lotte.sees(letter)

  // Lotte keeps hers, and opens it at her office with somebody else's program.
  const page = opensWithAge(await keepsPackage(lotte), await keepsKey(lotte))
  expect(page).toContain(out)
  expect(page).toContain(letter)
  expect(page, 'never shown to her').not.toContain('negen meldingen')

  // The secretary takes the actions to her own list.
  const actions = readFileSync(await (await sanne.keeps(/^Acties als tabel/)).path(), 'utf8')
  expect(actions).toContain('Met bewoner A praten over de nachten')
  expect(actions).toContain('2026-12-04')

  // Lotte has something to say about it; nothing is adopted before she is answered.
  await lotte.types('Wat klopt er niet?', 'De brief was in september.')
  await lotte.presses('Reageer')
  await lotte.sees('De voorzitter heeft nog niet geantwoord.')
  await gerda.presses('Terug naar overleg')
  await gerda.presses('Naar afronden')
  await gerda.presses('Stel vast')
  await gerda.sees('Dit is nog open')
  await gerda.presses(`Behandel de reactie van ${lotte.name}`)
  await gerda.types('Uw antwoord', 'Dank u, dat staat nu in uw eigen verslag.')
  await gerda.isHeldToTheNorms('reactie')
  await gerda.presses('Geef antwoord')
  await gerda.sees(/^Beantwoord$/)
  await gerda.presses('Terug naar overleg')
  await closes(gerda)

  house().hasNoComplaints()
  const { is, must } = documented([gerda, sanne, bram, lotte])
  expect(is, 'run: UPDATE=1 npm run meeting -- meeting').toBe(must)
})
