import { PlayerPlayIcon, QrcodeIcon, UserPlusIcon } from '@amsterdam/design-system-react-icons'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { useRoom } from '../../core/use.ts'
import { useWords } from '../../i18n/words.ts'
import { leads, placeParty } from '../../lib/people.ts'
import { Button, ButtonLink } from '../../parts/Button.tsx'
import { NotYours } from '../../parts/NotYours.tsx'
import { Page } from '../../parts/Page.tsx'
import { paths } from '../../parts/paths.ts'
import { Refused } from '../../parts/Refused.tsx'
import { useSend } from '../../parts/useSend.ts'
import { CodeSide } from './CodeSide.tsx'
import { Inside } from './Inside.tsx'
import { Unshown } from './Unshown.tsx'
import { Visits } from './Visits.tsx'

/** The chair lets people in and reads the code aloud. */
export function Lobby() {
  const { t } = useTranslation()
  const { room } = useRoom()
  if (!leads(room)) return <NotYours />
  return (
    <Page title={t('lobby.title')} top={<><ButtonLink to={paths.participants}>{t('people.title')}</ButtonLink><ButtonLink to={paths.prepare} icon={UserPlusIcon}>{t('lobby.invite')}</ButtonLink></>}>
      <div className="columns">
        <div className="stack stack--loose">
          <Visits />
          <Inside />
          <NotCome />
          <Unshown />
        </div>
        <div className="stack">
          <CodeSide />
          <Begin />
        </div>
      </div>
    </Page>
  )
}

function NotCome() {
  const { t } = useTranslation()
  const { room, profile } = useRoom()
  const say = useWords()
  const empty = room.places.filter((place) => place.seat === 0 && !room.visits.some((visit) => visit.place === place.id))
  if (empty.length === 0) return null
  return (
    <section className="stack stack--tight">
      <h2>{t('lobby.notCome')} <span className="quiet">{empty.length}</span></h2>
      <ul className="card">
        {empty.map((place) => (
          <li key={place.id} className="card__part row row--apart">
            <p><strong>{place.function || say(placeParty(profile, place))}</strong> {place.guest === '' && <span className="quiet">· {say(placeParty(profile, place))}</span>}</p>
            <ButtonLink small to={paths.prepare} icon={QrcodeIcon}>{t('lobby.link')}</ButtonLink>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Begin() {
  const { t } = useTranslation()
  const { room } = useRoom()
  const { send, refused } = useSend()
  const [, go] = useLocation()
  if (room.phase !== 'preparing') {
    return <div className="row row--end"><ButtonLink weight="first" to={paths.meeting}>{t('lobby.toMeeting')}</ButtonLink></div>
  }
  const deputy = room.seats.some((seat) => seat.post === 'deputy' && !seat.gone)
  const begin = async () => {
    if (await send({ do: 'start', withoutDeputy: !deputy })) go(paths.lobby)
  }
  return (
    <>
      <Refused refused={refused} />
      <div className="row row--apart">
        <p className="help">{deputy ? t('lobby.beginHelp') : t('lobby.noDeputy')}</p>
        <Button weight="first" icon={PlayerPlayIcon} press={() => void begin()}>{deputy ? t('lobby.begin') : t('lobby.beginAlone')}</Button>
      </div>
    </>
  )
}
