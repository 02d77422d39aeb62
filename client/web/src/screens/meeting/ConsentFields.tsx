import { ShieldCheckIcon } from '@amsterdam/design-system-react-icons'
import { useTranslation } from 'react-i18next'
import type { Item, Results } from '../../core/contract.ts'
import { useDates, useWords } from '../../i18n/words.ts'
import { standingConsents } from '../../lib/family.ts'
import { ButtonLink } from '../../parts/Button.tsx'
import { Check } from '../../parts/Choice.tsx'
import { AreaField, SelectField } from '../../parts/Field.tsx'
import type { Errors } from '../../parts/FormAlert.tsx'
import { Notice } from '../../parts/Notice.tsx'
import { paths } from '../../parts/paths.ts'
import type { useContribution } from './useContribution.ts'

interface ConsentProps { item: Item; state: ReturnType<typeof useContribution>; needed: Results['consent_needed'] | null; errors: Errors }

/** What a contribution rests on where the covenant asks for consent: a record, or a
 * ground that does instead, weighed by its owner. */
export function ConsentFields({ item, state, needed, errors }: ConsentProps) {
  const { t } = useTranslation()
  const { stated, set } = state
  return (
    <>
      <Check checked={stated.secret} change={(secret) => set({ secret })}>{t('carried.secret')}</Check>
      {needed !== null && needed.level !== '' && <Carried item={item} state={state} needed={needed} errors={errors} />}
    </>
  )
}

function Carried({ item, state, needed, errors }: ConsentProps & { needed: Results['consent_needed'] }) {
  const { t } = useTranslation()
  const say = useWords()
  const dates = useDates()
  const { stated, set, type } = state
  const records = standingConsents(item, stated.person)
  const name = item.persons.find((one) => one.handle === stated.person)?.pseudonym ?? ''
  const options = [
    ...records.map((one) => ({ value: one.act, label: t('carried.record', { name, level: t(`consent.${one.record.level as 'oral'}`).toLowerCase(), day: dates.day(one.record.day) }) })),
    ...needed.overrides.map((one) => ({ value: `#${one.code}`, label: t('carried.without', { ground: say(one) }) })),
  ]
  return (
    <Notice
      tone="accent" icon={ShieldCheckIcon} title={t(`carried.needed_${needed.level as 'oral'}`)}
      action={records.length === 0 && <ButtonLink to={`${paths.family}/${item.id}`}>{t('carried.toRecord')}</ButtonLink>}
    >
      {records.length === 0 && <p>{t('carried.noRecord')}</p>}
      <div className="form">
        <SelectField
          id="carried" label={t('carried.on')} empty={t('common.choose')} error={errors.carried} options={options}
          value={stated.consent || (stated.override && `#${stated.override}`)}
          change={(chosen) => set(chosen.startsWith('#') ? { consent: '', override: chosen.slice(1) } : { consent: chosen, override: '' })}
        />
        {stated.override !== '' && <AreaField id="weighed" label={t('carried.weighed')} hint={t('carried.weighedHint')} value={stated.weighed} change={(weighed) => type({ weighed })} error={errors.weighed} rows={2} />}
      </div>
    </Notice>
  )
}
