import { CircleCheckIcon, ClockIcon, PencilIcon } from '@amsterdam/design-system-react-icons'
import { useTranslation } from 'react-i18next'
import type { Act } from '../../core/contract.ts'
import { useRoom } from '../../core/use.ts'
import { stateOf } from '../../lib/reactions.ts'
import { Status } from '../../parts/Chip.tsx'

/** What one remarked on a concept, and what became of it. */
export function OwnReactions({ of }: { of: Act }) {
  const { t } = useTranslation()
  const { room } = useRoom()
  const own = room.reactions.filter((one) => one.seat === room.viewer && one.package === of)
  if (own.length === 0) return null
  return (
    <section className="stack stack--tight">
      <h3>{t('reaction.mine')}</h3>
      <ul className="stack">
        {own.map((one) => {
          const state = stateOf(one)
          return (
            <li key={one.act} className="stack stack--tight">
              {one.none ? <Status tone="ok" icon={CircleCheckIcon}>{t('reaction.noRemarks')}</Status> : <blockquote className="quote">{one.text}</blockquote>}
              {state === 'waits' && <Status tone="wait" icon={ClockIcon}>{t('reaction.stateWaits')}</Status>}
              {one.corrections.length > 0 && <Status tone="plain" icon={PencilIcon}>{t('reaction.stateOpen', { count: one.corrections.length })}</Status>}
              {one.answer !== '' && <p>{t('reaction.answerWas', { text: one.answer })}</p>}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
