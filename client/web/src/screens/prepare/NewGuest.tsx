import { UserPlusIcon } from '@amsterdam/design-system-react-icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Invited, Place } from '../../core/contract.ts'
import { useRoom } from '../../core/use.ts'
import { useWords } from '../../i18n/words.ts'
import { Button } from '../../parts/Button.tsx'
import { SelectField, TextField } from '../../parts/Field.tsx'
import { type Errors, FormAlert } from '../../parts/FormAlert.tsx'
import { FormEnd } from '../../parts/FormEnd.tsx'
import { Refused } from '../../parts/Refused.tsx'
import { useForm } from '../../parts/useForm.ts'
import { useSend } from '../../parts/useSend.ts'
import { InviteLink } from './InviteLink.tsx'

const days = 14

/** Inviting a person concerned, a relative or a supporter: a place and its link. */
export function NewGuest() {
  const { t } = useTranslation()
  const { profile } = useRoom()
  const say = useWords()
  const { send, refused } = useSend()
  const [kind, setKind] = useState('')
  const [name, setName] = useState('')
  const [made, setMade] = useState<{ place: number; link: Invited } | null>(null)
  const form = useForm(() => {
    const errors: Errors = {}
    if (kind === '') errors['guest-kind'] = t('guest.kindMissing')
    if (name.trim() === '') errors['guest-who'] = t('guest.whoMissing')
    return errors
  })
  const add = async () => {
    if (!form.ready()) return
    const place = await send({ do: 'place_guest', kind })
    const link = place && await send({ do: 'invite_guest', place: place.place, name: name.trim(), days })
    if (!link) return
    setMade({ place: place.place, link })
    setName('')
  }
  if (made) return <InviteLink id={made.place} who={say(profile.guests.find((one) => one.code === kind))} made={made.link} close={() => setMade(null)} />
  return (
    <form className="card card--padded form" noValidate onSubmit={(event) => { event.preventDefault(); void add() }}>
      <h3>{t('guest.add')}</h3>
      <p className="help">{t('guest.addHelp')}</p>
      <FormAlert {...form} />
      <div className="form form--two">
        <SelectField
          id="guest-kind" label={t('guest.kind')} empty={t('common.choose')} value={kind} change={setKind} error={form.errors['guest-kind']}
          options={profile.guests.map((one) => ({ value: one.code, label: say(one) }))}
        />
        <TextField id="guest-who" label={t('guest.who')} hint={t('guest.whoHint')} value={name} change={setName} error={form.errors['guest-who']} />
      </div>
      <Refused refused={refused} />
      <div><Button type="submit" weight="strong" icon={UserPlusIcon}>{t('guest.addPress')}</Button></div>
    </form>
  )
}

/** Another link for a guest's place, once it is said to whom it goes. */
export function GuestLink({ place, made, close }: { place: Place; made: (link: Invited) => void; close: () => void }) {
  const { t } = useTranslation()
  const { send, refused } = useSend()
  const [name, setName] = useState('')
  const id = `guest-who-${place.id}`
  const form = useForm(() => (name.trim() === '' ? { [id]: t('guest.whoMissing') } : {}))
  const invite = async () => {
    if (!form.ready()) return
    const link = await send({ do: 'invite_guest', place: place.id, name: name.trim(), days })
    if (link) made(link)
  }
  return (
    <form className="form" noValidate onSubmit={(event) => { event.preventDefault(); void invite() }}>
      <FormAlert {...form} />
      <TextField id={id} label={t('guest.who')} hint={t('guest.whoHint')} value={name} change={setName} error={form.errors[id]} />
      <FormEnd refused={refused} press={t('prepare.invite')} close={close} />
    </form>
  )
}
