import { ArrowBackUpIcon, CloudCheckIcon, EyeIcon, PlayerPauseIcon } from '@amsterdam/design-system-react-icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Contribution, Item } from '../../core/contract.ts'
import { useRoom } from '../../core/use.ts'
import { useDates, useHidden, useName } from '../../i18n/words.ts'
import { atItem, mayHold, seatOf } from '../../lib/people.ts'
import { Button, ButtonLink } from '../../parts/Button.tsx'
import { Chip, Status } from '../../parts/Chip.tsx'
import { HoldForm } from '../../parts/HoldForm.tsx'
import { PersonText } from '../../parts/PersonText.tsx'
import { paths } from '../../parts/paths.ts'
import { Standing } from '../../parts/Standing.tsx'
import { Nature } from '../meeting/Nature.tsx'
import { ReadersForm } from './ReadersForm.tsx'
import { Ways } from './Ways.tsx'
import { Withdraw } from './Withdraw.tsx'

interface OwnProps { item: Item; contribution: Contribution }

/** One's own contribution: its text, who can read it, in which package it goes. */
export function OwnContribution({ item, contribution }: OwnProps) {
  const { t } = useTranslation()
  const { room } = useRoom()
  const others = contribution.opens.filter((seat) => seat !== room.viewer)
  const everybody = contribution.opens.length >= atItem(room, item).length
  return (
    <li id={contribution.act} className={`card__part own${contribution.withdrawn ? ' own--gone' : ''}`}>
      <div className="own__columns">
        <Text item={item} contribution={contribution} />
        <div>
          <p className="help">{t('mine.who')}</p>
          {contribution.withdrawn && <p className="quiet">{t('mine.nobody')}</p>}
          {!contribution.withdrawn && everybody && <p>{t('mine.everybody', { count: contribution.opens.length })}</p>}
          {!contribution.withdrawn && !everybody && <p>{others.flatMap((seat) => seatOf(room, seat)?.claims.name ?? []).join(', ')}</p>}
        </div>
        <div>
          <p className="help">{t('mine.package')}</p>
          <Ways item={item} contribution={contribution} />
        </div>
      </div>
      {!contribution.withdrawn && <Presses item={item} contribution={contribution} />}
    </li>
  )
}

function Text({ item, contribution }: OwnProps) {
  const { t } = useTranslation()
  const hidden = useHidden()
  const { profile } = useRoom()
  const name = useName()
  const dates = useDates()
  if (contribution.withdrawn) {
    return <div className="stack stack--tight"><div><Chip tone="stop" icon={ArrowBackUpIcon}>{t('meeting.withdrawn')}</Chip></div><p className="quiet">{t('mine.erased')}</p></div>
  }
  return (
    <div className="stack stack--tight">
      {contribution.labels && <div className="row"><Nature of={contribution.labels.nature} /><Chip>{name(profile.categories, contribution.labels.category)}</Chip></div>}
      <p className="reading"><PersonText text={contribution.text ?? hidden(contribution.shown)} persons={item.persons} /></p>
      <Standing what={contribution} />
      <Status tone="ok" icon={CloudCheckIcon}>{t('mine.stored', { time: dates.time(contribution.time) })}</Status>
    </div>
  )
}

function Presses({ item, contribution }: OwnProps) {
  const { t } = useTranslation()
  const { room } = useRoom()
  const [open, setOpen] = useState<'' | 'readers' | 'hold' | 'withdraw'>('')
  return (
    <>
      <div className="row">
        <Button icon={EyeIcon} expanded={open === 'readers'} press={() => setOpen(open === 'readers' ? '' : 'readers')}>{t('mine.readers')}</Button>
        <ButtonLink to={`${paths.meeting}/${item.id}`}>{t('mine.correct')}</ButtonLink>
        {mayHold(room, contribution, contribution.owner) && <Button icon={PlayerPauseIcon} expanded={open === 'hold'} press={() => setOpen(open === 'hold' ? '' : 'hold')}>{t('hold.press')}</Button>}
        <Button weight="quiet" icon={ArrowBackUpIcon} expanded={open === 'withdraw'} press={() => setOpen('withdraw')}>{t('mine.withdraw')}</Button>
      </div>
      {open === 'readers' && <ReadersForm item={item} contribution={contribution} close={() => setOpen('')} />}
      {open === 'hold' && <HoldForm act={contribution.act} close={() => setOpen('')} />}
      {open === 'withdraw' && <Withdraw item={item} contribution={contribution} close={() => setOpen('')} />}
    </>
  )
}
