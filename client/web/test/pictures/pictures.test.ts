import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../house/browser.ts'
import { Person } from '../meeting/person.ts'
import { approves, proposes } from '../meeting/release.ts'
import { agreesOnAction, bringsIn } from '../meeting/talk.ts'
import { announcesKey, endsItem } from '../meeting/wrap.ts'
import { Demo } from './demo.ts'
import { small } from './small.ts'

const folder = process.env['PICTURES'] ?? 'build/pictures'
const laptop = { width: 1440, height: 900 }
const phone = { width: 390, height: 844 }
const atMost = 150_000 // bytes a picture

let demo: Demo
let browser: Browser
beforeAll(async () => {
  mkdirSync(folder, { recursive: true })
  demo = await Demo.start()
  browser = await openBrowser()
})
afterAll(async () => {
  await browser.close()
  await demo.stop()
})

async function takes(person: Person, name: string, size = laptop): Promise<void> {
  await person.page.setViewportSize(size)
  await person.page.mouse.move(0, 0)
  const picture = small(await person.page.screenshot())
  expect(picture.length, name).toBeLessThan(atMost)
  writeFileSync(join(folder, `${name}.png`), picture)
  await person.page.setViewportSize(laptop)
}

/** By a link to the table; the rehearsed chair lets people in by herself. */
async function comes(name: string, link: string, pictures: boolean): Promise<Person> {
  const person = await Person.comes(name, browser, demo.origin)
  await person.goes(link)
  await person.sees('U bent gevraagd als')
  if (pictures) await takes(person, 'uitnodiging-telefoon', phone)
  await person.types('Naam', name)
  await person.ticks('Ik houd geheim wat ik hier hoor.')
  await person.presses('Ga naar de wachtruimte')
  await person.sees('Aan tafel bij dit punt')
  return person
}

test('the demo room in pictures', async () => {
  const joris = await comes('Joris Hendriks', demo.links.professional, true)
  await joris.presses('Vergelijk de woorden')
  await joris.sees('U bent binnen')
  await takes(joris, 'woorden-telefoon', phone)
  await joris.presses('Dezelfde woorden')
  const marga = await comes('Marga Lubbers', demo.links.chair, false)
  await marga.sees('Naar afronden')

  const said = 'Milan Dekker komt op woensdag bij mij. Hij wil wel meedoen als er iets te doen is.'
  await bringsIn(joris, {
    text: said, category: 'Hulp en ondersteuning', basis: 'Taak van algemeen belang of openbaar gezag',
    task: 'Sociale samenhang, mantelzorg en vrijwilligers', why: 'Met hem begint de oplossing.', readers: ['Dineke Post'],
  })
  await agreesOnAction(marga, 'Joris opent het jeugdhonk elke woensdagavond', joris.name, '9 december 2026')
  await joris.sees('Joris opent het jeugdhonk elke woensdagavond')
  await takes(joris, 'overleg-laptop')
  await takes(joris, 'overleg-telefoon', phone)
  await joris.presses('Inbrengen')
  await joris.types('Wat brengt u in?', 'Drie jongens willen het honk zelf opknappen.')
  await takes(joris, 'inbrengen-telefoon', phone)

  await joris.page.keyboard.press('Escape')

  await marga.presses('Stel voor om vrij te geven', marga.row(said))
  await marga.sees('Nog 1 stukje herleidt naar een persoon.')
  await takes(marga, 'vrijgave-laptop')
  const out = said.replace('Milan Dekker', 'Jongen C')
  await proposes(marga, { action: 'Joris opent het jeugdhonk', recipients: [marga.name, joris.name, 'Dineke Post'], out })
  await joris.presses(/^Mijn inbreng/)
  await joris.sees(out)
  await takes(joris, 'mijn-inbreng-laptop')
  await joris.presses('Akkoord')
  await marga.sees(`${joris.name} gaf akkoord`)
  await approves(marga)
  await marga.presses('Wie krijgt wat')
  await takes(marga, 'wie-krijgt-wat-laptop')

  await marga.presses('Terug naar overleg')
  await endsItem(marga, 'Acties afgesproken')
  await marga.presses('Naar afronden')
  await marga.presses('Begin met afronden')
  for (const person of [marga, joris]) {
    await person.presses('Terug naar overleg')
    await announcesKey(person)
  }
  await marga.presses('Naar afronden')
  await takes(marga, 'afronden-laptop')
  await marga.presses(`Maak: ${joris.name}`)
  await joris.presses(/^Mijn verslag/)
  await joris.presses('Haal op en open')
  await joris.sees('Wat is besproken')
  await takes(joris, 'verslag-laptop')
  await takes(joris, 'verslag-telefoon', phone)
})
