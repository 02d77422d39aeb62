import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { wordsOf } from './EarlierWords.tsx'
import type { Errors } from './FormAlert.tsx'
import type { Earlier } from './useTyped.ts'

/** Errors show after the form was sent once, and go when they are mended. A form that
 * changes what is there waits until it was chosen what becomes of a field in which somebody
 * else wrote meanwhile. */
export function useForm(missing: () => Errors, earlier: Earlier | null = null) {
  const { t } = useTranslation()
  const check = (): Errors => (earlier?.when === 'meanwhile' ? { [wordsOf]: t('unsent.choose'), ...missing() } : missing())
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
