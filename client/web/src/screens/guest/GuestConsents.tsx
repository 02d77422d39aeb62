import { ArrowBackUpIcon } from '@amsterdam/design-system-react-icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Consent, Item } from '../../core/contract.ts'
import { useRoom } from '../../core/use.ts'
import { useDates, useList, useName, useWords } from '../../i18n/words.ts'
import { partyName, viewerOf } from '../../lib/people.ts'
import { Button } from '../../parts/Button.tsx'
import { Chip } from '../../parts/Chip.tsx'
import { WithdrawConsent } from '../family/WithdrawConsent.tsx'

/** The consent that the person himself gave; he can take it back here. */
export function GuestConsents({ item }: { item: Item }) {
  const { t } = useTranslation()
  const { room } = useRoom()
  const place = viewerOf(room)?.place
  const self = item.sittings.find((one) => one.place === place)?.person ?? 0
  const own = item.consents.filter((one) => self !== 0 && one.record.person === self && one.record.answer === 'given')
  if (own.length === 0) return null
  return (
    <section className="stack stack--tight">
      <h2>{t('consent.own')}</h2>
      <ul className="card">{own.map((one) => <OwnConsent key={one.act} item={item} consent={one} />)}</ul>
    </section>
  )
}

function OwnConsent({ item, consent }: { item: Item; consent: Consent }) {
  const { t } = useTranslation()
  const { profile } = useRoom()
  const dates = useDates()
  const name = useName()
  const say = useWords()
  const list = useList()
  const [open, setOpen] = useState(false)
  const { record } = consent
  return (
    <li className="card__part stack stack--tight">
      <dl className="terms">
        <div><dt>{t('consent.categories')}</dt><dd>{list(record.categories.map((code) => name(profile.categories, code)))}</dd></div>
        <div><dt>{t('consent.parties')}</dt><dd>{list(record.parties.map((code) => say(partyName(profile, code))))}</dd></div>
        <div><dt>{t('consent.day')}</dt><dd>{dates.day(record.day)}</dd></div>
      </dl>
      {consent.withdrawn !== 0 && <p><Chip tone="stop" icon={ArrowBackUpIcon}>{t('consent.withdrawn', { day: dates.day(consent.withdrawn) })}</Chip></p>}
      {consent.withdrawn === 0 && !open && <div><Button icon={ArrowBackUpIcon} press={() => setOpen(true)}>{t('consent.withdrawOwn')}</Button></div>}
      {consent.withdrawn === 0 && open && <WithdrawConsent item={item} consent={consent} close={() => setOpen(false)} />}
    </li>
  )
}
