/** The fields of a form by name; one in a group by the way to it, as ladder/safety. A list
 * is one field. */
export type Fields = Record<string, unknown>

/** A field that was typed in: what it holds, and what was there when it was touched. */
interface Touched { over: unknown; is: unknown }

/** What was typed in a form and not sent, and what was typed before over something that
 * others changed since. That is offered, and never put over theirs without a word. */
export interface Kept { typed: Record<string, Touched>; earlier: Fields }

export function fieldsOf(form: object, way = ''): Fields {
  return Object.fromEntries(Object.entries(form).flatMap(([name, value]) => (
    isGroup(value) ? Object.entries(fieldsOf(value, `${way}${name}/`)) : [[`${way}${name}`, value]]
  )))
}

/** The form as it is now, with what was typed in it: a field that nobody here touched is
 * as others left it. */
export function filled<T extends object>(now: T, typed: Kept['typed']): T {
  const form = structuredClone(now)
  for (const [way, field] of Object.entries(typed)) put(form as Fields, way.split('/'), field.is)
  return form
}

/** What is kept after a change of some fields. Only those that differ from what is shown
 * count as touched, and one that was typed back no more. */
export function touched(kept: Kept, shown: object, change: object, now: Fields): Kept {
  const before = fieldsOf(shown)
  const typed = { ...kept.typed }
  for (const [way, is] of Object.entries(fieldsOf(change))) {
    if (way in before && same(is, before[way])) continue
    typed[way] = { over: typed[way] ? typed[way].over : now[way], is }
  }
  return without({ ...kept, typed }, now)
}

/** The fields in which somebody else wrote while they were typed in. */
export function changedMeanwhile({ typed }: Kept, now: Fields): string[] {
  return Object.keys(typed).filter((way) => !same(typed[way]?.over, now[way]) && !same(typed[way]?.is, now[way]))
}

/** What was kept, as a form opens: over what others changed since it is only offered. */
export function opened(text: string | null, now: Fields): Kept {
  const kept = read(text)
  const changed = changedMeanwhile(kept, now)
  const earlier = { ...kept.earlier, ...Object.fromEntries(changed.map((way) => [way, kept.typed[way]?.is])) }
  return without({ typed: letGo(kept.typed, changed), earlier }, now)
}

/** What is typed before it is known what was kept comes over that, field by field. */
export function joined(text: string, typed: string | null, now: Fields): string {
  const was = opened(text, now)
  return packed({ ...was, typed: { ...was.typed, ...read(typed).typed } })
}

/** The same of one text: below what was kept comes what was typed before that was known. */
export const bothTexts = (kept: string, typed: string | null) => [kept, typed].filter(Boolean).join('\n')

/** What was offered, put in the form over what is there now. */
export function takenBack({ typed, earlier }: Kept, now: Fields): Kept {
  return { typed: { ...typed, ...over(earlier, now) }, earlier: {} }
}

/** What was typed stays, over what others wrote meanwhile: whoever typed it saw that. */
export function upheld(kept: Kept, now: Fields): Kept {
  const theirs = Object.fromEntries(changedMeanwhile(kept, now).map((way) => [way, kept.typed[way]?.is]))
  return { ...kept, typed: { ...kept.typed, ...over(theirs, now) } }
}

/** What others wrote meanwhile stays. */
export function yielded(kept: Kept, now: Fields): Kept {
  return { ...kept, typed: letGo(kept.typed, changedMeanwhile(kept, now)) }
}

export function read(text: string | null): Kept {
  return text ? JSON.parse(text) as Kept : { typed: {}, earlier: {} }
}

/** As text to keep; empty where there is nothing to keep. */
export function packed(kept: Kept): string {
  return hasFields(kept.typed) || hasFields(kept.earlier) ? JSON.stringify(kept) : ''
}

export const hasFields = (fields: object) => Object.keys(fields).length > 0

const isGroup = (value: unknown): value is object => typeof value === 'object' && value !== null && !Array.isArray(value)

/** A field that is not there yet is as one that holds nothing. */
const same = (one: unknown, other: unknown) => JSON.stringify(one ?? '') === JSON.stringify(other ?? '')

const over = (fields: Fields, now: Fields) => Object.fromEntries(Object.entries(fields).map(([way, is]) => [way, { over: now[way], is }]))

const letGo = (typed: Kept['typed'], ways: string[]) => Object.fromEntries(Object.entries(typed).filter(([way]) => !ways.includes(way)))

/** Without what says the same as what is there now. */
const without = (kept: Kept, now: Fields): Kept => ({ ...kept, typed: letGo(kept.typed, Object.keys(kept.typed).filter((way) => way in now && same(kept.typed[way]?.is, now[way]))) })

function put(form: Fields, [name = '', ...deeper]: string[], value: unknown): void {
  if (deeper.length === 0) form[name] = value
  else put((form[name] ??= {}) as Fields, deeper, value)
}
