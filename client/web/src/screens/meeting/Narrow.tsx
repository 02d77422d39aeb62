import { PlusIcon } from '@amsterdam/design-system-react-icons'
import { useTranslation } from 'react-i18next'
import type { Item } from '../../core/contract.ts'
import { useRoom } from '../../core/use.ts'
import { Button } from '../../parts/Button.tsx'
import { TimeLeft } from './Agenda.tsx'
import { useComposing } from './composing.ts'

/** On a phone: which item, and how long still. */
export function NarrowHead({ item }: { item: Item | undefined }) {
  const { t } = useTranslation()
  const { room } = useRoom()
  if (item === undefined) return null
  return (
    <div className="narrow-head row row--apart">
      <span><strong>{t('meeting.point', { number: item.number, of: room.items.length })}</strong> {item.stage === 'open' && <span className="quiet"><TimeLeft item={item} /></span>}</span>
    </div>
  )
}

/** On a phone: bringing something in, under the thumb. */
export function NarrowBar() {
  const { t } = useTranslation()
  const { begin } = useComposing()
  return (
    <div className="narrow-bar">
      <Button weight="first" wide icon={PlusIcon} press={() => begin({ is: 'new' })}>{t('meeting.add')}</Button>
    </div>
  )
}
