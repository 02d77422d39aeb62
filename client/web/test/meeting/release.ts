import { expect } from 'vitest'
import type { Person } from './person.ts'

/** What leaves, for whom and for which action. */

interface Leaving {
  action: string
  recipients: string[]
  /** What is left of the text once nothing in it says who somebody is. */
  out?: string
}

/** At the desk, where a text to release has just been opened. */
export async function proposes(person: Person, { action, recipients, out }: Leaving): Promise<void> {
  await person.sees('Wat naar buiten gaat')
  if (out !== undefined) {
    await person.presses('Alles vervangen of wegknippen')
    await person.sees('Geen stukje herleidt nog naar een persoon.')
  }
  await person.ticks(new RegExp(`^${action}`))
  for (const name of recipients) await person.ticks(new RegExp(`^${name}`))
  await person.presses('Stel voor')
  await person.seesNoMore('Wat voor tekst is het?')
  if (out !== undefined) await person.sees(out)
}

export async function approves(chair: Person): Promise<void> {
  await chair.presses('Keur goed')
  await chair.sees('De voorzitter keurde deze tekst goed.')
}

/** The row of a text in the table, recipient by recipient. */
export async function seesWhoGetsWhat(person: Person, text: string, fates: Record<string, string>): Promise<void> {
  const table = person.page.getByRole('table')
  const row = table.getByRole('row').filter({ hasText: text })
  await row.waitFor()
  const heads = await table.getByRole('columnheader').allInnerTexts()
  const cells = await row.getByRole('cell').allInnerTexts()
  for (const [name, fate] of Object.entries(fates)) {
    const column = heads.findIndex((head) => head.includes(name.split(' ').at(-1) ?? name))
    expect(cells[column - 1], `${text} for ${name}`).toContain(fate)
  }
  await person.isHeldToTheNorms('wie krijgt wat')
}
