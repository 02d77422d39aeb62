import type { TFunction } from 'i18next'
import type { ConsentRecord, Item, Profile } from '../../core/contract.ts'
import { readDay } from '../../lib/dates.ts'
import type { Errors } from '../../parts/FormAlert.tsx'
import { useTyped } from '../../parts/useTyped.ts'

export type Answered = 'given' | 'refused' | 'not_asked'

/** What is typed about an answer; the day as text until it is read. */
export interface TypedConsent {
  person: string
  answer: Answered
  level: string
  day: string
  signers: string[]
  incapable: boolean
  categories: string[]
  /** Codes of parties, and numbers of outsiders after a #. */
  to: string[]
  told: boolean
  form: string
  note: string
}

/** The form of one record of consent. */
export function useConsentForm(item: Item, today: number, date: string) {
  const [typed, set, sent] = useTyped<TypedConsent>(`consent-${item.id}`, () => ({
    person: item.persons.length === 1 ? String(item.persons[0]?.handle) : '', answer: 'given', level: '', day: date, signers: [], incapable: false,
    categories: [], to: [], told: false, form: '', note: '',
  }))
  const asked = typed.answer !== 'not_asked'
  const day = readDay(typed.day, today, true)
  return {
    typed,
    asked,
    set,
    sent,
    record: (): ConsentRecord => ({
      person: Number(typed.person), answer: typed.answer, level: asked ? typed.level : '', day: day ?? 0, signers: asked ? typed.signers : [],
      incapable: asked && typed.incapable, categories: typed.categories, purpose: item.purpose,
      parties: typed.to.filter((one) => !one.startsWith('#')), outside: typed.to.filter((one) => one.startsWith('#')).map((one) => Number(one.slice(1))).sort((a, b) => a - b),
      told: typed.told, form: typed.form.trim(), note: typed.note.trim(),
    }),
    missing(profile: Profile, t: TFunction): Errors {
      const errors: Errors = {}
      if (typed.person === '') errors['consent-person'] = t('consent.personMissing')
      if (asked && typed.level === '') errors['consent-level'] = t('consent.levelMissing')
      if (day === null) errors['consent-day'] = t('common.dateWrong')
      if (asked && typed.signers.length === 0) errors['consent-signers'] = t('consent.signersMissing')
      if (typed.categories.length === 0) errors['consent-categories'] = t('consent.categoriesMissing')
      if (typed.answer === 'given' && typed.to.length === 0) errors['consent-to'] = t('consent.partiesMissing')
      if (typed.answer === 'given' && profile.consent.told && !typed.told) errors['consent-told'] = t('consent.toldMissing')
      if (asked && typed.level === 'written' && typed.form.trim() === '') errors['consent-form'] = t('consent.formMissing')
      return errors
    },
  }
}
