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
  const people = Object.entries(typed.persons)
  const change = (key: string, next: TypedPerson) => set({ persons: { [key]: next } })
  const add = () => change(`new${people.length + 1}`, { pseudonym: '', names: '', relation: '', ageBand: '' })
  return (
    <fieldset className="form">
      <legend className="field__label">{t('prepare.persons')}</legend>
      <div>
        <Check checked={typed.named} change={(named) => set({ named })}>{t('prepare.named')}</Check>
        <p className="help">{t('prepare.namedHelp')}</p>
      </div>
      {people.map(([key, person]) => <OnePerson key={key} id={key} person={person} named={typed.named} errors={errors} change={(next) => change(key, { ...person, ...next })} />)}
      <div><Button small icon={PlusIcon} press={add}>{t('prepare.addPerson')}</Button></div>
    </fieldset>
  )
}

interface OneProps { id: string; person: TypedPerson; named: boolean; errors: Errors; change: (next: Partial<TypedPerson>) => void }

function OnePerson({ id, person, named, errors, change }: OneProps) {
  const { t } = useTranslation()
  const { profile } = useRoom()
  const say = useWords()
  return (
    <div className="form form--two item-form__person">
      <TextField id={`pseudonym-${id}`} label={t('prepare.pseudonym')} hint={t('prepare.pseudonymHint')} value={person.pseudonym} change={(pseudonym) => change({ pseudonym })} error={errors[`pseudonym-${id}`]} />
      {named && <TextField id={`names-${id}`} label={t('prepare.names')} hint={t('prepare.namesHint')} value={person.names} change={(names) => change({ names })} />}
      <SelectField
        id={`relation-${id}`} label={t('prepare.relation')} empty={t('common.choose')} value={person.relation} change={(relation) => change({ relation })}
        options={profile.relations.map((one) => ({ value: one.code, label: say(one) }))}
      />
      <SelectField
        id={`age-${id}`} label={t('prepare.age')} empty={t('common.choose')} value={person.ageBand} change={(ageBand) => change({ ageBand })}
        options={profile.ageBands.map((one) => ({ value: one.code, label: say(one) }))}
      />
    </div>
  )
}
