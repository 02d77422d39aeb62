/** What was typed in a form and not sent: the fields that were touched, over which
 * version of what the form is about, and what was typed over an earlier one. That is
 * offered, and never put over what others changed since without a word. */
export interface Kept<T> { over: string; typed: Partial<T>; earlier: Partial<T> }

/** What is kept as a form opens over a version; empty or null for nothing. */
export function opened<T>(kept: string | null, over: string): Kept<T> {
  const was = kept ? JSON.parse(kept) as Kept<T> : { over, typed: {}, earlier: {} }
  return was.over === over ? was : { over, typed: {}, earlier: { ...was.earlier, ...was.typed } }
}

/** What is typed before it is known what was kept comes over that, field by field. */
export function joined(kept: string, typed: string): string {
  const now = JSON.parse(typed) as Kept<object>
  const was = opened<object>(kept, now.over)
  return packed({ ...was, typed: { ...was.typed, ...now.typed } })
}

/** As text to keep; empty where there is nothing to keep. */
export function packed<T>(kept: Kept<T>): string {
  return hasFields(kept.typed) || hasFields(kept.earlier) ? JSON.stringify(kept) : ''
}

export const hasFields = (fields: object) => Object.keys(fields).length > 0
