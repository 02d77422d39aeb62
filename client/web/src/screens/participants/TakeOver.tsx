import { UserCheckIcon } from '@amsterdam/design-system-react-icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { useRoom } from '../../core/use.ts'
import { Button } from '../../parts/Button.tsx'
import { paths } from '../../parts/paths.ts'
import { Sure } from '../../parts/Sure.tsx'
import { useSend } from '../../parts/useSend.ts'

/** A deputy goes on where the chair fell away; the code is read again. */
export function TakeOver() {
  const { t } = useTranslation()
  const { room } = useRoom()
  const { send, refused } = useSend()
  const [asked, setAsked] = useState(false)
  const [, go] = useLocation()
  const chair = room.seats.find((seat) => seat.post === 'chair')
  const take = async () => {
    if (await send({ do: 'take_over' })) go(paths.lobby)
  }
  return (
    <section className="card card--padded stack stack--tight">
      <h2>{t('people.takeOverTitle')}</h2>
      <p className="help">{t('people.takeOverText')}</p>
      {asked
        ? <Sure title={t('people.takeOverSure', { name: chair?.claims.name ?? '' })} label={t('people.takeOver')} icon={UserCheckIcon} press={() => void take()} cancel={() => setAsked(false)} refused={refused} />
        : <div><Button icon={UserCheckIcon} press={() => setAsked(true)}>{t('people.takeOver')}</Button></div>}
    </section>
  )
}
