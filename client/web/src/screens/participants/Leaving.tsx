import { DoorExitIcon } from '@amsterdam/design-system-react-icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRoom } from '../../core/use.ts'
import { stewardReason } from '../../lib/newcomers.ts'
import { seatOf, viewerOf } from '../../lib/people.ts'
import { Button } from '../../parts/Button.tsx'
import { SelectField } from '../../parts/Field.tsx'
import { Sure } from '../../parts/Sure.tsx'
import { useSend } from '../../parts/useSend.ts'

/** Leaving for good, with a colleague who decides further about what one brought in. */
export function Leaving() {
  const { t } = useTranslation()
  const { room, profile } = useRoom()
  const { send, refused } = useSend()
  const [steward, setSteward] = useState(0)
  const [asked, setAsked] = useState(false)
  const count = room.items.flatMap((item) => item.contributions).filter((one) => one.owner === room.viewer && !one.withdrawn).length
  const name = seatOf(room, steward)?.claims.name ?? ''
  const leave = () => void (steward === 0 ? send({ do: 'leave' }) : send({ do: 'leave_to', steward, reason: stewardReason(room, profile, steward) }))
  return (
    <section className="card card--padded stack stack--tight">
      <h2>{t('leaving.title')}</h2>
      <p className="help">{t('leaving.later')}</p>
      {viewerOf(room)?.post === 'chair' ? <p>{t('leaving.chair')}</p> : (
        <>
          {room.stewards.length > 0 && count > 0 && (
            <SelectField
              id="steward" label={t('leaving.steward')} hint={t('leaving.stewardHint')} value={String(steward)} change={(value) => setSteward(Number(value))}
              options={[{ value: '0', label: t('leaving.nobody') }, ...room.stewards.map((seat) => ({ value: String(seat), label: seatOf(room, seat)?.claims.name ?? '' }))]}
            />
          )}
          {!asked && <div><Button weight="stop" icon={DoorExitIcon} press={() => setAsked(true)}>{t('leaving.leave')}</Button></div>}
          {asked && (
            <Sure title={t('leaving.sure')} label={t('leaving.leave')} icon={DoorExitIcon} press={leave} cancel={() => setAsked(false)} refused={refused}>
              <p>{steward === 0 ? t('leaving.noSteward', { count }) : t('leaving.withSteward', { count, name })}</p>
            </Sure>
          )}
        </>
      )}
    </section>
  )
}
