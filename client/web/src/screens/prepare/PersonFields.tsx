import { PlusIcon } from '@amsterdam/design-system-react-icons'
import { useTranslation } from 'react-i18next'
import { useRoom } from '../../core/use.ts'
import { useWords } from '../../i18n/words.ts'
import { Button } from '../../parts/Button.tsx'
import { Check } from '../../parts/Choice.tsx'
import { SelectField, TextField } from '../../parts/Field.tsx'
import type { Errors } from '../../parts/FormAlert.tsx'
import type { ItemFormState, TypedPerson } from './useItemForm.ts'

interface PersonProps { state: ItemFormState; errors: Errors }

/** The persons an item is about: a pseudonym each, and names only when named. */
export function PersonFields({ state, errors }: PersonProps) {
  const { t } = useTranslation()
  const { typed, set } = state
  const change = (key: number, next: Partial<TypedPerson>) => set({ persons: typed.persons.map((one) => (one.key === key ? { ...one, ...next } : one)) })
  const add = () => set({ persons: [...typed.persons, { key: typed.persons.length + 1, pseudonym: '', names: '', relation: '', ageBand: '' }] })
  return (
    <fieldset className="form">
      <legend className="field__label">{t('prepare.persons')}</legend>
      <div>
        <Check checked={typed.named} change={(named) => set({ named })}>{t('prepare.named')}</Check>
        <p className="help">{t('prepare.namedHelp')}</p>
      </div>
      {typed.persons.map((person) => <OnePerson key={person.key} person={person} named={typed.named} errors={errors} change={(next) => change(person.key, next)} />)}
      <div><Button small icon={PlusIcon} press={add}>{t('prepare.addPerson')}</Button></div>
    </fieldset>
  )
}

function OnePerson({ person, named, errors, change }: { person: TypedPerson; named: boolean; errors: Errors; change: (next: Partial<TypedPerson>) => void }) {
  const { t } = useTranslation()
  const { profile } = useRoom()
  const say = useWords()
  const { key } = person
  return (
    <div className="form form--two item-form__person">
      <TextField id={`pseudonym-${key}`} label={t('prepare.pseudonym')} hint={t('prepare.pseudonymHint')} value={person.pseudonym} change={(pseudonym) => change({ pseudonym })} error={errors[`pseudonym-${key}`]} />
      {named && <TextField id={`names-${key}`} label={t('prepare.names')} hint={t('prepare.namesHint')} value={person.names} change={(names) => change({ names })} />}
      <SelectField
        id={`relation-${key}`} label={t('prepare.relation')} empty={t('common.choose')} value={person.relation} change={(relation) => change({ relation })}
        options={profile.relations.map((one) => ({ value: one.code, label: say(one) }))}
      />
      <SelectField
        id={`age-${key}`} label={t('prepare.age')} empty={t('common.choose')} value={person.ageBand} change={(ageBand) => change({ ageBand })}
        options={profile.ageBands.map((one) => ({ value: one.code, label: say(one) }))}
      />
    </div>
  )
}
