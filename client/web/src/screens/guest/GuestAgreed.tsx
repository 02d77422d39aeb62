import { CheckIcon, GavelIcon } from '@amsterdam/design-system-react-icons'
import { useTranslation } from 'react-i18next'
import type { Agreed, Item } from '../../core/contract.ts'
import { useRoom } from '../../core/use.ts'
import { useDates, useWords } from '../../i18n/words.ts'
import { nameOfPlace } from '../../lib/people.ts'
import { Chip } from '../../parts/Chip.tsx'
import { PersonText } from '../../parts/PersonText.tsx'

/** Decisions and actions, which everybody at the item reads. */
export function GuestAgreed({ item }: { item: Item }) {
  const { t } = useTranslation()
  const stands = item.agreed.filter((one) => !one.retracted && one.text !== null)
  return (
    <section className="stack stack--tight">
      <h2>{t('guest.agreed')}</h2>
      {stands.length === 0 && <p className="empty">{t('guest.agreedNone')}</p>}
      {stands.length > 0 && <ul className="card">{stands.map((one) => <OneAgreed key={one.act} item={item} agreed={one} />)}</ul>}
    </section>
  )
}

function OneAgreed({ item, agreed }: { item: Item; agreed: Agreed }) {
  const { t } = useTranslation()
  const { room, profile } = useRoom()
  const say = useWords()
  const dates = useDates()
  return (
    <li className="card__part stack stack--tight">
      <p className="reading"><PersonText text={agreed.text ?? ''} persons={item.persons} /></p>
      {agreed.action
        ? <p className="row"><CheckIcon className="icon icon--small" /><span className="help">{t('guest.action', { name: say(nameOfPlace(room, profile, agreed.assignee)), day: dates.day(agreed.due) })}</span></p>
        : <p><Chip icon={GavelIcon}>{t('guest.decided')}</Chip></p>}
    </li>
  )
}
