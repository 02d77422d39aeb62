import { ArrowBackUpIcon, CheckIcon, CircleCheckIcon, LinkIcon, MinusIcon } from '@amsterdam/design-system-react-icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Agreed } from '../../core/contract.ts'
import { useRoom } from '../../core/use.ts'
import { placeOf, scribes, seatOf } from '../../lib/people.ts'
import type { Icon } from '../../parts/Button.tsx'
import { Chip, type Tone } from '../../parts/Chip.tsx'
import { EarlierWords } from '../../parts/EarlierWords.tsx'
import { AreaField, SelectField } from '../../parts/Field.tsx'
import { FormAlert } from '../../parts/FormAlert.tsx'
import { FormEnd } from '../../parts/FormEnd.tsx'
import { useForm } from '../../parts/useForm.ts'
import { useSend } from '../../parts/useSend.ts'
import { useEdited } from '../../parts/useTyped.ts'

const states = ['open', 'done', 'dropped'] as const
type State = (typeof states)[number]
const signs: Record<State, [Tone, Icon]> = { open: ['ok', CheckIcon], done: ['plain', CircleCheckIcon], dropped: ['stop', MinusIcon] }

/** How far an action is; who does it, or writes the minutes, says so. */
export function WorkStatus({ action }: { action: Agreed }) {
  const { t } = useTranslation()
  const { room } = useRoom()
  const [open, setOpen] = useState(false)
  const is = states.find((one) => one === action.progress.is) ?? 'open'
  const [tone, icon] = signs[is]
  const mine = placeOf(room, action.assignee)?.seat === room.viewer
  if (action.retracted) return <Chip tone="stop" icon={ArrowBackUpIcon}>{t('meeting.retracted')}</Chip>
  return (
    <div className="stack stack--tight">
      <div className="row">
        <Chip tone={tone} icon={icon}>{t(`work.${is}`)}</Chip>
        {action.earlier && <Chip tone="accent" icon={LinkIcon}>{t('work.earlier')}</Chip>}
      </div>
      {action.progress.why !== '' && <p className="small">{action.progress.why} <span className="quiet">{t('work.said', { name: seatOf(room, action.progress.by)?.claims.name ?? '' })}</span></p>}
      {(mine || scribes(room)) && room.phase !== 'closed' && !open && (
        <button type="button" className="plain-button" aria-label={t('work.howOf', { text: action.text ?? '' })} onClick={() => setOpen(true)}>{t('work.how')}</button>
      )}
      {open && <SayHowFar action={action} was={is} close={() => setOpen(false)} />}
    </div>
  )
}

function SayHowFar({ action, was, close }: { action: Agreed; was: State; close: () => void }) {
  const { t } = useTranslation()
  const { send, refused } = useSend()
  const id = `why-${action.act}`
  const [{ is, why }, set, sent, earlier] = useEdited<{ is: State; why: string }>(id, { is: was === 'open' ? 'done' : was, why: '' })
  const form = useForm(() => (is === 'dropped' && why.trim() === '' ? { [id]: t('work.whyMissing') } : {}), earlier)
  const say = async () => {
    if (!form.ready() || !await send({ do: 'progress', act: action.act, is, why: why.trim() })) return
    sent()
    close()
  }
  return (
    <form className="form" noValidate onSubmit={(event) => { event.preventDefault(); void say() }}>
      <EarlierWords earlier={earlier} />
      <FormAlert {...form} />
      <SelectField
        id={`is-${action.act}`} label={t('work.is')} value={is} change={(value) => set({ is: states.find((one) => one === value) ?? 'open' })}
        options={states.map((one) => ({ value: one, label: t(`work.${one}`) }))}
      />
      <AreaField id={id} label={is === 'dropped' ? t('work.why') : t('work.whyMore')} optional={is !== 'dropped'} value={why} change={(next) => set({ why: next })} error={form.errors[id]} rows={2} />
      <FormEnd refused={refused} press={t('common.save')} small close={close} />
    </form>
  )
}
