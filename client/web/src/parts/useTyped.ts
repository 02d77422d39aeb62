import { useState } from 'react'
import { hasFields, type Kept, joined, opened, packed } from '../lib/typed.ts'
import { useKept } from './useUnsent.ts'

type Typed<T> = [typed: T, set: (change: Partial<T>) => void, sent: () => void]

/** What was typed over an earlier version of what a form is about, to use or let go. */
export interface Earlier { use: () => void; drop: () => void }

/** What is typed and chosen in a form for something new, and not sent: kept as useUnsent
 * keeps one text, over what the form begins with. */
export function useTyped<T extends object>(name: string, begin: () => T): Typed<T> {
  const [typed, set, sent] = useFields(name, begin, '')
  return [typed, set, sent]
}

/** The same in a form that changes what is there, and begins with it: what was typed over
 * something else than is there now is not in the form, but in `earlier` (parts/EarlierWords). */
export function useEdited<T extends object>(name: string, begin: () => T): [...Typed<T>, earlier: Earlier | null] {
  const [before] = useState(begin)
  return useFields(name, () => before, JSON.stringify(before))
}

function useFields<T extends object>(name: string, begin: () => T, over: string): [...Typed<T>, earlier: Earlier | null] {
  const [before] = useState(begin)
  const [text, keep, sent] = useKept(`form-${name}`, joined)
  const kept = opened<T>(text, over)
  const change = (next: Kept<T>) => keep(packed(next))
  const earlier = hasFields(kept.earlier) ? {
    use: () => change({ over, typed: { ...kept.typed, ...kept.earlier }, earlier: {} }),
    drop: () => change({ ...kept, earlier: {} }),
  } : null
  return [{ ...before, ...kept.typed }, (fields) => change({ ...kept, typed: { ...kept.typed, ...fields } }), sent, earlier]
}
