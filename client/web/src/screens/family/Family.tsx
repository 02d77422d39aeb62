import { UserPlusIcon } from '@amsterdam/design-system-react-icons'
import { useTranslation } from 'react-i18next'
import { useParams } from 'wouter'
import type { Item } from '../../core/contract.ts'
import { useRoom } from '../../core/use.ts'
import { useWords } from '../../i18n/words.ts'
import { isGuest } from '../../lib/family.ts'
import { atItem, leads, nameOfPlace, placeParty } from '../../lib/people.ts'
import { ButtonLink } from '../../parts/Button.tsx'
import { Page } from '../../parts/Page.tsx'
import { useAnchor } from '../../parts/useAnchor.ts'
import { paths } from '../../parts/paths.ts'
import { Composer } from '../meeting/Composer.tsx'
import { ComposerContext, useComposer } from '../meeting/composing.ts'
import { NotFound } from '../NotFound.tsx'
import { Consents } from './Consents.tsx'
import { DueList } from './Due.tsx'
import { Informing } from './Informing.tsx'
import { NoticePart } from './Notice.tsx'
import { Responses } from './Responses.tsx'

/** All about the people whom a case is about: what they allow, know and answer. */
export function Family() {
  const { room } = useRoom()
  const { item: chosen } = useParams()
  const item = room.items.find((one) => String(one.id) === chosen && one.here && !one.general)
  return item === undefined || isGuest(room, room.viewer) ? <NotFound /> : <OfItem key={item.id} item={item} />
}

function OfItem({ item }: { item: Item }) {
  const { t } = useTranslation()
  const { profile } = useRoom()
  const composer = useComposer()
  useAnchor()
  return (
    <ComposerContext value={composer}>
      <Page title={t('family.title')} back>
        <div>
          <h1>{t('family.title')}</h1>
          <p className="help">{t('family.lead', { number: item.number, label: item.label })}</p>
        </div>
        <DueList />
        <div className="columns">
          <div className="stack stack--loose">
            <Consents item={item} />
            {profile.guests.length > 0 && <Guests item={item} />}
          </div>
          <div className="stack">
            <Informing item={item} />
            <Responses item={item} />
            {profile.releaseKinds.some((kind) => kind.code === 'notice') && <NoticePart item={item} />}
          </div>
        </div>
        <Composer item={item} />
      </Page>
    </ComposerContext>
  )
}

function Guests({ item }: { item: Item }) {
  const { t } = useTranslation()
  const { room, profile } = useRoom()
  const say = useWords()
  const guests = atItem(room, item).filter((at) => at.place.guest !== '')
  const is = (place: number) => {
    const handle = item.sittings.find((one) => one.place === place)?.person
    return item.persons.find((one) => one.handle === handle)?.pseudonym
  }
  return (
    <section className="stack stack--tight">
      <div className="row row--apart">
        <h2>{t('family.guests')} <span className="quiet">{guests.length}</span></h2>
        {leads(room) && <ButtonLink to={paths.prepare} icon={UserPlusIcon}>{t('family.invite')}</ButtonLink>}
      </div>
      {guests.length === 0 && <p className="empty help">{t('family.noGuests')}</p>}
      {guests.length > 0 && (
        <ul className="card">
          {guests.map(({ place }) => (
            <li key={place.id} className="card__part row">
              <strong>{say(nameOfPlace(room, profile, place.id))}</strong>
              <span className="quiet">{[say(placeParty(profile, place)), is(place.id) && t('family.is', { name: is(place.id) ?? '' })].filter(Boolean).join(' · ')}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
