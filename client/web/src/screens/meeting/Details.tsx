import { ChevronDownIcon, ChevronRightIcon } from '@amsterdam/design-system-react-icons'
import { useTranslation } from 'react-i18next'
import type { Item } from '../../core/contract.ts'
import { useRoom } from '../../core/use.ts'
import { useName, useWords } from '../../i18n/words.ts'
import { basesFor } from '../../lib/compose.ts'
import { SelectField, TextField } from '../../parts/Field.tsx'
import type { Errors } from '../../parts/FormAlert.tsx'
import type { useContribution } from './useContribution.ts'

type State = ReturnType<typeof useContribution>

/** What is stated with the text, in one line that opens. */
export function Summary({ item, state, open, toggle }: { item: Item; state: State; open: boolean; toggle: () => void }) {
  const { t } = useTranslation()
  const { profile } = useRoom()
  const name = useName()
  const { person, category, why, source } = state.stated
  const about = item.persons.find((one) => one.handle === person)?.pseudonym
  const parts = [
    about ? t('composer.about', { name: about }) : t('composer.nobody'), why && t('composer.needed', { why }), source && t('composer.source', { source }),
  ].filter(Boolean)
  const Sign = open ? ChevronDownIcon : ChevronRightIcon
  return (
    <button type="button" className="summary" aria-expanded={open} onClick={toggle}>
      <Sign className="icon icon--small" />
      <span>
        {category === '' ? <strong>{t('composer.details')}</strong> : <><strong>{name(profile.categories, category)}</strong> · {parts.join(' · ')}</>}{' '}
        {state.asBefore && <span className="quiet">{t('composer.asBefore')}</span>}
      </span>
      <span className="summary__change">{t('common.change')}</span>
    </button>
  )
}

/** A guest is not asked for a basis or task: those are an organisation's. */
export function Details({ item, state, errors, guest }: { item: Item; state: State; errors: Errors; guest: boolean }) {
  const { t } = useTranslation()
  const { profile } = useRoom()
  const say = useWords()
  const { stated, set, type } = state
  return (
    <div className="form form--two">
      {item.persons.length > 0 && (
        <SelectField
          id="person" label={t('composer.person')} value={String(stated.person)} change={(person) => set({ person: Number(person) })} error={errors.person}
          options={[{ value: '0', label: t('composer.noPerson') }, ...item.persons.map((one) => ({ value: String(one.handle), label: one.pseudonym }))]}
        />
      )}
      <SelectField
        id="category" label={t('composer.category')} empty={t('common.choose')} value={stated.category} change={(category) => set({ category })} error={errors.category}
        options={profile.categories.map((one) => ({ value: one.code, label: say(one) }))}
      />
      {!guest && (
        <>
          <SelectField
            id="basis" label={t('composer.basis')} empty={t('common.choose')} value={stated.basis} change={(basis) => set({ basis })} error={errors.basis}
            options={basesFor(profile, stated.category).map((one) => ({ value: one.code, label: say(one) }))}
          />
          <SelectField
            id="task" label={t('composer.task')} empty={t('common.choose')} value={stated.task} change={(task) => set({ task })} error={errors.task}
            options={profile.tasks.map((one) => ({ value: one.code, label: say(one) }))}
          />
        </>
      )}
      <TextField id="why" label={t('composer.why')} hint={t('composer.whyHint')} optional={guest} value={stated.why} change={(why) => type({ why })} error={errors.why} />
      <TextField id="source" label={t('composer.from')} optional value={stated.source} change={(source) => type({ source })} />
    </div>
  )
}
