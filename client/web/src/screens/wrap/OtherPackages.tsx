import { PackageIcon } from '@amsterdam/design-system-react-icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Recipient } from '../../core/contract.ts'
import { useRoom } from '../../core/use.ts'
import { useList, useName, useWords } from '../../i18n/words.ts'
import { type Spoken, spokenOf, stuckIn } from '../../lib/issuing.ts'
import { missingOf, otherKinds, recipientsOf } from '../../lib/otherpackages.ts'
import { nameOfRecipient } from '../../lib/people.ts'
import { Button } from '../../parts/Button.tsx'
import { Check } from '../../parts/Choice.tsx'
import { SelectField } from '../../parts/Field.tsx'
import { type Errors, FormAlert } from '../../parts/FormAlert.tsx'
import { Refused } from '../../parts/Refused.tsx'
import { useForm } from '../../parts/useForm.ts'
import { type NotDone, useSend } from '../../parts/useSend.ts'

/** Packages besides the minutes: extracts, action lists, own records, dossier copies. */
export function OtherPackages({ spoken }: { spoken: (more: Spoken[]) => void }) {
  const { t, i18n } = useTranslation()
  const { room, profile } = useRoom()
  const say = useWords()
  const { send, refused } = useSend()
  const [stuck, setStuck] = useState<NotDone | null>(null)
  const [done, setDone] = useState(0)
  const [typed, setTyped] = useState({ kind: '', to: '', items: [] as number[] })
  const language = i18n.language === 'en' ? 'en' as const : 'nl' as const
  const make = async (kind: string, recipients: Recipient[], items: number[]): Promise<void> => {
    const answer = await send({ do: 'issue', packages: recipients.map((recipient) => ({ kind, recipient, language, ...(items.length > 0 && { items }) })) })
    const each = answer?.each ?? []
    const why = stuckIn(each)
    setStuck(why)
    setDone(each.filter((one) => !one.refusal && !one.problem).length)
    spoken(spokenOf(room, recipients, each))
  }
  const form = useForm(() => {
    const errors: Errors = {}
    if (typed.kind === '') errors['other-kind'] = t('other.kindMissing')
    if (typed.to === '') errors['other-to'] = t('other.toMissing')
    return errors
  })
  const all = recipientsOf(room)
  const submit = () => {
    const recipient = all[Number(typed.to)]
    if (form.ready() && recipient) void make(typed.kind, [recipient], typed.kind === 'extract' ? typed.items : [])
  }
  return (
    <section className="card" id="andere" tabIndex={-1}>
      <div className="card__part"><h2>{t('other.title')}</h2></div>
      {missingOf(room).map((one) => <Missing key={one.kind} {...one} make={() => void make(one.kind, one.recipients, [])} />)}
      <form className="card__part form" noValidate onSubmit={(event) => { event.preventDefault(); submit() }}>
        <FormAlert {...form} />
        <div className="form form--two">
          <SelectField
            id="other-kind" label={t('other.kind')} empty={t('common.choose')} value={typed.kind} change={(kind) => setTyped({ ...typed, kind })} error={form.errors['other-kind']}
            options={otherKinds(profile).map((one) => ({ value: one.code, label: say(one) }))}
          />
          <SelectField
            id="other-to" label={t('other.to')} empty={t('common.choose')} value={typed.to} change={(to) => setTyped({ ...typed, to })} error={form.errors['other-to']}
            options={all.map((one, at) => ({ value: String(at), label: nameOfRecipient(room, one) }))}
          />
        </div>
        {typed.kind === 'extract' && (
          <fieldset>
            <legend className="field__label">{t('other.items')}</legend>
            <p className="help">{t('other.itemsHelp')}</p>
            {room.items.filter((item) => item.here).map((item) => (
              <div key={item.id}>
                <Check checked={typed.items.includes(item.id)} change={(there) => setTyped({ ...typed, items: there ? [...typed.items, item.id] : typed.items.filter((one) => one !== item.id) })}>{item.number}. {item.label}</Check>
              </div>
            ))}
          </fieldset>
        )}
        <p role="status">{done > 0 && t('other.made', { count: done })}</p>
        <Refused refused={refused ?? stuck} />
        <div><Button type="submit" icon={PackageIcon}>{t('other.make')}</Button></div>
      </form>
    </section>
  )
}

/** What closing still waits for, in one press. */
function Missing({ kind, recipients, make }: { kind: string; recipients: Recipient[]; make: () => void }) {
  const { t } = useTranslation()
  const { room, profile } = useRoom()
  const name = useName()
  const list = useList()
  return (
    <div className="card__part row row--apart">
      <p className="other__missing"><strong>{name(profile.packages, kind)}</strong> <span className="quiet">{t('other.waits', { names: list(recipients.map((one) => nameOfRecipient(room, one))) })}</span></p>
      <Button small weight="strong" icon={PackageIcon} press={make} label={t('other.makeAllOf', { kind: name(profile.packages, kind) })}>{t('other.makeAll', { count: recipients.length })}</Button>
    </div>
  )
}
