import { DevicesIcon, HelpIcon, IdOffIcon, PencilIcon, PlayerPlayIcon, UsersIcon } from '@amsterdam/design-system-react-icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Item, Person } from '../../core/contract.ts'
import { useRoom } from '../../core/use.ts'
import { useName } from '../../i18n/words.ts'
import { leads, scribes } from '../../lib/people.ts'
import { Button, ButtonLink } from '../../parts/Button.tsx'
import { Chip } from '../../parts/Chip.tsx'
import { paths } from '../../parts/paths.ts'
import { Refused } from '../../parts/Refused.tsx'
import { useSend } from '../../parts/useSend.ts'
import { DueList } from '../family/Due.tsx'
import { Missing } from '../family/Missing.tsx'
import { FromBefore } from '../followup/FromBefore.tsx'
import { AgreedList } from './AgreedList.tsx'
import { AskForm } from './AskForm.tsx'
import { Contributions } from './Contributions.tsx'
import { DraftForm } from './DraftForm.tsx'
import { Drafts } from './Drafts.tsx'
import { EndItem } from './EndItem.tsx'
import { Requests } from './Requests.tsx'

/** One item in the middle: head, what waits for you, contributions, what was agreed. */
export function ItemDesk({ item }: { item: Item }) {
  const { t } = useTranslation()
  if (!item.here) return <><h1>{item.number}. {t('meeting.closedItem')}</h1><p>{t('meeting.notHere')}</p></>
  return (
    <div className="stack stack--loose">
      <Head item={item} />
      <DueList />
      <Missing item={item} />
      <Drafts item={item} />
      <Requests item={item} />
      <FromBefore item={item} />
      <Contributions item={item} />
      <AgreedList item={item} />
    </div>
  )
}

function Head({ item }: { item: Item }) {
  const { t } = useTranslation()
  const { room, profile } = useRoom()
  const name = useName()
  const { send, refused } = useSend()
  const [open, setOpen] = useState<'' | 'ask' | 'draft' | 'end'>('')
  const purpose = profile.purposes.find((one) => one.code === item.purpose)
  return (
    <header className="stack stack--tight">
      <div className="page__head">
        <div className="row">
          <h1>{item.label}</h1>
          {!item.general && !item.named && <Chip tone="accent" icon={IdOffIcon}>{t('meeting.anonymous')}</Chip>}
          {item.criterion && <Chip tone="line">{name(profile.criteria, item.criterion)}{purpose?.articles[0] && ` · ${purpose.articles[0]}`}</Chip>}
        </div>
        <div className="row">
          {leads(room) && item.stage !== 'open' && item.outcome === '' && <Button icon={PlayerPlayIcon} press={() => void send({ do: 'open_item', item: item.id })}>{t('meeting.openItem')}</Button>}
          {leads(room) && item.stage === 'open' && <Button expanded={open === 'end'} press={() => setOpen(open === 'end' ? '' : 'end')}>{t('meeting.endItem')}</Button>}
          {!item.general && <ButtonLink to={`${paths.family}/${item.id}`} icon={UsersIcon}>{t('family.open')}</ButtonLink>}
          {scribes(room) && <Button icon={PencilIcon} expanded={open === 'draft'} press={() => setOpen(open === 'draft' ? '' : 'draft')}>{t('table.writeFor')}</Button>}
          <ButtonLink to={`${paths.wall}/${item.id}`} icon={DevicesIcon}>{t('wall.open')}</ButtonLink>
          <Button icon={HelpIcon} expanded={open === 'ask'} press={() => setOpen(open === 'ask' ? '' : 'ask')}>{t('request.title')}</Button>
        </div>
      </div>
      {item.persons.length > 0 && <ul className="row row--wide">{item.persons.map((person) => <PersonLine key={person.handle} item={item} person={person} />)}</ul>}
      <Refused refused={refused} />
      {open === 'draft' && <DraftForm item={item} close={() => setOpen('')} />}
      {open === 'ask' && <AskForm item={item} close={() => setOpen('')} />}
      {open === 'end' && <EndItem item={item} close={() => setOpen('')} />}
    </header>
  )
}

function PersonLine({ item, person }: { item: Item; person: Person }) {
  const { t } = useTranslation()
  const { profile } = useRoom()
  const name = useName()
  const told: Record<string, string> = { informed: t('meeting.informed'), planned: t('meeting.willBe'), afterwards: t('meeting.willBe'), exception: t('meeting.notInformed') }
  return (
    <li>
      <strong>{person.pseudonym}</strong>{' '}
      <span className="help">{[name(profile.relations, person.relation), name(profile.ageBands, person.ageBand), person.handle === 1 ? told[item.inform.state] : ''].filter(Boolean).join(' · ')}</span>
    </li>
  )
}
