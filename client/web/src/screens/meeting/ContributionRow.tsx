import { ArrowBackUpIcon, CloudCheckIcon, EyeIcon, ShieldCheckIcon } from '@amsterdam/design-system-react-icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { Contribution, Item } from '../../core/contract.ts'
import { useRoom } from '../../core/use.ts'
import { useDates, useHidden, useName, useWords } from '../../i18n/words.ts'
import { atItem, mayHold, partyOf, seatOf } from '../../lib/people.ts'
import { Avatar } from '../../parts/Avatar.tsx'
import { Chip, Status } from '../../parts/Chip.tsx'
import { HoldForm } from '../../parts/HoldForm.tsx'
import { PersonText } from '../../parts/PersonText.tsx'
import { Standing } from '../../parts/Standing.tsx'
import { paths } from '../../parts/paths.ts'
import { useComposing } from './composing.ts'
import { Nature } from './Nature.tsx'

interface RowProps { item: Item; contribution: Contribution }

/** One contribution: who, what, its labels, who can read it. */
export function ContributionRow({ item, contribution }: RowProps) {
  const { t } = useTranslation()
  const { room, profile } = useRoom()
  const say = useWords()
  const hidden = useHidden()
  const dates = useDates()
  const owner = seatOf(room, contribution.owner)
  const own = contribution.owner === room.viewer
  const gone = Boolean(contribution.withdrawn)
  return (
    <li className={`contribution${gone ? ' contribution--gone' : ''}`}>
      <Avatar name={owner?.claims.name ?? ''} own={own} />
      <div className="stack stack--tight">
        <div className="row row--apart">
          <p>
            <strong>{own ? t('common.you') : owner?.claims.name}</strong> <span className="quiet">{owner && say(partyOf(room, profile, owner))}</span>{' '}
            {contribution.as && <Chip>{t(`meeting.as_${contribution.as as 'reply'}`)}</Chip>}
          </p>
          {gone && <Status tone="stop" icon={ArrowBackUpIcon}>{t('meeting.withdrawn')}</Status>}
          {!gone && own && <Status tone="ok" icon={CloudCheckIcon}>{t('meeting.stored', { time: dates.time(contribution.time) })}</Status>}
          {!gone && !own && <span className="help">{dates.time(contribution.time)}</span>}
        </div>
        {gone
          ? <p className="help">{t('meeting.withdrawnBy', { name: owner?.claims.name ?? '' })}</p>
          : <p className="reading"><PersonText text={contribution.text ?? hidden(contribution.shown)} persons={item.persons} /></p>}
        {!gone && <Standing what={contribution} />}
        {!gone && contribution.text !== null && <Foot item={item} contribution={contribution} />}
      </div>
    </li>
  )
}

function Foot({ item, contribution }: RowProps) {
  const { t } = useTranslation()
  const { room, profile } = useRoom()
  const name = useName()
  const { begin } = useComposing()
  const [open, setOpen] = useState(false)
  const [holding, setHolding] = useState(false)
  const { labels } = contribution
  const owner = seatOf(room, contribution.owner)?.claims.name ?? ''
  const category = profile.categories.find((one) => one.code === labels?.category)
  const everybody = contribution.opens.length >= atItem(room, item).length
  const readers = contribution.opens.flatMap((seat) => seatOf(room, seat)?.claims.name ?? [])
  return (
    <>
      <div className="row row--apart">
        <div className="row">
          {labels && <Nature of={labels.nature} />}
          {labels && <Chip>{name(profile.categories, labels.category)}</Chip>}
          {category?.special && <Chip tone="wait" icon={ShieldCheckIcon}>{t('meeting.special')}</Chip>}
          <button type="button" className="plain-button" aria-expanded={open} onClick={() => setOpen(!open)}>
            <EyeIcon className="icon icon--small" />
            {everybody ? t('meeting.readersAll', { count: contribution.opens.length }) : t('common.people', { count: contribution.opens.length })}
          </button>
        </div>
        <div className="row">
          {contribution.owner === room.viewer
            ? (
              <>
                <Link className="plain-button" href={`${paths.mine}#${contribution.act}`}>{t('meeting.readers')}</Link>
                <button type="button" className="plain-button" onClick={() => begin({ is: 'correct', what: contribution })}>{t('meeting.correct')}</button>
              </>
            )
            : <button type="button" className="plain-button" aria-label={t('meeting.replyTo', { name: owner })} onClick={() => begin({ is: 'reply', to: contribution })}>{t('meeting.reply')}</button>}
          {mayHold(room, contribution, contribution.owner) && <button type="button" className="plain-button" aria-expanded={holding} onClick={() => setHolding(!holding)}>{t('hold.press')}</button>}
          <Link className="plain-button" href={`${paths.release}/nieuw/${contribution.act}`}>{t('meeting.propose')}</Link>
        </div>
      </div>
      {holding && <HoldForm act={contribution.act} close={() => setHolding(false)} />}
      {open && <p className="help">{t('meeting.whoReads')}: {readers.join(', ')}</p>}
    </>
  )
}
