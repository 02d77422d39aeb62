import { CheckIcon } from '@amsterdam/design-system-react-icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Item, Proposal } from '../../core/contract.ts'
import { useRoom } from '../../core/use.ts'
import { useDates, useHidden, useList } from '../../i18n/words.ts'
import { stuckIn } from '../../lib/issuing.ts'
import { askedOf, sourceIn } from '../../lib/matrix.ts'
import { nameOfRecipient, seatOf } from '../../lib/people.ts'
import { Button } from '../../parts/Button.tsx'
import { Chip } from '../../parts/Chip.tsx'
import { Refused } from '../../parts/Refused.tsx'
import { type NotDone, useSend } from '../../parts/useSend.ts'
import { NewcomerQuestion } from './NewcomerQuestion.tsx'

/** What waits for one's agreement: the exact text, for whom, what for. */
export function Questions() {
  const { t } = useTranslation()
  const { room } = useRoom()
  const { send, refused } = useSend()
  const [partly, setPartly] = useState<NotDone | null>(null)
  const asked = askedOf(room, room.viewer)
  const count = asked.length + room.newcomers.length
  const readable = asked.filter(({ proposal }) => proposal.text !== null).map(({ proposal }) => proposal.act)
  const answer = async (proposals: string[], yes: boolean) => {
    const done = yes ? await send({ do: 'agree', proposals }) : await send({ do: 'decline', proposals })
    setPartly(stuckIn(done?.each ?? []))
  }
  return (
    <section className="stack stack--tight">
      <div className="row row--apart">
        <h2 className="row">{t('mine.questions')} {count > 0 && <Chip tone="wait">{count}</Chip>}</h2>
        {readable.length > 1 && <Button icon={CheckIcon} press={() => void answer(readable, true)}>{t('mine.agreeAll', { count: readable.length })}</Button>}
      </div>
      <Refused refused={refused ?? partly} />
      {count === 0
        ? <p className="help">{t('mine.noQuestions')}</p>
        : (
          <ul className="card questions">
            {asked.map(({ item, proposal }) => <Question key={proposal.act} item={item} proposal={proposal} answer={(yes) => void answer([proposal.act], yes)} />)}
            {room.newcomers.map((one) => <NewcomerQuestion key={one.seat} newcomer={one} />)}
          </ul>
        )}
    </section>
  )
}

function Question({ item, proposal, answer }: { item: Item; proposal: Proposal; answer: (yes: boolean) => void }) {
  const { t } = useTranslation()
  const hidden = useHidden()
  const { room } = useRoom()
  const dates = useDates()
  const list = useList()
  const actions = item.agreed.filter((one) => proposal.actions.includes(one.act)).map((one) => one.text ?? '')
  const sources = proposal.sources.flatMap((act) => sourceIn(item, act) ?? []).filter((one) => one.owner === room.viewer)
  return (
    <li className="card__part stack stack--tight">
      <p><strong>{t('mine.may')}</strong> <span className="quiet">{t('mine.by', { item: item.label, name: seatOf(room, proposal.author)?.claims.name ?? '', time: dates.time(proposal.time) })}</span></p>
      <blockquote className="quote reading">{proposal.text ?? hidden(proposal.shown)}</blockquote>
      <div className="question__foot">
        <dl className="terms">
          <div><dt>{t('mine.to')}</dt><dd>{list(proposal.recipients.map((one) => nameOfRecipient(room, one)))}</dd></div>
          <div><dt>{t('mine.for')}</dt><dd>{actions.join('; ')}</dd></div>
          {sources.map((source) => <div key={source.act}><dt>{t('mine.source')}</dt><dd>{source.text}</dd></div>)}
        </dl>
        <div className="row">
          <Button press={() => answer(false)}>{t('mine.decline')}</Button>
          {proposal.text !== null && <Button weight="first" icon={CheckIcon} press={() => answer(true)}>{t('mine.agree')}</Button>}
        </div>
      </div>
    </li>
  )
}
