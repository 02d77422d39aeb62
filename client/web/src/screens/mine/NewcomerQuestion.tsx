import { CheckIcon, UserPlusIcon } from '@amsterdam/design-system-react-icons'
import { useTranslation } from 'react-i18next'
import type { Newcomer } from '../../core/contract.ts'
import { useRoom } from '../../core/use.ts'
import { useWords } from '../../i18n/words.ts'
import { reasonFor } from '../../lib/newcomers.ts'
import { partyName, seatOf } from '../../lib/people.ts'
import { Button } from '../../parts/Button.tsx'
import { Refused } from '../../parts/Refused.tsx'
import { useSend } from '../../parts/useSend.ts'

/** Somebody came later than what one brought in: one question about all of it. */
export function NewcomerQuestion({ newcomer }: { newcomer: Newcomer }) {
  const { t } = useTranslation()
  const { room, profile } = useRoom()
  const say = useWords()
  const { send, refused } = useSend()
  const count = newcomer.contributions.length
  const seat = seatOf(room, newcomer.seat)
  return (
    <li className="card__part stack stack--tight">
      <div className="question__foot">
        <div className="row newcomer">
          <UserPlusIcon className="icon icon--large" />
          <div>
            <p><strong>{t('newcomer.came', { name: seat?.claims.name ?? '', party: say(partyName(profile, seat?.claims.party ?? '')) })}</strong> {t('newcomer.may', { count })}</p>
            <p className="help">{t('newcomer.noHelp')}</p>
          </div>
        </div>
        <div className="row">
          <a className="plain-button" href={`#${newcomer.contributions[0] ?? ''}`}>{t('newcomer.each')}</a>
          <Button press={() => void send({ do: 'put_aside', seat: newcomer.seat })}>{t('newcomer.no')}</Button>
          <Button weight="strong" icon={CheckIcon} press={() => void send({ do: 'show_all', seat: newcomer.seat, reason: reasonFor(room, newcomer) })}>{t('newcomer.yes', { count })}</Button>
        </div>
      </div>
      <Refused refused={refused} />
    </li>
  )
}
