import type { Person } from './person.ts'

/** What people do at the table. */

interface Said {
  text: string
  category: string
  why: string
  basis?: string
  task?: string
  nature?: 'Feit' | 'Mening'
  /** By name; nobody but the chair when left out. */
  readers?: string[]
}

/** The first time at an item: the text, and what the covenant asks to be stated. */
export async function bringsIn(person: Person, said: Said): Promise<void> {
  await person.presses(/^(Inbrengen|Breng als eerste iets in)$/)
  await states(person, said)
  await shares(person, said.text)
}

/** After that the rest is as before: two presses after the text. */
export async function bringsInMore(person: Person, text: string): Promise<void> {
  await person.presses('Inbrengen')
  await person.types('Wat brengt u in?', text)
  await shares(person, text)
}

/** Fills the composer in, whatever opened it. */
export async function states(person: Person, said: Said): Promise<void> {
  await person.types('Wat brengt u in?', said.text)
  if (said.readers) await choosesReaders(person, said.readers)
  if (said.nature) await person.ticks(said.nature)
  await person.presses(/Onderwerp, doel en bron/)
  await person.chooses('Wat voor gegevens zijn het?', said.category)
  if (said.basis) await person.chooses('Waarom mag u dit delen?', said.basis)
  if (said.task) await person.chooses('Voor welke taak?', said.task)
  await person.types('Waarom is dit nodig?', said.why)
}

export async function shares(person: Person, text: string): Promise<void> {
  await person.presses('Deel')
  await person.sees(/Opgeslagen/, person.row(text))
}

export async function choosesReaders(person: Person, names: string[]): Promise<void> {
  await person.presses('Kies per persoon')
  for (const name of names) await person.ticks(name)
}

/** The secretary writes down what somebody said. */
export async function writesFor(scribe: Person, owner: string, { text, category, why, readers = [] }: Said): Promise<void> {
  await scribe.presses('Schrijf voor iemand op')
  const form = scribe.page.locator('form').filter({ hasText: 'Opschrijven voor iemand anders' })
  await scribe.chooses('Namens wie?', owner, form)
  await scribe.types('Wat werd er gezegd?', text, form)
  await choosesReaders(scribe, readers)
  await scribe.chooses('Wat voor gegevens zijn het?', category, form)
  await scribe.types('Waarom is dit nodig?', why, form)
  await scribe.isHeldToTheNorms('opschrijven')
  await scribe.presses('Leg voor')
  await scribe.sees(`${owner} heeft dit nog niet bevestigd.`)
}

export async function asks(person: Person, whom: string, what: string, why: string): Promise<void> {
  await person.presses('Vraag informatie')
  await person.chooses('Aan wie?', whom)
  await person.types('Wat wilt u weten?', what)
  await person.types('Waarvoor is dat nodig?', why)
  await person.presses('Vraag het')
  await person.sees('U vroeg')
}

export async function decides(person: Person, text: string): Promise<void> {
  await person.presses('Leg besluit vast')
  await person.types('Wat is er besloten?', text)
  await person.presses('Leg besluit vast', person.page.locator('form'))
  await person.sees(text)
}

export async function agreesOnAction(person: Person, text: string, who: string, when: string): Promise<void> {
  await person.presses('Leg actie vast')
  await person.types('Wat wordt er gedaan?', text)
  await person.chooses('Wie doet het?', who)
  await person.types('Wanneer is het klaar?', when)
  await person.presses('Leg actie vast', person.page.locator('form'))
  await person.sees(text, person.page.getByRole('table'))
}
