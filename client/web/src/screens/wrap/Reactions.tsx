import { CircleCheckIcon, ClockIcon, MessageCircleIcon, PencilIcon } from '@amsterdam/design-system-react-icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Reaction } from '../../core/contract.ts'
import { useRoom } from '../../core/use.ts'
import { useHidden, useName } from '../../i18n/words.ts'
import { seatOf } from '../../lib/people.ts'
import { packageOf, type ReactionState, stateOf } from '../../lib/reactions.ts'
import { Button, type Icon } from '../../parts/Button.tsx'
import { Status, type Tone } from '../../parts/Chip.tsx'
import { Handle } from './Handle.tsx'

/** What recipients said about their concept, for who writes the minutes. */
export function Reactions() {
  const { t } = useTranslation()
  const { room } = useRoom()
  return (
    <section className="stack stack--tight" id="reacties" tabIndex={-1}>
      <h2>{t('reaction.title')} <span className="quiet">{room.reactions.length}</span></h2>
      {room.reactions.length === 0
        ? <p className="help">{t('reaction.none')}</p>
        : <ul className="card">{room.reactions.map((one) => <OneReaction key={one.act} reaction={one} />)}</ul>}
    </section>
  )
}

const signs: Record<ReactionState, [Tone, Icon]> = {
  nothing: ['ok', CircleCheckIcon], answered: ['ok', CircleCheckIcon], corrected: ['plain', PencilIcon], waits: ['wait', ClockIcon],
}

function OneReaction({ reaction }: { reaction: Reaction }) {
  const { t } = useTranslation()
  const hidden = useHidden()
  const { room, profile } = useRoom()
  const name = useName()
  const [open, setOpen] = useState(false)
  const who = seatOf(room, reaction.seat)?.claims.name ?? ''
  const state = stateOf(reaction)
  const [tone, icon] = signs[state]
  const words = {
    nothing: t('reaction.noRemarks'), answered: t('reaction.answered'), waits: t('reaction.waits'), corrected: t('reaction.corrected', { count: reaction.corrections.length }),
  }[state]
  return (
    <li className="card__part stack stack--tight">
      <div className="row row--apart">
        <p><strong>{t('reaction.from', { name: who, kind: name(profile.packages, packageOf(room, reaction)?.kind ?? '') })}</strong></p>
        <Status tone={tone} icon={icon}>{words}</Status>
      </div>
      {!reaction.none && <blockquote className="quote reading">{reaction.shown === 'open' ? reaction.text : hidden(reaction.shown)}</blockquote>}
      {reaction.answer !== '' && <p className="help">{t('reaction.answerWas', { text: reaction.answer })}</p>}
      {!reaction.none && !reaction.answered && (
        <div><Button small icon={MessageCircleIcon} expanded={open} press={() => setOpen(!open)} label={t('reaction.handleOf', { name: who })}>{t('reaction.handle')}</Button></div>
      )}
      {open && <Handle reaction={reaction} close={() => setOpen(false)} />}
    </li>
  )
}
