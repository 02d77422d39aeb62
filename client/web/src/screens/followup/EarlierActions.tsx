import { CheckIcon, PlusIcon } from '@amsterdam/design-system-react-icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { EarlierAction, Item } from '../../core/contract.ts'
import { useRoom } from '../../core/use.ts'
import { useDates, useWords } from '../../i18n/words.ts'
import { dayOf, readDay, showDay } from '../../lib/dates.ts'
import { atItem, nameOfPlace } from '../../lib/people.ts'
import { Button } from '../../parts/Button.tsx'
import { Chip, Status } from '../../parts/Chip.tsx'
import { SelectField, TextField } from '../../parts/Field.tsx'
import { type Errors, FormAlert } from '../../parts/FormAlert.tsx'
import { Refused } from '../../parts/Refused.tsx'
import { useForm } from '../../parts/useForm.ts'
import { useNow } from '../../parts/useNow.ts'
import { useSend } from '../../parts/useSend.ts'

interface ActionsProps { item: Item; file: Uint8Array; actions: EarlierAction[]; again: () => void }

/** Work that was agreed before: each goes on here with its text, for whom does it now. */
export function EarlierActions({ actions, ...rest }: ActionsProps) {
  const { t } = useTranslation()
  return (
    <section className="stack stack--tight">
      <h2>{t('before.actions')} <span className="quiet">{actions.length}</span></h2>
      <ul>{actions.map((action) => <OneAction key={action.proposal} action={action} {...rest} />)}</ul>
    </section>
  )
}

function OneAction({ action, item, file, again }: Omit<ActionsProps, 'actions'> & { action: EarlierAction }) {
  const { t } = useTranslation()
  const dates = useDates()
  const [open, setOpen] = useState(false)
  const status = action.status === 'done' || action.status === 'dropped' ? action.status : 'open'
  return (
    <li className="card__part stack stack--tight">
      <div className="row row--apart">
        <p className="before__text">{action.text} {action.due > 0 && <span className="quiet">{dates.day(action.due)}</span>}</p>
        <Chip tone={status === 'open' ? 'wait' : 'plain'}>{t(`before.${status}`)}</Chip>
      </div>
      {action.here.length > 0
        ? <Status tone="ok" icon={CheckIcon}>{t('before.goesOn')}</Status>
        : !open && <div><Button small icon={PlusIcon} press={() => setOpen(true)} label={t('before.takeOnOf', { text: action.text })}>{t('before.takeOn')}</Button></div>}
      {open && action.here.length === 0 && <TakeOn action={action} item={item} file={file} done={() => { setOpen(false); again() }} />}
    </li>
  )
}

function TakeOn({ action, item, file, done }: { action: EarlierAction; item: Item; file: Uint8Array; done: () => void }) {
  const { t, i18n } = useTranslation()
  const { room, profile } = useRoom()
  const say = useWords()
  const { send, refused } = useSend()
  const today = dayOf(useNow(60_000))
  const [who, setWho] = useState(action.place === 0 ? '' : String(action.place))
  const [when, setWhen] = useState(action.due > today ? showDay(action.due, i18n.language) : '')
  const due = readDay(when, today)
  const ids = { who: `who-${action.proposal}`, when: `when-${action.proposal}` }
  const form = useForm(() => {
    const errors: Errors = {}
    if (who === '') errors[ids.who] = t('meeting.actionWhoMissing')
    if (due === null) errors[ids.when] = t('common.dateWrong')
    return errors
  })
  const take = async () => {
    if (form.ready() && due !== null && await send({ do: 'action_from', item: item.id, file, proposal: action.proposal, assignee: Number(who), due })) done()
  }
  return (
    <form className="form" noValidate onSubmit={(event) => { event.preventDefault(); void take() }}>
      <FormAlert {...form} />
      <div className="form form--two">
        <SelectField
          id={ids.who} label={t('before.who')} empty={t('common.choose')} value={who} change={setWho} error={form.errors[ids.who]}
          options={atItem(room, item).map((at) => ({ value: String(at.place.id), label: say(nameOfPlace(room, profile, at.place.id)) }))}
        />
        <TextField id={ids.when} label={t('before.when')} hint={t('common.dateHint')} value={when} change={setWhen} error={form.errors[ids.when]} />
      </div>
      <Refused refused={refused} />
      <div><Button type="submit" weight="strong" icon={PlusIcon}>{t('before.takeOn')}</Button></div>
    </form>
  )
}
