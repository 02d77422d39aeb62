import { AlertTriangleIcon, ShieldCheckIcon, ShieldQuestionIcon } from '@amsterdam/design-system-react-icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRoom } from '../../core/use.ts'
import { unnamed } from '../../lib/people.ts'
import { Bar } from '../../parts/Bar.tsx'
import { Button } from '../../parts/Button.tsx'
import { Notice } from '../../parts/Notice.tsx'
import { useSend } from '../../parts/useSend.ts'
import { CodeWords } from '../enter/Code.tsx'

/** The words to read aloud, and who confirmed them. */
export function CodeSide() {
  const { t } = useTranslation()
  const { room } = useRoom()
  if (room.code === '') return <p className="card card--padded help">{t('lobby.beforeStart')}</p>
  return (
    <>
      <section className="code-side">
        <h2>{t('lobby.read')}</h2>
        <CodeWords words={room.codeWords} />
        <p className="small">{t('lobby.ask')}</p>
      </section>
      <Confirmed />
    </>
  )
}

function Confirmed() {
  const { t } = useTranslation()
  const { room } = useRoom()
  const { send } = useSend()
  const [differs, setDiffers] = useState(false)
  const inside = room.seats.filter((seat) => !seat.gone)
  const done = inside.filter((seat) => seat.confirmed).length
  return (
    <section className="card card--padded stack">
      <div className="row row--apart"><h2>{t('lobby.confirmed')}</h2><strong>{t('common.of', { done, of: inside.length })}</strong></div>
      <Bar value={done} of={inside.length} label={t('lobby.confirmed')} />
      <ul className="confirmed">
        {inside.map((seat) => {
          const Sign = seat.confirmed ? ShieldCheckIcon : ShieldQuestionIcon
          return (
            <li key={seat.id} className={seat.confirmed ? 'confirmed__yes' : 'confirmed__no'}>
              <Sign className="icon" />
              <span>{seat.claims.name || unnamed(seat)} {seat.id === room.viewer && t('common.youSuffix')}</span>
              {!seat.confirmed && <span className="small">{t('lobby.waits')}</span>}
            </li>
          )
        })}
      </ul>
      {differs
        ? (
          <Notice tone="stop" icon={AlertTriangleIcon} title={t('lobby.differ')} action={<Button press={() => void send({ do: 'new_code' })}>{t('lobby.newCode')}</Button>}>
            <p>{t('lobby.differHelp')}</p>
          </Notice>
        )
        : <div><Button weight="stop" icon={AlertTriangleIcon} press={() => setDiffers(true)}>{t('lobby.differ')}</Button></div>}
    </section>
  )
}
