import { HelpIcon } from '@amsterdam/design-system-react-icons'
import { useTranslation } from 'react-i18next'
import type { Item } from '../../core/contract.ts'
import { useRoom } from '../../core/use.ts'
import { seatOf } from '../../lib/people.ts'
import { Button } from '../../parts/Button.tsx'
import { Notice } from '../../parts/Notice.tsx'
import { useComposing } from './composing.ts'

/** What others ask the viewer at this item and he has not answered. */
export function Requests({ item }: { item: Item }) {
  const { t } = useTranslation()
  const { room } = useRoom()
  const { begin } = useComposing()
  const answered = (act: string) => item.contributions.some((one) => one.owner === room.viewer && one.as === 'answer' && one.about === act)
  const waiting = item.requests.filter((one) => one.to.includes(room.viewer) && !one.withdrawn && !answered(one.act) && !one.refusals.some((no) => no.by === room.viewer))
  return waiting.map((one) => (
    <Notice
      key={one.act} tone="accent" icon={HelpIcon} title={t('request.asked', { name: seatOf(room, one.asker)?.claims.name ?? '' })}
      action={<Button weight="strong" press={() => begin({ is: 'answer', about: one.act })}>{t('request.answer')}</Button>}
    >
      <p className="reading">{one.text ?? t('common.unreadable')}</p>
      <p className="help">{one.reason}</p>
    </Notice>
  ))
}
