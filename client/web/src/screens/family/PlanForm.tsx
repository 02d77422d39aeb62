import { useTranslation } from 'react-i18next'
import type { Item } from '../../core/contract.ts'
import { useRoom } from '../../core/use.ts'
import { useDates, useWords } from '../../i18n/words.ts'
import { readDay } from '../../lib/dates.ts'
import { atItem, nameOfPlace } from '../../lib/people.ts'
import { Switch } from '../../parts/Choice.tsx'
import { EarlierWords } from '../../parts/EarlierWords.tsx'
import { AreaField, SelectField, TextField } from '../../parts/Field.tsx'
import { type Errors, FormAlert } from '../../parts/FormAlert.tsx'
import { FormEnd } from '../../parts/FormEnd.tsx'
import { useForm } from '../../parts/useForm.ts'
import { useSend } from '../../parts/useSend.ts'
import { useToday } from '../../parts/useToday.ts'
import { useEdited } from '../../parts/useTyped.ts'

/** Agreeing who informs the family, or putting it off on a ground of the covenant. */
export function PlanForm({ item, close }: { item: Item; close: () => void }) {
  const { t } = useTranslation()
  const { room, profile } = useRoom()
  const say = useWords()
  const dates = useDates()
  const today = useToday()
  const { send, refused } = useSend()
  const before = item.informPlan
  const [typed, set, sent, earlier] = useEdited(`inform-${item.id}`, {
    way: before?.ground ? 'deferral' : 'plan',
    by: String(before?.by || item.contact || ''), until: before?.day ? dates.day(before.day) : '', what: before?.what ?? '', ground: before?.ground ?? '', reason: before?.reason ?? '',
  })
  const deferral = typed.way === 'deferral'
  const day = readDay(typed.until, today)
  const form = useForm(() => {
    const errors: Errors = {}
    if (typed.by === '') errors['inform-by'] = t('family.whoMissing')
    if (day === null && (!deferral || typed.until.trim() !== '')) errors['inform-until'] = t('common.dateWrong')
    if (!deferral && typed.what.trim() === '') errors['inform-what'] = t('family.whatMissing')
    if (deferral && typed.ground === '') errors['inform-ground'] = t('family.groundMissing')
    if (deferral && typed.reason.trim() === '') errors['inform-reason'] = t('family.whyMissing')
    return errors
  }, earlier)
  const save = async () => {
    if (!form.ready()) return
    const plan = { do: 'plan_inform', item: item.id, by: Number(typed.by), day: day ?? 0, what: typed.what.trim() } as const
    if (!await send(deferral ? { ...plan, ground: typed.ground, reason: typed.reason.trim() } : plan)) return
    sent()
    close()
  }
  return (
    <form className="form" noValidate onSubmit={(event) => { event.preventDefault(); void save() }}>
      <EarlierWords earlier={earlier} />
      <FormAlert {...form} />
      {profile.informExceptions.length > 0 && (
        <Switch legend={t('family.way')} name="inform-way" value={typed.way} change={(way) => set({ way })} options={[{ value: 'plan', label: t('family.wayPlan') }, { value: 'deferral', label: t('family.wayDeferral') }]} />
      )}
      <SelectField
        id="inform-by" label={t('family.who')} empty={t('common.choose')} value={typed.by} change={(by) => set({ by })} error={form.errors['inform-by']}
        options={atItem(room, item).filter((at) => at.place.guest === '').map((at) => ({ value: String(at.place.id), label: say(nameOfPlace(room, profile, at.place.id)) }))}
      />
      <TextField id="inform-until" label={deferral ? t('family.untilDeferral') : t('family.until')} hint={t('common.dateHint')} value={typed.until} change={(until) => set({ until })} error={form.errors['inform-until']} />
      {deferral && (
        <>
          <SelectField
            id="inform-ground" label={t('family.ground')} empty={t('common.choose')} value={typed.ground} change={(ground) => set({ ground })} error={form.errors['inform-ground']}
            options={profile.informExceptions.map((one) => ({ value: one.code, label: say(one) }))}
          />
          <AreaField id="inform-reason" label={t('family.why')} hint={t('family.hidden')} value={typed.reason} change={(reason) => set({ reason })} error={form.errors['inform-reason']} rows={2} />
        </>
      )}
      <AreaField id="inform-what" label={t('family.what')} hint={t('family.hidden')} optional={deferral} value={typed.what} change={(what) => set({ what })} error={form.errors['inform-what']} rows={2} />
      <FormEnd refused={refused} press={t('common.save')} close={close} />
    </form>
  )
}
