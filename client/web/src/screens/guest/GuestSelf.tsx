import { DoorExitIcon, PencilIcon } from '@amsterdam/design-system-react-icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRoom } from '../../core/use.ts'
import { viewerOf } from '../../lib/people.ts'
import { Button } from '../../parts/Button.tsx'
import { TextField } from '../../parts/Field.tsx'
import { FormAlert } from '../../parts/FormAlert.tsx'
import { FormEnd } from '../../parts/FormEnd.tsx'
import { Sure } from '../../parts/Sure.tsx'
import { useForm } from '../../parts/useForm.ts'
import { useSend } from '../../parts/useSend.ts'

/** What a guest changes about himself: his name, and going away. */
export function GuestSelf() {
  const { t } = useTranslation()
  const [open, setOpen] = useState<'' | 'name' | 'leave'>('')
  if (open === 'name') return <NameForm close={() => setOpen('')} />
  if (open === 'leave') return <Leave close={() => setOpen('')} />
  return (
    <div className="row">
      <Button weight="quiet" icon={PencilIcon} press={() => setOpen('name')}>{t('guest.name')}</Button>
      <Button weight="quiet" icon={DoorExitIcon} press={() => setOpen('leave')}>{t('guest.leave')}</Button>
    </div>
  )
}

function NameForm({ close }: { close: () => void }) {
  const { t } = useTranslation()
  const { room } = useRoom()
  const { send, refused } = useSend()
  const [name, setName] = useState(viewerOf(room)?.claims.name ?? '')
  const form = useForm(() => (name.trim() === '' ? { 'guest-name': t('enter.nameMissing') } : {}))
  const save = async () => {
    if (form.ready() && await send({ do: 'rename', name: name.trim() })) close()
  }
  return (
    <form className="card card--padded form" noValidate onSubmit={(event) => { event.preventDefault(); void save() }}>
      <FormAlert {...form} />
      <TextField id="guest-name" label={t('guest.nameLabel')} hint={t('guest.nameHint')} value={name} change={setName} autoComplete="name" error={form.errors['guest-name']} />
      <FormEnd refused={refused} press={t('common.save')} close={close} />
    </form>
  )
}

function Leave({ close }: { close: () => void }) {
  const { t } = useTranslation()
  const { room } = useRoom()
  const { send, refused } = useSend()
  const giver = room.due.some((due) => due.what === 'giver')
  return (
    <Sure title={t('guest.leave')} label={t('guest.leave')} icon={DoorExitIcon} press={() => void send({ do: 'leave' })} cancel={close} refused={refused}>
      <p>{t('guest.leaveSure')}</p>
      {giver && <p><strong>{t('guest.leaveGiver')}</strong></p>}
    </Sure>
  )
}
