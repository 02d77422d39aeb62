import { EyeOffIcon } from '@amsterdam/design-system-react-icons'
import { useTranslation } from 'react-i18next'
import { useRoom } from '../../core/use.ts'
import { useList } from '../../i18n/words.ts'
import { unshownTo } from '../../lib/newcomers.ts'
import { seatOf } from '../../lib/people.ts'

/** The chair sees what newcomers do not read yet; their owners were asked. */
export function Unshown() {
  const { t } = useTranslation()
  const { room } = useRoom()
  const list = useList()
  const lines = unshownTo(room)
  const name = (seat: number) => seatOf(room, seat)?.claims.name ?? ''
  if (lines.length === 0) return null
  return (
    <section className="stack stack--tight">
      <h2>{t('newcomer.unshown')}</h2>
      <p className="help">{t('newcomer.unshownHelp')}</p>
      <ul className="card">
        {lines.map((line) => (
          <li key={line.seat} className="card__part row">
            <EyeOffIcon className="icon" />
            <span>{t('newcomer.unshownOf', { count: line.count, name: name(line.seat), owners: list(line.owners.map(name)) })}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
