import { AlertTriangleIcon } from '@amsterdam/design-system-react-icons'
import { useTranslation } from 'react-i18next'
import type { Item } from '../../core/contract.ts'
import { useRoom } from '../../core/use.ts'
import { useWords } from '../../i18n/words.ts'
import { leads } from '../../lib/people.ts'
import { Articles } from '../../parts/Articles.tsx'
import { ButtonLink } from '../../parts/Button.tsx'
import { Notice } from '../../parts/Notice.tsx'
import { paths } from '../../parts/paths.ts'

/** What the covenant still asks of a case that came up on the spot. */
export function Missing({ item }: { item: Item }) {
  const { t } = useTranslation()
  const { room } = useRoom()
  const say = useWords()
  if (item.missing.length === 0) return null
  return (
    <Notice tone="wait" icon={AlertTriangleIcon} title={t('due.missing')} action={leads(room) && <ButtonLink to={paths.prepare}>{t('due.fill')}</ButtonLink>}>
      <p>{t('due.missingHelp')}</p>
      <ul className="bullets">{item.missing.map((one) => <li key={`${one.code}-${one.subject}`}>{say(one.sentence)} <Articles of={one.articles} /></li>)}</ul>
    </Notice>
  )
}
