import { useTranslation } from 'react-i18next'
import { useRoom } from '../../core/use.ts'
import { useWords } from '../../i18n/words.ts'
import { SelectField } from '../../parts/Field.tsx'
import type { Errors } from '../../parts/FormAlert.tsx'

interface Stated { basis: string; task: string }

/** Why a text may go to who is outside the covenant (DW art. 8.2). */
export function Beyond({ stated, change, errors }: { stated: Stated; change: (stated: Stated) => void; errors: Errors }) {
  const { t } = useTranslation()
  const { profile } = useRoom()
  const say = useWords()
  const options = (entries: typeof profile.bases) => entries.map((one) => ({ value: one.code, label: say(one) }))
  return (
    <div className="card card--padded form">
      <SelectField
        id="basis" label={t('outside.basis')} empty={t('common.choose')} value={stated.basis} change={(basis) => change({ ...stated, basis })} error={errors.basis}
        options={options(profile.bases)}
      />
      <SelectField
        id="task" label={t('outside.task')} empty={t('common.choose')} value={stated.task} change={(task) => change({ ...stated, task })} error={errors.task}
        options={options(profile.tasks)}
      />
    </div>
  )
}
