import { useTranslation } from 'react-i18next'
import { useRoom } from '../../core/use.ts'
import { leads, scribes } from '../../lib/people.ts'
import { Bar } from '../../parts/Bar.tsx'
import { Button } from '../../parts/Button.tsx'
import { NotYours } from '../../parts/NotYours.tsx'
import { Page } from '../../parts/Page.tsx'
import { Refused } from '../../parts/Refused.tsx'
import { useSend } from '../../parts/useSend.ts'
import { DueList } from '../family/Due.tsx'
import { SavePlan } from '../prepare/SavePlan.tsx'
import { Closing } from './Closing.tsx'
import { Gates } from './Gates.tsx'
import { Packages } from './Packages.tsx'
import { Reactions } from './Reactions.tsx'

/** What must still be done, each gate with its article, and the packages. */
export function WrapUp() {
  const { t } = useTranslation()
  const { room } = useRoom()
  if (!scribes(room)) return <NotYours />
  const met = room.gates.filter((gate) => gate.met).length
  return (
    <Page title={t('wrap.title')} back>
      {!leads(room) && <Writing />}
      {leads(room) && (room.phase === 'session' || room.phase === 'preparing') && <Begin />}
      {leads(room) && room.phase !== 'session' && room.phase !== 'preparing' && (
        <div className="columns">
          <div className="stack">
            <div className="page__head">
              <div>
                <h1>{t('wrap.title')}</h1>
                <p className="help">{t('wrap.open', { count: room.gates.length - met })}</p>
              </div>
              <p><strong className="wrap__count">{met}</strong> <span className="quiet">{t('wrap.ready', { of: room.gates.length })}</span></p>
            </div>
            <Bar value={met} of={room.gates.length} label={t('wrap.title')} />
            <DueList />
            <Gates />
            <Reactions />
            <Closing />
            <SavePlan />
          </div>
          <Packages />
        </div>
      )}
    </Page>
  )
}

/** The secretary makes packages and answers reactions; the gates are the chair's. */
function Writing() {
  const { t } = useTranslation()
  return (
    <>
      <h1>{t('wrap.title')}</h1>
      <div className="columns">
        <Reactions />
        <Packages />
      </div>
    </>
  )
}

function Begin() {
  const { t } = useTranslation()
  const { send, refused } = useSend()
  return (
    <section className="stack">
      <h1>{t('wrap.title')}</h1>
      <p>{t('wrap.beginHelp')}</p>
      <Refused refused={refused} />
      <div><Button weight="first" press={() => void send({ do: 'wrap_up' })}>{t('wrap.begin')}</Button></div>
    </section>
  )
}
