import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { Item } from '../../core/contract.ts'
import { useRoom } from '../../core/use.ts'
import { useWords } from '../../i18n/words.ts'
import { dayOf, readDay } from '../../lib/dates.ts'
import { atItem, nameOfPlace } from '../../lib/people.ts'
import { Button } from '../../parts/Button.tsx'
import { EarlierWords } from '../../parts/EarlierWords.tsx'
import { AreaField, SelectField, TextField } from '../../parts/Field.tsx'
import { type Errors, FormAlert } from '../../parts/FormAlert.tsx'
import { Refused } from '../../parts/Refused.tsx'
import { useForm } from '../../parts/useForm.ts'
import { useNow } from '../../parts/useNow.ts'
import { useSend } from '../../parts/useSend.ts'
import { Follows } from './Follows.tsx'
import { InformFields } from './InformFields.tsx'
import { PersonFields } from './PersonFields.tsx'
import { type Typed, useItemForm } from './useItemForm.ts'

/** What an item is about and why it may be discussed, as the covenant asks. */
export function ItemForm({ item, close }: { item: Item; close: () => void }) {
  const { t, i18n } = useTranslation()
  const { room, profile } = useRoom()
  const say = useWords()
  const { send, refused } = useSend()
  const state = useItemForm(item, room, i18n.language)
  const { typed, set } = state
  const day = readDay(typed.day, dayOf(useNow(60_000)))
  const form = useForm(() => missing(item, typed, day, t), state.earlier)
  const save = async () => {
    if (!form.ready() || !await send({ do: 'describe', item: item.id, description: state.description(day ?? 0) })) return
    state.sent()
    close()
  }
  return (
    <form className="form item-form" noValidate onSubmit={(event) => { event.preventDefault(); void save() }}>
      <EarlierWords earlier={state.earlier} />
      <FormAlert {...form} />
      <TextField id="label" label={item.general ? t('prepare.labelGeneral') : t('prepare.label')} hint={t('prepare.labelHint')} value={typed.label} change={(label) => set({ label })} error={form.errors.label} />
      <AreaField id="description" label={t('prepare.description')} optional value={typed.text} change={(text) => set({ text })} rows={2} />
      {!item.general && (
        <>
          <div className="form form--two">
            <SelectField
              id="item-purpose" label={t('prepare.purpose')} empty={t('common.choose')} value={typed.purpose} change={(purpose) => set({ purpose })} error={form.errors['item-purpose']}
              options={profile.purposes.map((one) => ({ value: one.code, label: say(one) }))}
            />
            <SelectField
              id="criterion" label={t('prepare.criterion')} empty={t('common.choose')} value={typed.criterion} change={(criterion) => set({ criterion })} error={form.errors.criterion}
              options={profile.criteria.map((one) => ({ value: one.code, label: say(one) }))}
            />
          </div>
          {profile.phases.length > 0 && (
            <SelectField
              id="phase" label={t('prepare.phase')} empty={t('common.choose')} value={typed.phase} change={(phase) => set({ phase })}
              options={profile.phases.map((one) => ({ value: one.code, label: say(one) }))}
            />
          )}
          <SelectField
            id="contact" label={t('family.contact')} hint={t('family.contactHint')} empty={t('family.contactNone')} optional value={typed.contact} change={(contact) => set({ contact })}
            options={atItem(room, item).filter((at) => at.place.guest === '').map((at) => ({ value: String(at.place.id), label: say(nameOfPlace(room, profile, at.place.id)) }))}
          />
          <InformFields state={state} errors={form.errors} />
          <fieldset className="form">
            <legend className="field__label">{t('prepare.ladder')}</legend>
            {profile.ladder.map((one) => (
              <AreaField
                key={one.code} id={`ladder-${one.code}`} label={say(one)} optional={!profile.requiredLadder.includes(one.code)} rows={1}
                value={typed.ladder[one.code] ?? ''} change={(text) => set({ ladder: { [one.code]: text } })}
              />
            ))}
          </fieldset>
          <Follows earlier={typed.earlier} change={(earlier) => set({ earlier })} />
          <PersonFields state={state} errors={form.errors} />
        </>
      )}
      <Refused refused={refused} />
      <div className="row">
        <Button type="submit" weight="first">{t('common.save')}</Button>
        <Button weight="quiet" press={close}>{t('common.close')}</Button>
      </div>
    </form>
  )
}

/** What this form can see is missing; the covenant itself is asked by sending. */
function missing(item: Item, typed: Typed, day: number | null, t: TFunction): Errors {
  const errors: Errors = {}
  if (typed.label.trim() === '') errors.label = t('prepare.labelMissing')
  if (item.general) return errors
  if (typed.purpose === '') errors['item-purpose'] = t('prepare.purposeMissing')
  if (typed.criterion === '') errors.criterion = t('prepare.criterionMissing')
  if (typed.state !== '' && typed.day.trim() !== '' && day === null) errors['inform-day'] = t('common.dateWrong')
  if (typed.state === 'exception' && typed.ground === '') errors.ground = t('prepare.groundMissing')
  for (const [key, person] of Object.entries(typed.persons)) {
    if (person.pseudonym.trim() === '') errors[`pseudonym-${key}`] = t('prepare.pseudonymMissing')
  }
  return errors
}
