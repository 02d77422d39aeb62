import { useTranslation } from 'react-i18next'
import { useRoom } from '../../core/use.ts'
import { useWords } from '../../i18n/words.ts'
import { AreaField, SelectField, TextField } from '../../parts/Field.tsx'
import type { Errors } from '../../parts/FormAlert.tsx'
import type { ItemFormState } from './useItemForm.ts'

const states = ['informed', 'planned', 'afterwards', 'exception'] as const

/** Whether the person knows that he is discussed (DW art. 10.1). */
export function InformFields({ state, errors }: { state: ItemFormState; errors: Errors }) {
  const { t } = useTranslation()
  const { profile } = useRoom()
  const say = useWords()
  const { typed, set } = state
  const chosen = states.find((one) => one === typed.state)
  return (
    <>
      <div className="form form--two">
        <SelectField
          id="informed" label={t('prepare.informed')} empty={t('common.choose')} value={typed.state} change={(value) => set({ state: value })}
          options={states.filter((one) => one !== 'afterwards' || profile.informAfter).map((one) => ({ value: one, label: t(`prepare.state_${one}`) }))}
        />
        {chosen && (
          <TextField
            id="inform-day" label={t(`prepare.day_${chosen}`)} hint={t('common.dateHint')} optional={chosen === 'exception'}
            value={typed.day} change={(day) => set({ day })} error={errors['inform-day']}
          />
        )}
      </div>
      {chosen === 'exception' && (
        <>
          <SelectField
            id="ground" label={t('prepare.ground')} empty={t('common.choose')} value={typed.ground} change={(ground) => set({ ground })} error={errors.ground}
            options={profile.informExceptions.map((one) => ({ value: one.code, label: say(one) }))}
          />
          <AreaField id="reason" label={t('prepare.reason')} value={typed.reason} change={(reason) => set({ reason })} rows={2} />
        </>
      )}
    </>
  )
}
