import { FileCheckIcon, FolderIcon } from '@amsterdam/design-system-react-icons'
import { useTranslation } from 'react-i18next'
import { useParams } from 'wouter'
import type { Item } from '../../core/contract.ts'
import { useRoom } from '../../core/use.ts'
import { talksOf } from '../../lib/family.ts'
import { questionsTo } from '../../lib/newcomers.ts'
import { ButtonLink } from '../../parts/Button.tsx'
import { Chip } from '../../parts/Chip.tsx'
import { Page } from '../../parts/Page.tsx'
import { paths } from '../../parts/paths.ts'
import { DueList } from '../family/Due.tsx'
import { Composer } from '../meeting/Composer.tsx'
import { ComposerContext, useComposer } from '../meeting/composing.ts'
import { Drafts } from '../meeting/Drafts.tsx'
import { Requests } from '../meeting/Requests.tsx'
import { GuestAgreed } from './GuestAgreed.tsx'
import { GuestConsents } from './GuestConsents.tsx'
import { GuestSelf } from './GuestSelf.tsx'
import { GuestTexts } from './GuestTexts.tsx'
import { GuestThere } from './GuestThere.tsx'
import { GuestSays } from './GuestSays.tsx'

/** The one screen of a guest: what he may read, what was agreed, what he says. */
export function GuestTalk() {
  const { t } = useTranslation()
  const { room } = useRoom()
  const { item: chosen } = useParams()
  const composer = useComposer()
  const talks = talksOf(room)
  const item = talks.find((one) => String(one.id) === chosen) ?? talks.find((one) => one.stage === 'open') ?? talks[0]
  return (
    <ComposerContext value={composer}>
      <Page title={t('enter.title')} top={<Ways />}>
        {item === undefined ? <Nowhere /> : <Talk key={item.id} item={item} talks={talks} />}
        <GuestSelf />
      </Page>
    </ComposerContext>
  )
}

function Ways() {
  const { t } = useTranslation()
  const { room } = useRoom()
  const asked = questionsTo(room)
  return (
    <>
      {room.packages.some((made) => made.recipient.seat === room.viewer && made.made) && <ButtonLink to={paths.minutes} icon={FileCheckIcon}>{t('minutes.title')}</ButtonLink>}
      <ButtonLink to={paths.mine} icon={FolderIcon}>{t('meeting.mine')} {asked > 0 && <Chip tone="wait">{t('meeting.questions', { count: asked })}</Chip>}</ButtonLink>
    </>
  )
}

function Nowhere() {
  const { t } = useTranslation()
  return (
    <section className="card card--padded stack stack--tight" role="status">
      <h1>{t('guest.nowhere')}</h1>
      <p>{t('guest.nowhereText')}</p>
    </section>
  )
}

function Talk({ item, talks }: { item: Item; talks: Item[] }) {
  const { t } = useTranslation()
  return (
    <div className="guest stack stack--loose">
      <header className="stack stack--tight">
        <h1>{item.label}</h1>
        <p>{t('guest.lead')}</p>
        {talks.length > 1 && (
          <nav aria-label={t('guest.talks')} className="row">
            {talks.map((one) => <ButtonLink key={one.id} small weight={one.id === item.id ? 'strong' : 'second'} to={`${paths.meeting}/${one.id}`}>{one.label}</ButtonLink>)}
          </nav>
        )}
      </header>
      <DueList />
      <Drafts item={item} />
      <Requests item={item} />
      <GuestSays item={item} />
      <Composer item={item} />
      <GuestTexts item={item} />
      <GuestAgreed item={item} />
      <GuestConsents item={item} />
      <GuestThere item={item} />
    </div>
  )
}
