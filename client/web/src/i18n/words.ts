import { useTranslation } from 'react-i18next'
import type { Entry, TextState, Words } from '../core/contract.ts'
import { showDate, showDay, showTime } from '../lib/dates.ts'

/** Picks the language of the page from what the profile says in two. */
export function useWords(): (words: Words | undefined) => string {
  const { i18n } = useTranslation()
  return (words) => (i18n.language === 'en' ? words?.en : undefined) || words?.nl || ''
}

/** Names an entry of a list of the profile by its code. */
export function useName(): (entries: readonly Entry[], code: string) => string {
  const say = useWords()
  return (entries, code) => say(entries.find((entry) => entry.code === code)) || code
}

/** What stands instead of a text that is not shown. */
export function useHidden(): (why: TextState) => string {
  const { t } = useTranslation()
  return (why) => (why === 'open' ? '' : t(`hidden.${why}`))
}

export function useDates() {
  const { i18n } = useTranslation()
  return {
    day: (day: number) => showDay(day, i18n.language),
    date: (ms: number) => showDate(ms, i18n.language),
    time: (ms: number) => showTime(ms, i18n.language),
  }
}

/** "A, B en C". */
export function useList(): (names: readonly string[]) => string {
  const { i18n } = useTranslation()
  return (names) => new Intl.ListFormat(i18n.language, { type: 'conjunction' }).format(names)
}
