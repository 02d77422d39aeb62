import { CloudUpIcon, EyeOffIcon, PlusIcon } from '@amsterdam/design-system-react-icons'
import { useTranslation } from 'react-i18next'
import type { Item } from '../../core/contract.ts'
import { useRoom, useSnapshot } from '../../core/use.ts'
import { viewerOf } from '../../lib/people.ts'
import { isShared } from '../../lib/shared.ts'
import { Avatar } from '../../parts/Avatar.tsx'
import { Button } from '../../parts/Button.tsx'
import { Status } from '../../parts/Chip.tsx'
import { PersonText } from '../../parts/PersonText.tsx'
import { useWide } from '../../parts/useWide.ts'
import { useComposing } from './composing.ts'
import { ContributionRow } from './ContributionRow.tsx'

/** What was brought in at the item, as far as the viewer may read it. */
export function Contributions({ item }: { item: Item }) {
  const { t } = useTranslation()
  const { pending } = useSnapshot()
  const { open, begin } = useComposing()
  const wide = useWide()
  const shown = item.contributions.filter((one) => one.withdrawn || isShared(one))
  const hidden = item.contributions.length - shown.length
  const waiting = pending.filter((one) => one.do === 'contribute' && one.item === item.id)
  return (
    <section className="stack stack--tight">
      <div className="row row--apart">
        <h2>{t('meeting.contributions')} <span className="quiet">{shown.length + waiting.length}</span></h2>
        {hidden > 0 && <span className="row help"><EyeOffIcon className="icon icon--small" />{t('meeting.notShared', { count: hidden })}</span>}
        {wide && !open && shown.length > 0 && <Button weight="first" icon={PlusIcon} press={() => begin({ is: 'new' })}>{t('meeting.add')}</Button>}
      </div>
      {shown.length + waiting.length === 0 && (
        <div className="empty">
          <p>{t('meeting.none')}</p>
          <Button weight="strong" icon={PlusIcon} press={() => begin({ is: 'new' })}>{t('meeting.first')}</Button>
        </div>
      )}
      {shown.length + waiting.length > 0 && (
        <ul className="card contributions">
          {shown.map((one) => <ContributionRow key={one.act} item={item} contribution={one} />)}
          {waiting.map((one) => <Waiting key={one.id} item={item} text={one.text} />)}
        </ul>
      )}
    </section>
  )
}

/** Written and not stored: it says so until the server signed for it. */
function Waiting({ item, text }: { item: Item; text: string }) {
  const { t } = useTranslation()
  const { room } = useRoom()
  return (
    <li className="contribution contribution--waiting">
      <Avatar name={viewerOf(room)?.claims.name ?? ''} own />
      <div className="stack stack--tight">
        <div className="row row--apart"><strong>{t('common.you')}</strong><Status tone="wait" icon={CloudUpIcon}>{t('meeting.notStored')}</Status></div>
        <p className="reading"><PersonText text={text} persons={item.persons} /></p>
      </div>
    </li>
  )
}
