import { useTranslation } from 'react-i18next'
import type { Item } from '../../core/contract.ts'
import { useRoom } from '../../core/use.ts'
import { useDates, useList, useWords } from '../../i18n/words.ts'
import { atItem, partyName } from '../../lib/people.ts'
import { Check, Switch } from '../../parts/Choice.tsx'
import { AreaField, SelectField, TextField } from '../../parts/Field.tsx'
import { type Errors, FormAlert } from '../../parts/FormAlert.tsx'
import { FormEnd } from '../../parts/FormEnd.tsx'
import { TickList } from '../../parts/TickList.tsx'
import { useForm } from '../../parts/useForm.ts'
import { useSend } from '../../parts/useSend.ts'
import { useToday } from '../../parts/useToday.ts'
import { useConsentForm } from './useConsentForm.ts'

const levels = ['oral', 'explicit', 'written'] as const
const answers = ['given', 'refused', 'not_asked'] as const

/** Recording what somebody answered to the question whether this may be shared. */
export function ConsentForm({ item, close }: { item: Item; close: () => void }) {
  const { t } = useTranslation()
  const { profile } = useRoom()
  const dates = useDates()
  const today = useToday()
  const { send, refused } = useSend()
  const state = useConsentForm(item, today, dates.day(today))
  const { typed, set, asked } = state
  const form = useForm(() => state.missing(profile, t))
  const save = async () => {
    if (!form.ready() || !await send({ do: 'consent', item: item.id, record: state.record() })) return
    state.sent()
    close()
  }
  return (
    <form className="card card--padded form" noValidate onSubmit={(event) => { event.preventDefault(); void save() }}>
      <h3>{t('consent.new')}</h3>
      <FormAlert {...form} />
      <div className="form form--two">
        <SelectField
          id="consent-person" label={t('consent.about')} empty={t('common.choose')} value={typed.person} change={(person) => set({ person })} error={form.errors['consent-person']}
          options={item.persons.map((one) => ({ value: String(one.handle), label: one.pseudonym }))}
        />
        <Switch legend={t('consent.answer')} name="consent-answer" value={typed.answer} change={(answer) => set({ answer })} options={answers.map((value) => ({ value, label: t(`consent.${value}`) }))} />
        {asked && (
          <SelectField
            id="consent-level" label={t('consent.level')} empty={t('common.choose')} value={typed.level} change={(level) => set({ level })} error={form.errors['consent-level']}
            options={levels.map((value) => ({ value, label: t(`consent.${value}`) }))}
          />
        )}
        <TextField id="consent-day" label={t('consent.day')} hint={t('common.dateHint')} value={typed.day} change={(day) => set({ day })} error={form.errors['consent-day']} />
      </div>
      {asked && <Signers item={item} state={state} errors={form.errors} />}
      <div className="form form--two form--top">
        <Categories state={state} errors={form.errors} />
        {typed.answer === 'given' && <To item={item} state={state} errors={form.errors} />}
      </div>
      {typed.answer === 'given' && <Told state={state} errors={form.errors} />}
      {asked && <TextField id="consent-form" label={t('consent.form')} hint={t('consent.private')} optional={typed.level !== 'written'} value={typed.form} change={(value) => set({ form: value })} error={form.errors['consent-form']} />}
      <AreaField id="consent-note" label={t('consent.note')} hint={t('consent.private')} optional={!typed.incapable} value={typed.note} change={(note) => set({ note })} rows={2} />
      <FormEnd refused={refused} press={t('consent.save')} close={close} />
    </form>
  )
}

interface PartProps { state: ReturnType<typeof useConsentForm>; errors: Errors }

/** Whose answer counts follows from the age, in the profile. */
function Signers({ item, state, errors }: PartProps & { item: Item }) {
  const { t } = useTranslation()
  const { profile } = useRoom()
  const list = useList()
  const { typed, set } = state
  const age = item.persons.find((one) => String(one.handle) === typed.person)?.ageBand
  const counts = typed.incapable ? profile.consent.incapable : profile.ageBands.find((one) => one.code === age)?.signers
  const options = (['self', 'representative'] as const).map((value) => ({ value, label: t(`consent.${value}`) }))
  const who = options.filter((one) => counts?.includes(one.value)).map((one) => one.label.toLowerCase())
  return (
    <div>
      <TickList
        id="consent-signers" legend={t('consent.signers')} error={errors['consent-signers']} options={options} chosen={typed.signers} change={(signers) => set({ signers })}
        {...(who.length > 0 && { hint: t('consent.signersRule', { who: list(who) }) })}
      />
      <Check checked={typed.incapable} change={(incapable) => set({ incapable })}>{t('consent.incapable')}</Check>
      {typed.incapable && <p className="help">{t('consent.incapableHelp')}</p>}
    </div>
  )
}

function Categories({ state, errors }: PartProps) {
  const { t } = useTranslation()
  const { profile } = useRoom()
  const say = useWords()
  return (
    <TickList
      id="consent-categories" legend={t('consent.categories')} error={errors['consent-categories']} chosen={state.typed.categories} change={(categories) => state.set({ categories })}
      options={profile.categories.filter((one) => one.bases.length > 0).map((one) => ({ value: one.code, label: say(one) }))}
    />
  )
}

function To({ item, state, errors }: PartProps & { item: Item }) {
  const { t } = useTranslation()
  const { room, profile } = useRoom()
  const say = useWords()
  const parties = [...new Set(atItem(room, item).map((at) => at.place.party).filter(Boolean))]
  const options = [
    ...parties.map((code) => ({ value: code, label: say(partyName(profile, code)) })),
    ...room.outsiders.filter((one) => one.name !== '').map((one) => ({ value: `#${one.number}`, label: one.name })),
  ]
  return <TickList id="consent-to" legend={t('consent.parties')} hint={t('consent.partiesHint')} error={errors['consent-to']} options={options} chosen={state.typed.to} change={(to) => state.set({ to })} />
}

function Told({ state, errors }: PartProps) {
  const { t } = useTranslation()
  const error = errors['consent-told']
  return (
    <div>
      {error && <p className="stop-link" id="consent-told-error">{error}</p>}
      <Check id="consent-told" checked={state.typed.told} change={(told) => state.set({ told })} describedBy={error && 'consent-told-error'} invalid={error !== undefined}>{t('consent.told')}</Check>
    </div>
  )
}
