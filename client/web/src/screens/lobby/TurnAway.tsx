import { useTranslation } from 'react-i18next'
import type { Visit } from '../../core/contract.ts'
import { Button } from '../../parts/Button.tsx'
import { Refused } from '../../parts/Refused.tsx'
import { useSend } from '../../parts/useSend.ts'

/** Refusing somebody at the door asks once more, in the place itself. */
export function TurnAway({ visit, close }: { visit: Visit; close: () => void }) {
  const { t } = useTranslation()
  const { send, refused } = useSend()
  const turnAway = async () => {
    if (await send({ do: 'turn_away', invitation: visit.invitation })) close()
  }
  return (
    <div className="confirm stack stack--tight">
      <p><strong>{t('lobby.sure', { name: visit.guest || visit.claims.name })}</strong></p>
      <Refused refused={refused} />
      <div className="row">
        <Button weight="danger" press={() => void turnAway()}>{t('lobby.turnAway')}</Button>
        <Button press={close}>{t('common.cancel')}</Button>
      </div>
    </div>
  )
}
