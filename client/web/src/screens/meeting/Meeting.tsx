import { Tabs } from '@amsterdam/design-system-react/dist/Tabs/index.js'
import '@amsterdam/design-system-css/dist/tabs/tabs.css'
import { FolderIcon, LogoutIcon, UsersIcon } from '@amsterdam/design-system-react-icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation, useParams } from 'wouter'
import type { Item } from '../../core/contract.ts'
import { useRoom } from '../../core/use.ts'
import { questionsTo } from '../../lib/newcomers.ts'
import { leads, scribes, viewerOf } from '../../lib/people.ts'
import { ButtonLink } from '../../parts/Button.tsx'
import { Chip } from '../../parts/Chip.tsx'
import { useTitle } from '../../parts/Page.tsx'
import { paths } from '../../parts/paths.ts'
import { Top } from '../../parts/Top.tsx'
import { Troubles } from '../../parts/Troubles.tsx'
import { useWide } from '../../parts/useWide.ts'
import { Agenda } from './Agenda.tsx'
import { ComposerContext, useComposer, useComposing } from './composing.ts'
import { Composer } from './Composer.tsx'
import { ItemDesk } from './ItemDesk.tsx'
import { NarrowBar, NarrowHead } from './Narrow.tsx'
import { People } from './People.tsx'
import { SpeakersSaid } from './Speakers.tsx'

/** The working screen: agenda, the item, the people; on a phone under tabs. */
export function Meeting() {
  const { t } = useTranslation()
  const { room } = useRoom()
  const { item: chosen } = useParams()
  const composer = useComposer()
  const wide = useWide()
  const item = room.items.find((one) => String(one.id) === chosen) ?? room.items.find((one) => one.stage === 'open' && one.here) ?? room.items.find((one) => one.here)
  useTitle(t('meeting.title'))
  return (
    <ComposerContext value={composer}>
      <Top><Ways /></Top>
      <Troubles />
      {item?.stage === 'open' && item.here && <SpeakersSaid item={item} />}
      {wide ? <Columns item={item} /> : <Tabbed item={item} />}
    </ComposerContext>
  )
}

function Ways() {
  const { t } = useTranslation()
  const { room } = useRoom()
  const asked = questionsTo(room)
  const wrapping = room.phase !== 'preparing' && room.phase !== 'session'
  const mine = room.packages.some((made) => made.recipient.seat === room.viewer && made.made)
  return (
    <>
      {leads(room) && (
        <ButtonLink to={paths.lobby} icon={UsersIcon}>{t('meeting.lobby')} {room.visits.length > 0 && <Chip tone="wait">{t('meeting.lobbyWaits', { count: room.visits.length })}</Chip>}</ButtonLink>
      )}
      {scribes(room) && <ButtonLink to={paths.wrapUp}>{t('meeting.wrapUp')}</ButtonLink>}
      {(wrapping || mine) && (
        <ButtonLink to={paths.minutes}>{t('minutes.title')} {!viewerOf(room)?.minutesKey && <Chip tone="wait">{t('table.keyNeeded')}</Chip>}</ButtonLink>
      )}
      <span className="wide-only">
        <ButtonLink to={paths.mine} icon={FolderIcon}>
          {t('meeting.mine')} {asked > 0 && <Chip tone="wait">{t('meeting.questions', { count: asked })}</Chip>}
        </ButtonLink>
      </span>
    </>
  )
}

function Columns({ item }: { item: Item | undefined }) {
  const { t } = useTranslation()
  return (
    <div className="meeting">
      <div className="meeting__side"><Agenda current={item?.id} /><Out /></div>
      <div className="meeting__middle">
        <main id="content" tabIndex={-1} className="meeting__item">
          {item === undefined ? <NoItem /> : <ItemDesk key={item.id} item={item} />}
        </main>
        {item?.here && <Composer item={item} />}
      </div>
      <aside className="meeting__side" aria-label={t('meeting.people')}>{item?.here && <People item={item} />}</aside>
    </div>
  )
}

/** The other screens have it below them. */
function Out() {
  const { t } = useTranslation()
  return <footer className="side__part"><ButtonLink weight="quiet" small icon={LogoutIcon} to={paths.logout}>{t('logout.title')}</ButtonLink></footer>
}

function NoItem() {
  const { t } = useTranslation()
  return <><h1>{t('meeting.title')}</h1><p>{t('meeting.noItem')}</p></>
}

type Tab = 'agenda' | 'bespreking' | 'mensen'

function Tabbed({ item }: { item: Item | undefined }) {
  const { t } = useTranslation()
  const { room } = useRoom()
  const [tab, setTab] = useState<Tab>('bespreking')
  const [, go] = useLocation()
  const { open } = useComposing()
  return (
    <div className="meeting-narrow">
      <main id="content" tabIndex={-1} className="meeting-tabs">
        <NarrowHead item={item} />
        <Tabs activeTab={tab} onTabChange={(chosen) => (chosen === 'mijn' ? go(paths.mine) : setTab((chosen ?? 'bespreking') as Tab))}>
          <Tabs.List aria-label={t('meeting.title')}>
            <Tabs.Button aria-controls="agenda">{t('meeting.tabAgenda')}</Tabs.Button>
            <Tabs.Button aria-controls="bespreking">{t('meeting.tabItem')}</Tabs.Button>
            <Tabs.Button aria-controls="mensen">{t('meeting.tabPeople')}</Tabs.Button>
            <Tabs.Button aria-controls="mijn">{t('meeting.tabMine')} {questionsTo(room) > 0 && <span className="dot" />}</Tabs.Button>
          </Tabs.List>
          <Tabs.Panel id="agenda"><Agenda current={item?.id} chosen={() => setTab('bespreking')} /><Out /></Tabs.Panel>
          <Tabs.Panel id="bespreking">
            <div className="meeting__item">{item === undefined ? <NoItem /> : <ItemDesk key={item.id} item={item} />}</div>
          </Tabs.Panel>
          <Tabs.Panel id="mensen">{item?.here && <People item={item} />}</Tabs.Panel>
        </Tabs>
      </main>
      {item?.here && (open ? <Composer item={item} /> : <NarrowBar item={item} />)}
    </div>
  )
}
