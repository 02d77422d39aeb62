import { SendIcon, XIcon } from '@amsterdam/design-system-react-icons'
import type { TFunction } from 'i18next'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Item } from '../../core/contract.ts'
import { useRoom } from '../../core/use.ts'
import { useList, useWords } from '../../i18n/words.ts'
import { isGuest } from '../../lib/family.ts'
import { choosable, nameOfPlace, readAlong, seatOf } from '../../lib/people.ts'
import { Button, SignButton } from '../../parts/Button.tsx'
import { Switch } from '../../parts/Choice.tsx'
import { AreaField } from '../../parts/Field.tsx'
import { type Errors, FormAlert } from '../../parts/FormAlert.tsx'
import { Refused } from '../../parts/Refused.tsx'
import { useForm } from '../../parts/useForm.ts'
import { useSend } from '../../parts/useSend.ts'
import { useComposing } from './composing.ts'
import { ConsentFields } from './ConsentFields.tsx'
import { Details, Summary } from './Details.tsx'
import { ReaderChoice } from './ReaderChoice.tsx'
import { useConsentNeeded } from './useConsentNeeded.ts'
import { nameOf, type Stated, useContribution } from './useContribution.ts'

/** Bringing something in: the text, and two presses. Not a dialog, so that the
 * talk stays in sight. */
export function Composer({ item }: { item: Item }) {
  const { open, writing } = useComposing()
  if (!open) return null
  return <Writer key={nameOf(item, writing)} item={item} />
}

function Writer({ item }: { item: Item }) {
  const { t } = useTranslation()
  const { room, profile } = useRoom()
  const { writing, text, setText, close, done } = useComposing()
  const { send, refused } = useSend()
  const state = useContribution(room, profile, item, writing)
  const [details, setDetails] = useState(false)
  const needed = useConsentNeeded(state.stated.category, state.stated.basis, state.stated.secret)
  const asks = { guest: isGuest(room, room.viewer), consent: needed !== null && needed.level !== '', person: writing.is === 'response' }
  const form = useForm(() => missing(text, state.stated, asks, t))
  const area = useRef<HTMLTextAreaElement>(null)
  useEffect(() => area.current?.focus(), [])
  useEscape(close)

  const share = async () => {
    if (!form.ready()) {
      if (Object.keys(missing(text, state.stated, asks, t)).some((field) => field !== 'text')) setDetails(true)
      return
    }
    const contribution = state.contribution(text, asks.consent)
    const sent = writing.is === 'correct'
      ? await send({ do: 'correct', act: writing.what.act, contribution })
      : await send({ do: 'contribute', contribution })
    if (!sent) return
    state.sent()
    done()
  }

  return (
    <section className="composer" aria-label={t('composer.title', { label: item.label })}>
      <form className="form composer__form" noValidate onSubmit={(event) => { event.preventDefault(); void share() }}>
        <div className="row row--apart composer__head">
          <Title item={item} />
          <span className="row"><span className="help">{t('composer.kept')}</span><SignButton press={close} icon={XIcon} label={t('common.close')} /></span>
        </div>
        <FormAlert {...form} />
        <AreaField ref={area} id="text" label={t('composer.text')} value={text} change={setText} error={form.errors.text} rows={2} />
        <div className="composer__choices">
          {writing.is !== 'correct' && <ReaderChoice item={item} places={state.stated.places} change={(places) => state.set({ places })} />}
          <Switch
            legend={t('composer.nature')} name="nature" value={state.stated.nature} change={(nature) => state.set({ nature })}
            options={[{ value: 'fact', label: t('meeting.fact') }, { value: 'opinion', label: t('meeting.opinion') }]}
          />
        </div>
        {details && <Details item={item} state={state} errors={form.errors} guest={asks.guest} />}
        {(details || asks.consent) && !asks.guest && <ConsentFields item={item} state={state} needed={needed} errors={form.errors} />}
        <Refused refused={refused} />
        <div className="composer__end">
          <Summary item={item} state={state} open={details} toggle={() => setDetails(!details)} />
          <Button type="submit" weight="first" icon={SendIcon}>{writing.is === 'correct' ? t('composer.correct') : t('composer.share')}</Button>
        </div>
        <GoesTo item={item} places={state.stated.places} />
      </form>
    </section>
  )
}

/** Escape closes and keeps the text. */
function useEscape(close: () => void): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => { if (event.key === 'Escape') close() }
    document.addEventListener('keydown', pressed)
    return () => document.removeEventListener('keydown', pressed)
  }, [close])
}

function Title({ item }: { item: Item }) {
  const { t } = useTranslation()
  const { room } = useRoom()
  const { writing } = useComposing()
  if (writing.is === 'reply') return <h2>{t('composer.replyTitle', { name: seatOf(room, writing.to.owner)?.claims.name ?? '' })}</h2>
  if (writing.is === 'response') return <h2>{t('composer.responseTitle')}</h2>
  if (writing.is === 'dissent') return <h2>{t('table.dissentTitle')}</h2>
  return <h2>{writing.is === 'correct' ? t('composer.correctTitle') : t('composer.title', { label: item.label })}</h2>
}

function GoesTo({ item, places }: { item: Item; places: ReadonlySet<number> }) {
  const { t } = useTranslation()
  const { room, profile } = useRoom()
  const list = useList()
  const say = useWords()
  const chosen = choosable(room, item).filter((at) => places.has(at.place.id))
  const names = [...readAlong(room).map((seat) => seat.claims.name), ...chosen.map((at) => say(nameOfPlace(room, profile, at.place.id)))]
  const away = chosen.flatMap((at) => (at.seat && !at.seat.connected ? [at.seat.claims.name] : []))
  const unconfirmed = chosen.filter((at) => at.seat && !at.seat.confirmed).map((at) => at.seat?.claims.name ?? '')
  return (
    <p className="help composer__to" role="status">
      {t('composer.goesTo', { count: names.length, names: list(names) })}{' '}
      {away.length > 0 && t('presence.awayNames', { count: away.length, names: list(away) })}{' '}
      {unconfirmed.length > 0 && room.code !== '' && <strong className="composer__warn">{t('composer.unconfirmed', { names: list(unconfirmed) })}</strong>}
    </p>
  )
}

/** What the covenant asks besides the text: a guest needs no task or basis. */
interface Asks { guest: boolean; consent: boolean; person: boolean }

function missing(text: string, stated: Stated, asks: Asks, t: TFunction): Errors {
  const errors: Errors = {}
  if (text.trim() === '') errors.text = t('composer.textMissing')
  if (stated.category === '') errors.category = t('composer.categoryMissing')
  if (asks.person && stated.person === 0) errors.person = t('composer.personMissing')
  if (asks.guest) return errors
  if (stated.category !== '' && stated.basis === '') errors.basis = t('composer.basisMissing')
  if (stated.task === '') errors.task = t('composer.taskMissing')
  if (stated.why.trim() === '') errors.why = t('composer.whyMissing')
  if (asks.consent && stated.consent === '' && stated.override === '') errors.carried = t('carried.missing')
  if (asks.consent && stated.override !== '' && stated.weighed.trim() === '') errors.weighed = t('carried.weighedMissing')
  return errors
}
