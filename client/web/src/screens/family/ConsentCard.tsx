import { ArrowBackUpIcon, CheckIcon, MinusIcon, XIcon } from '@amsterdam/design-system-react-icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Consent, Item } from '../../core/contract.ts'
import { useRoom } from '../../core/use.ts'
import { useDates, useList, useName, useWords } from '../../i18n/words.ts'
import { restingOn, wentOn } from '../../lib/family.ts'
import { nameOfRecipient, partyName, seatOf } from '../../lib/people.ts'
import { Button } from '../../parts/Button.tsx'
import { Chip } from '../../parts/Chip.tsx'
import { Obstacle } from '../../parts/Standing.tsx'
import { WithdrawConsent } from './WithdrawConsent.tsx'

interface CardProps { item: Item; consent: Consent }

/** One record: who answered what, for what and to whom, and what rests on it. */
export function ConsentCard({ item, consent }: CardProps) {
  const { t } = useTranslation()
  const { room } = useRoom()
  const [open, setOpen] = useState(false)
  const person = item.persons.find((one) => one.handle === consent.record.person)?.pseudonym ?? ''
  const stands = consent.record.answer === 'given' && consent.withdrawn === 0
  return (
    <li className="card__part stack stack--tight">
      <div className="row row--apart">
        <p className="row"><strong>{person}</strong> <Answer consent={consent} /></p>
        <span className="help">{t('consent.by', { name: seatOf(room, consent.by)?.claims.name ?? '' })}</span>
      </div>
      <Facts consent={consent} />
      <Rests item={item} consent={consent} />
      {stands && !open && <div><Button small icon={ArrowBackUpIcon} press={() => setOpen(true)} label={`${t('consent.withdraw')}: ${person}`}>{t('consent.withdraw')}</Button></div>}
      {stands && open && <WithdrawConsent item={item} consent={consent} close={() => setOpen(false)} />}
    </li>
  )
}

function Answer({ consent }: { consent: Consent }) {
  const { t } = useTranslation()
  const dates = useDates()
  if (consent.withdrawn !== 0) return <Chip tone="stop" icon={ArrowBackUpIcon}>{t('consent.withdrawn', { day: dates.day(consent.withdrawn) })}</Chip>
  switch (consent.record.answer) {
    case 'given': return <Chip tone="ok" icon={CheckIcon}>{t('consent.given')}</Chip>
    case 'refused': return <Chip tone="stop" icon={XIcon}>{t('consent.refused')}</Chip>
    default: return <Chip icon={MinusIcon}>{t('consent.not_asked')}</Chip>
  }
}

function Facts({ consent }: { consent: Consent }) {
  const { t } = useTranslation()
  const { room, profile } = useRoom()
  const dates = useDates()
  const name = useName()
  const say = useWords()
  const list = useList()
  const { record } = consent
  const to = [...record.parties.map((code) => say(partyName(profile, code))), ...record.outside.map((outside) => nameOfRecipient(room, { seat: 0, outside }))]
  const facts: [string, string][] = [
    [t('consent.level'), record.level && `${t(`consent.${record.level as 'oral'}`)}, ${dates.day(record.day)}`],
    [t('consent.signers'), list(record.signers.map((one) => t(`consent.${one as 'self'}`)))],
    [t('consent.categories'), list(record.categories.map((code) => name(profile.categories, code)))],
    [t('consent.parties'), list(to)],
    [t('consent.form'), record.form],
    [t('consent.note'), record.note],
  ]
  return <dl className="terms">{facts.filter(([, value]) => value !== '').map(([term, value]) => <div key={term}><dt>{term}</dt><dd>{value}</dd></div>)}</dl>
}

/** What rests on a record; once it is withdrawn, what that stops and who has it. */
function Rests({ item, consent }: CardProps) {
  const { t } = useTranslation()
  const { room } = useRoom()
  const list = useList()
  if (consent.record.answer !== 'given') return null
  const went = [...new Set(wentOn(room, consent).map((one) => nameOfRecipient(room, one.recipient)))]
  return (
    <>
      <p className="help">{t('consent.rests', { count: restingOn(item, consent).length })}</p>
      {consent.withdrawn !== 0 && <Obstacle of="consent_withdrawn" />}
      {consent.withdrawn !== 0 && went.length > 0 && <p>{t('consent.went', { names: list(went) })}</p>}
    </>
  )
}
