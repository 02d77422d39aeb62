import { CalendarEventIcon, CheckIcon, PlayerPauseIcon } from '@amsterdam/design-system-react-icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { InformPlan, Item } from '../../core/contract.ts'
import { useRoom } from '../../core/use.ts'
import { useDates, useName, useWords } from '../../i18n/words.ts'
import { nameOfPlace, scribes, viewerOf } from '../../lib/people.ts'
import { Button } from '../../parts/Button.tsx'
import { Status } from '../../parts/Chip.tsx'
import { DayForm } from './DayForm.tsx'
import { PlanForm } from './PlanForm.tsx'

/** Who tells the family what was discussed, and by when; or why that waits. */
export function Informing({ item }: { item: Item }) {
  const { t } = useTranslation()
  const { room } = useRoom()
  const [open, setOpen] = useState<'' | 'plan' | 'done'>('')
  const plan = item.informPlan
  const informs = plan !== null && plan.done === 0 && (scribes(room) || viewerOf(room)?.place === plan.by)
  return (
    <section className="card card--padded stack stack--tight" id="informeren" tabIndex={-1}>
      <h2>{t('family.inform')}</h2>
      {plan === null ? <p className="help">{t('family.noPlan')}</p> : <Plan plan={plan} />}
      {open === '' && (
        <div className="row">
          {informs && <Button weight="strong" icon={CheckIcon} press={() => setOpen('done')}>{t('family.told')}</Button>}
          {scribes(room) && <Button weight={plan === null ? 'strong' : 'second'} press={() => setOpen('plan')}>{plan === null ? t('family.make') : t('family.change')}</Button>}
        </div>
      )}
      {open === 'plan' && <PlanForm item={item} close={() => setOpen('')} />}
      {open === 'done' && <DayForm id="informed" label={t('family.toldDay')} press={t('family.told')} past request={(day) => ({ do: 'informed', item: item.id, day })} close={() => setOpen('')} />}
    </section>
  )
}

function Plan({ plan }: { plan: InformPlan }) {
  const { t } = useTranslation()
  const { room, profile } = useRoom()
  const name = useName()
  const say = useWords()
  const dates = useDates()
  const words = { name: say(nameOfPlace(room, profile, plan.by)), day: dates.day(plan.day) }
  const deferred = plan.ground !== ''
  return (
    <>
      {plan.done !== 0 && <Status tone="ok" icon={CheckIcon}>{t('family.done', { day: dates.day(plan.done) })}</Status>}
      {plan.done === 0 && !deferred && <Status tone="wait" icon={CalendarEventIcon}>{t('family.plan', words)}</Status>}
      {plan.done === 0 && deferred && <Status tone="wait" icon={PlayerPauseIcon}>{plan.day === 0 ? t('family.deferralOpen', words) : t('family.deferral', words)}</Status>}
      <dl className="terms">
        {deferred && <div><dt>{t('family.ground')}</dt><dd>{name(profile.informExceptions, plan.ground)}</dd></div>}
        {plan.reason && <div><dt>{t('family.why')}</dt><dd>{plan.reason}</dd></div>}
        {plan.what && <div><dt>{t('family.what')}</dt><dd>{plan.what}</dd></div>}
      </dl>
    </>
  )
}
