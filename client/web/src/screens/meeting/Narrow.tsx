import { MicrophoneIcon, PlusIcon } from '@amsterdam/design-system-react-icons'
import { useTranslation } from 'react-i18next'
import type { Item } from '../../core/contract.ts'
import { useRoom } from '../../core/use.ts'
import { calledAt } from '../../lib/speakers.ts'
import { Button } from '../../parts/Button.tsx'
import { Chip } from '../../parts/Chip.tsx'
import { Refused } from '../../parts/Refused.tsx'
import { useSend } from '../../parts/useSend.ts'
import { TimeLeft } from './Agenda.tsx'
import { useComposing } from './composing.ts'
import { HandButton } from './Speakers.tsx'

/** On a phone: which item, and how long still. */
export function NarrowHead({ item }: { item: Item | undefined }) {
  const { t } = useTranslation()
  const { room } = useRoom()
  if (item === undefined) return null
  return (
    <div className="narrow-head row row--apart">
      <span><strong>{t('meeting.point', { number: item.number, of: room.items.length })}</strong> {item.stage === 'open' && <span className="quiet"><TimeLeft item={item} /></span>}</span>
      {item.speakers.floor !== 0 && <Chip tone="accent" icon={MicrophoneIcon}>{item.speakers.floor === room.viewer ? t('speak.youSpeak') : t('speak.speaks', { name: calledAt(room, item, item.speakers.floor) })}</Chip>}
    </div>
  )
}

/** On a phone: one's hand, and bringing something in, under the thumb. */
export function NarrowBar({ item }: { item: Item }) {
  const { t } = useTranslation()
  const { begin } = useComposing()
  const { send, refused } = useSend()
  return (
    <div className="narrow-bar">
      {item.stage === 'open' && <HandButton item={item} send={send} short />}
      <Button weight="first" wide icon={PlusIcon} press={() => begin({ is: 'new' })}>{t('meeting.add')}</Button>
      <Refused refused={refused} />
    </div>
  )
}
