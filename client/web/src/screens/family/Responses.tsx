import { CalendarEventIcon, CheckIcon, ClockIcon, MinusIcon, PencilIcon, XIcon } from '@amsterdam/design-system-react-icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Contribution, Item } from '../../core/contract.ts'
import { useRoom } from '../../core/use.ts'
import { useDates, useHidden } from '../../i18n/words.ts'
import { type Answer, isGuest, responsesOf } from '../../lib/family.ts'
import { scribes, seatOf, viewerOf } from '../../lib/people.ts'
import { Button, ButtonLink } from '../../parts/Button.tsx'
import { Status } from '../../parts/Chip.tsx'
import { paths } from '../../parts/paths.ts'
import { Refused } from '../../parts/Refused.tsx'
import { useSend } from '../../parts/useSend.ts'
import { useComposing } from '../meeting/composing.ts'
import { DayForm } from './DayForm.tsx'

/** What the family answers: invited until a day, given or noted, or not to come. */
export function Responses({ item }: { item: Item }) {
  const { t } = useTranslation()
  const { room } = useRoom()
  const { begin } = useComposing()
  const { send, refused } = useSend()
  const [asking, setAsking] = useState(false)
  const responses = responsesOf(item)
  const speaks = scribes(room) || (item.contact !== 0 && viewerOf(room)?.place === item.contact)
  return (
    <section className="card card--padded stack stack--tight" id="reactie" tabIndex={-1}>
      <h2>{t('family.response')}</h2>
      <Standing item={item} none={responses.length === 0} />
      {responses.length > 0 && <ul className="stack stack--tight">{responses.map(({ response, answer }) => <OneResponse key={response.act} response={response} answer={answer} />)}</ul>}
      <Refused refused={refused} />
      {asking
        ? <DayForm id="respond-by" label={t('family.respondUntil')} press={t('family.inviteResponse')} request={(day) => ({ do: 'invite_response', item: item.id, day })} close={() => setAsking(false)} />
        : (
          <div className="row">
            <Button icon={PencilIcon} press={() => begin({ is: 'response' })}>{t('family.note')}</Button>
            {speaks && <Button press={() => setAsking(true)}>{t('family.inviteResponse')}</Button>}
            {speaks && !item.noResponse && <Button weight="quiet" press={() => void send({ do: 'no_response', item: item.id })}>{t('family.refuses')}</Button>}
          </div>
        )}
    </section>
  )
}

function Standing({ item, none }: { item: Item; none: boolean }) {
  const { t } = useTranslation()
  const dates = useDates()
  if (item.noResponse) return <Status tone="plain" icon={MinusIcon}>{t('family.noResponse')}</Status>
  if (item.respondBy !== 0) return <Status tone="wait" icon={CalendarEventIcon}>{t('family.respondBy', { day: dates.day(item.respondBy) })}</Status>
  return none && <p className="help">{t('family.noResponseYet')}</p>
}

function OneResponse({ response, answer }: { response: Contribution; answer: Answer }) {
  const { t } = useTranslation()
  const hidden = useHidden()
  const { room } = useRoom()
  const name = seatOf(room, response.owner)?.claims.name ?? ''
  return (
    <li className="stack stack--tight">
      <blockquote className="quote reading">{response.text ?? hidden(response.shown)}</blockquote>
      <div className="row row--apart">
        <span className="help">{isGuest(room, response.owner) ? t('family.responseSelf', { name }) : t('family.responseBy', { name })}</span>
        {answer === 'goes' && <Status tone="ok" icon={CheckIcon}>{t('family.responseGoes')}</Status>}
        {answer === 'waits' && <Status tone="wait" icon={ClockIcon}>{t('family.responseWaits')}</Status>}
        {answer === 'refused' && <Status tone="stop" icon={XIcon}>{t('family.responseRefused')}</Status>}
        {answer === 'none' && response.text !== null && <ButtonLink small to={`${paths.release}/nieuw/${response.act}`}>{t('family.goesAlong')}</ButtonLink>}
      </div>
    </li>
  )
}
