import { HelpIcon } from '@amsterdam/design-system-react-icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { InformationRequest, Item } from '../../core/contract.ts'
import { useRoom } from '../../core/use.ts'
import { useHidden, useList, useWords } from '../../i18n/words.ts'
import { nameOfPlace, seatOf, viewerOf } from '../../lib/people.ts'
import { Button } from '../../parts/Button.tsx'
import { AreaField } from '../../parts/Field.tsx'
import { FormAlert } from '../../parts/FormAlert.tsx'
import { FormEnd } from '../../parts/FormEnd.tsx'
import { Notice } from '../../parts/Notice.tsx'
import { Refused } from '../../parts/Refused.tsx'
import { useForm } from '../../parts/useForm.ts'
import { useSend } from '../../parts/useSend.ts'
import { useUnsent } from '../../parts/useUnsent.ts'
import { useComposing } from './composing.ts'

/** What others ask the viewer at this item and he has not answered, and what he
 * asked himself. */
export function Requests({ item }: { item: Item }) {
  const { room } = useRoom()
  const place = viewerOf(room)?.place ?? 0
  const open = item.requests.filter((one) => !one.withdrawn)
  const answered = (act: string) => item.contributions.some((one) => one.owner === room.viewer && one.as === 'answer' && one.about === act)
  const waiting = open.filter((one) => one.to.includes(place) && !answered(one.act) && !one.refusals.some((no) => no.by === room.viewer))
  return (
    <>
      {waiting.map((one) => <Asked key={one.act} request={one} />)}
      {open.filter((one) => one.asker === room.viewer).map((one) => <Own key={one.act} item={item} request={one} />)}
    </>
  )
}

function Asked({ request }: { request: InformationRequest }) {
  const { t } = useTranslation()
  const hidden = useHidden()
  const { room } = useRoom()
  const { begin } = useComposing()
  const [refusing, setRefusing] = useState(false)
  const presses = (
    <div className="row">
      <Button weight="quiet" expanded={refusing} press={() => setRefusing(!refusing)}>{t('table.noAnswer')}</Button>
      <Button weight="strong" press={() => begin({ is: 'answer', about: request.act })}>{t('request.answer')}</Button>
    </div>
  )
  return (
    <Notice tone="accent" icon={HelpIcon} title={t('request.asked', { name: seatOf(room, request.asker)?.claims.name ?? '' })} action={presses}>
      <p className="reading">{request.text ?? hidden(request.shown)}</p>
      <p className="help">{request.reason}</p>
      {refusing && <NoAnswer request={request} close={() => setRefusing(false)} />}
    </Notice>
  )
}

/** Not answering says why. */
function NoAnswer({ request, close }: { request: InformationRequest; close: () => void }) {
  const { t } = useTranslation()
  const { send, refused } = useSend()
  const [reason, setReason, sent] = useUnsent(`no-answer-${request.act}`)
  const id = `no-answer-${request.act}`
  const form = useForm(() => (reason.trim() === '' ? { [id]: t('table.noAnswerMissing') } : {}))
  const refuse = async () => {
    if (!form.ready() || !await send({ do: 'refuse_request', act: request.act, reason })) return
    sent()
    close()
  }
  return (
    <form className="form" noValidate onSubmit={(event) => { event.preventDefault(); void refuse() }}>
      <FormAlert {...form} />
      <AreaField id={id} label={t('table.noAnswerWhy')} value={reason} change={setReason} error={form.errors[id]} rows={2} />
      <FormEnd refused={refused} press={t('table.noAnswerSend')} close={close} />
    </form>
  )
}

/** One's own question: who still has to answer, and who said no. */
function Own({ item, request }: { item: Item; request: InformationRequest }) {
  const { t } = useTranslation()
  const hidden = useHidden()
  const { room, profile } = useRoom()
  const list = useList()
  const say = useWords()
  const { send, refused } = useSend()
  const settled = (place: number) => {
    const seat = room.seats.find((one) => one.place === place && !one.gone)?.id
    return request.refusals.some((no) => no.by === seat) || item.contributions.some((one) => one.owner === seat && one.as === 'answer' && one.about === request.act)
  }
  const waits = request.to.filter((place) => !settled(place))
  if (waits.length === 0 && request.refusals.length === 0) return null
  return (
    <Notice tone="accent" icon={HelpIcon} title={t('table.youAsked')} action={waits.length > 0 && <Button weight="quiet" press={() => void send({ do: 'withdraw_request', act: request.act })}>{t('table.withdrawRequest')}</Button>}>
      <p className="reading">{request.text ?? hidden(request.shown)}</p>
      {waits.length > 0 && <p className="help">{t('table.waitsFor', { names: list(waits.map((place) => say(nameOfPlace(room, profile, place)))) })}</p>}
      {request.refusals.map((no) => <p key={no.by} className="help">{t('table.saidNo', { name: seatOf(room, no.by)?.claims.name ?? '', reason: no.reason })}</p>)}
      <Refused refused={refused} />
    </Notice>
  )
}
