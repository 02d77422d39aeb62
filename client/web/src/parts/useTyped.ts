import { useState } from 'react'
import { changedMeanwhile, type Fields, fieldsOf, filled, hasFields, joined, type Kept, packed, read, takenBack, touched, upheld, yielded } from '../lib/typed.ts'
import { useKept } from './useUnsent.ts'

type Typed<T> = [typed: T, set: (change: Partial<T>) => void, sent: () => void]

/** What was typed over something that others changed: before this form opened, and then it
 * is not in the form, or meanwhile, and then it is. To use or let go. */
export interface Earlier { when: 'before' | 'meanwhile'; use: () => void; drop: () => void }

/** What is typed and chosen in a form for something new, and not sent: kept as useUnsent
 * keeps one text, over what the form begins with. */
export function useTyped<T extends object>(name: string, begin: () => T): Typed<T> {
  const [before] = useState(begin)
  const [typed, set, sent] = useFields(name, before, nothing)
  return [typed, set, sent]
}

const nothing: Fields = {}

/** The same in a form that changes what is there: `now`. Only the fields that were touched
 * hold what was typed; the others follow what anybody makes of them meanwhile, so that
 * saving the whole undoes nobody's change. What was typed where somebody else wrote too is
 * in `earlier`, to choose (parts/EarlierWords). */
export function useEdited<T extends object>(name: string, now: T): [...Typed<T>, earlier: Earlier | null] {
  return useFields(name, now, fieldsOf(now))
}

function useFields<T extends object>(name: string, form: T, now: Fields): [...Typed<T>, earlier: Earlier | null] {
  const [text, keep, sent] = useKept(`form-${name}`, (kept, typed) => joined(kept, typed, now))
  const kept = read(text)
  const change = (next: Kept) => keep(packed(next))
  const shown = filled(form, kept.typed)
  return [shown, (fields) => change(touched(kept, shown, fields, now)), sent, earlierOf(kept, now, change)]
}

function earlierOf(kept: Kept, now: Fields, change: (next: Kept) => void): Earlier | null {
  if (changedMeanwhile(kept, now).length > 0) return { when: 'meanwhile', use: () => change(upheld(kept, now)), drop: () => change(yielded(kept, now)) }
  if (hasFields(kept.earlier)) return { when: 'before', use: () => change(takenBack(kept, now)), drop: () => change({ ...kept, earlier: {} }) }
  return null
}
