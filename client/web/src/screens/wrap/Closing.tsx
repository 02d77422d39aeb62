import { AlertCircleIcon, LockIcon, TrashIcon } from '@amsterdam/design-system-react-icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRoom } from '../../core/use.ts'
import { useDates, useName } from '../../i18n/words.ts'
import { Button } from '../../parts/Button.tsx'
import { Notice } from '../../parts/Notice.tsx'
import { Refused } from '../../parts/Refused.tsx'
import { useSend } from '../../parts/useSend.ts'

/** Adopting, closing and destroying, one after another. Pressing early answers
 * with what is still open. */
export function Closing() {
  const { t } = useTranslation()
  const { room, profile } = useRoom()
  const name = useName()
  const dates = useDates()
  const { send, refused } = useSend()
  const [pressed, setPressed] = useState(false)
  const open = room.gates.filter((gate) => !gate.met)
  const adopt = () => {
    setPressed(true)
    if (open.length === 0) void send({ do: 'adopt' })
  }
  return (
    <section className="card card--padded stack stack--tight">
      <h2>{t('wrap.after')}</h2>
      <p className="help">{room.destroyOn === 0 ? t('wrap.afterText') : t('wrap.destroyOn', { date: dates.day(room.destroyOn) })}</p>
      <div role="status">
        {pressed && open.length > 0 && room.phase === 'wrap_up' && (
          <Notice tone="stop" icon={AlertCircleIcon} title={t('wrap.stillOpen')}>
            <ul className="bullets">{open.map((gate) => <li key={gate.code}>{name(profile.gates, gate.code)}</li>)}</ul>
          </Notice>
        )}
      </div>
      <Refused refused={refused} />
      <div className="row row--end">
        {room.phase === 'wrap_up' && <Button icon={LockIcon} press={adopt}>{t('wrap.adopt')}</Button>}
        {room.phase === 'adopted' && <Button weight="first" icon={LockIcon} press={() => void send({ do: 'close' })}>{t('wrap.close')}</Button>}
        {room.phase === 'closed' && <Destroy />}
      </div>
    </section>
  )
}

function Destroy() {
  const { t } = useTranslation()
  const { send, refused } = useSend()
  const [asked, setAsked] = useState(false)
  if (!asked) return <Button weight="stop" icon={TrashIcon} press={() => setAsked(true)}>{t('wrap.destroy')}</Button>
  return (
    <div className="confirm stack stack--tight">
      <p><strong>{t('wrap.destroySure')}</strong></p>
      <Refused refused={refused} />
      <div className="row">
        <Button weight="danger" icon={TrashIcon} press={() => void send({ do: 'destroy' })}>{t('wrap.destroy')}</Button>
        <Button press={() => setAsked(false)}>{t('common.cancel')}</Button>
      </div>
    </div>
  )
}
