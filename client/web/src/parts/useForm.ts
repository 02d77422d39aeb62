import { useState } from 'react'
import type { Errors } from './FormAlert.tsx'

/** Errors show after the form was sent once, and go when they are mended. */
export function useForm(check: () => Errors) {
  const [sent, setSent] = useState(0)
  return {
    sent,
    errors: sent === 0 ? {} : check(),
    /** True when nothing is missing; otherwise the summary takes focus. */
    ready(): boolean {
      const complete = Object.keys(check()).length === 0
      setSent((times) => (complete ? 0 : times + 1))
      return complete
    },
  }
}
