import { KeyIcon, PhoneIcon, PlusIcon } from '@amsterdam/design-system-react-icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRoom } from '../../core/use.ts'
import { useWords } from '../../i18n/words.ts'
import { Button } from '../../parts/Button.tsx'
import { Status } from '../../parts/Chip.tsx'
import { Switch } from '../../parts/Choice.tsx'
import { SelectField, TextField } from '../../parts/Field.tsx'
import { type Errors, FormAlert } from '../../parts/FormAlert.tsx'
import { Refused } from '../../parts/Refused.tsx'
import { useForm } from '../../parts/useForm.ts'
import { useSend } from '../../parts/useSend.ts'

/** Organisations outside the room that get a text, by their key or a passphrase. */
export function Outsiders() {
  const { t } = useTranslation()
  const { room } = useRoom()
  return (
    <section className="stack stack--tight">
      <h2>{t('outside.title')} <span className="quiet">{room.outsiders.length}</span></h2>
      <p className="help">{t('outside.help')}</p>
      {room.outsiders.length === 0
        ? <p className="empty">{t('outside.none')}</p>
        : (
          <ul className="card">
            {room.outsiders.map((one) => (
              <li key={one.number} className="card__part row row--apart">
                <strong>{one.name}</strong>
                {one.spoken ? <Status tone="plain" icon={PhoneIcon}>{t('outside.spoken')}</Status> : <Status tone="plain" icon={KeyIcon}>{t('outside.keyed')}</Status>}
              </li>
            ))}
          </ul>
        )}
      <NewOutsider />
    </section>
  )
}

function NewOutsider() {
  const { t } = useTranslation()
  const { profile } = useRoom()
  const say = useWords()
  const { send, refused } = useSend()
  const [name, setName] = useState('')
  const [kind, setKind] = useState('')
  const [how, setHow] = useState<'phrase' | 'key'>('phrase')
  const [key, setKey] = useState('')
  const form = useForm(() => {
    const errors: Errors = {}
    if (name.trim() === '') errors['outside-name'] = t('outside.nameMissing')
    if (how === 'key' && key.trim() === '') errors['outside-key'] = t('outside.keyMissing')
    return errors
  })
  const add = async () => {
    if (!form.ready()) return
    const made = await send({ do: 'outside', name: name.trim(), ...(kind && { kind }), ...(how === 'key' && { key: key.trim() }) })
    if (!made) return
    setName('')
    setKey('')
  }
  return (
    <form className="card card--padded form" noValidate onSubmit={(event) => { event.preventDefault(); void add() }}>
      <FormAlert {...form} />
      {profile.guests.length > 0 && (
        <SelectField
          id="outside-kind" label={t('guest.outside')} empty={t('guest.organisation')} value={kind} change={setKind}
          options={profile.guests.map((one) => ({ value: one.code, label: say(one) }))}
        />
      )}
      <TextField id="outside-name" label={kind === '' ? t('outside.name') : t('enter.name')} value={name} change={setName} error={form.errors['outside-name']} />
      <Switch
        legend={t('outside.how')} name="outside-how" value={how} change={setHow}
        options={[{ value: 'phrase', label: t('outside.byPhrase') }, { value: 'key', label: t('outside.byKey') }]}
      />
      {how === 'key' && <TextField id="outside-key" label={t('outside.key')} hint={t('outside.keyHint')} value={key} change={setKey} error={form.errors['outside-key']} />}
      <Refused refused={refused} />
      <div><Button type="submit" weight="strong" icon={PlusIcon}>{t('outside.add')}</Button></div>
    </form>
  )
}
