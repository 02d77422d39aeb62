import { ShieldCheckIcon, ShieldQuestionIcon } from '@amsterdam/design-system-react-icons'
import { useTranslation } from 'react-i18next'
import { useRoom } from '../../core/use.ts'
import { useWords } from '../../i18n/words.ts'
import { partyOf, unnamed } from '../../lib/people.ts'
import { Status } from '../../parts/Chip.tsx'

/** Who is in the room, and who compared the words. */
export function Inside() {
  const { t } = useTranslation()
  const { room, profile } = useRoom()
  const say = useWords()
  const inside = room.seats.filter((seat) => !seat.gone)
  return (
    <section className="stack stack--tight">
      <h2>{t('lobby.inside')} <span className="quiet">{t('lobby.places', { done: inside.length, of: room.places.length })}</span></h2>
      <table className="card list">
        <caption className="hidden">{t('lobby.inside')}</caption>
        <thead>
          <tr><th scope="col">{t('lobby.name')}</th><th scope="col">{t('lobby.partyFunction')}</th><th scope="col">{t('lobby.role')}</th><th scope="col">{t('lobby.code')}</th></tr>
        </thead>
        <tbody>
          {inside.map((seat) => (
            <tr key={seat.id}>
              <th scope="row">{seat.claims.name || unnamed(seat)} {seat.id === room.viewer && t('common.youSuffix')}</th>
              <td>{[say(partyOf(room, profile, seat)), seat.claims.function].filter(Boolean).join(', ')}</td>
              <td>{t(`post.${seat.post}`)}</td>
              <td>
                {seat.confirmed
                  ? <Status tone="ok" icon={ShieldCheckIcon}>{t('lobby.same')}</Status>
                  : <Status tone="wait" icon={ShieldQuestionIcon}>{t('lobby.notCompared')}</Status>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
