import { UserPlusIcon } from '@amsterdam/design-system-react-icons'
import { useTranslation } from 'react-i18next'
import { useRoom } from '../../core/use.ts'
import { leads, viewerOf } from '../../lib/people.ts'
import { ButtonLink } from '../../parts/Button.tsx'
import { Page } from '../../parts/Page.tsx'
import { paths } from '../../parts/paths.ts'
import { ArchiveKeys } from './ArchiveKeys.tsx'
import { FreePlaces } from './FreePlaces.tsx'
import { Leaving } from './Leaving.tsx'
import { OneSeat } from './OneSeat.tsx'
import { Outsiders } from './Outsiders.tsx'
import { OwnKey } from './OwnKey.tsx'
import { TakeOver } from './TakeOver.tsx'

/** Who takes part, on which device, with which post and key; and one's own part. */
export function Participants() {
  const { t } = useTranslation()
  const { room } = useRoom()
  const inside = room.seats.filter((seat) => !seat.gone)
  const gone = room.seats.filter((seat) => seat.gone)
  const own = viewerOf(room)
  return (
    <Page title={t('people.title')} back top={leads(room) && <ButtonLink to={paths.prepare} icon={UserPlusIcon}>{t('people.invite')}</ButtonLink>}>
      <div>
        <h1>{t('people.title')}</h1>
        <p className="help">{t('people.lead')}</p>
      </div>
      <div className="columns">
        <div className="stack stack--loose">
          <section className="stack stack--tight">
            <h2>{t('people.inside')} <span className="quiet">{inside.length}</span></h2>
            <ul className="card">{inside.map((seat) => <OneSeat key={seat.id} seat={seat} />)}</ul>
          </section>
          {gone.length > 0 && (
            <section className="stack stack--tight">
              <h2>{t('people.gone')} <span className="quiet">{gone.length}</span></h2>
              <ul className="card">{gone.map((seat) => <OneSeat key={seat.id} seat={seat} />)}</ul>
            </section>
          )}
          {leads(room) && <FreePlaces />}
          {leads(room) && <Outsiders />}
        </div>
        <div className="stack">
          {own?.post === 'deputy' && <TakeOver />}
          <OwnKey />
          <ArchiveKeys />
          <Leaving />
        </div>
      </div>
    </Page>
  )
}
