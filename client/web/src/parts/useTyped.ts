import { useState } from 'react'
import { useUnsent } from './useUnsent.ts'

/** Everything that is typed and chosen in a form and not sent: kept as useUnsent keeps
 * one text, over what the form begins with. */
export function useTyped<T extends object>(name: string, begin: () => T): [typed: T, set: (change: Partial<T>) => void, sent: () => void] {
  const [before] = useState(begin)
  const [kept, keep, sent] = useUnsent(name)
  const typed: T = { ...before, ...read<T>(kept) }
  return [typed, (change) => keep(JSON.stringify({ ...typed, ...change })), sent]
}

/** What was kept; nothing where it is no form's. */
function read<T>(kept: string): Partial<T> {
  try {
    return JSON.parse(kept) as Partial<T>
  } catch {
    return {}
  }
}
