import { CalendarEventIcon, DevicesIcon, EraserIcon, EyeIcon, IdIcon, UsersIcon } from '@amsterdam/design-system-react-icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Profile, Welcome } from '../../core/contract.ts'
import { useDates, useWords } from '../../i18n/words.ts'
import { guestName } from '../../lib/people.ts'
import { Avatar } from '../../parts/Avatar.tsx'
import { Button } from '../../parts/Button.tsx'
import { TextField } from '../../parts/Field.tsx'
import { type Errors, FormAlert } from '../../parts/FormAlert.tsx'
import { Notice } from '../../parts/Notice.tsx'
import { Page } from '../../parts/Page.tsx'
import { Refused } from '../../parts/Refused.tsx'
import { useForm } from '../../parts/useForm.ts'
import { useSend } from '../../parts/useSend.ts'
import { SecrecyBox } from './Secrecy.tsx'
import { Steps } from './Steps.tsx'

interface GuestProps { welcome: Welcome; profile: Profile; promise: () => void }

/** A person concerned, a relative or a supporter opened an invitation: he gives a
 * name, which stays on his device until he sits somewhere. */
export function GuestJoin({ welcome, profile, promise }: GuestProps) {
  const { t } = useTranslation()
  const say = useWords()
  const dates = useDates()
  const { send, refused } = useSend()
  const [name, setName] = useState('')
  const [promised, setPromised] = useState(false)
  const form = useForm(() => {
    const errors: Errors = {}
    if (name.trim() === '') errors.name = t('enter.nameMissing')
    if (!promised) errors.secrecy = t('enter.secrecyMissing')
    return errors
  })
  const knock = async () => {
    if (await send({ do: 'knock', claims: { name: name.trim(), party: '', function: '', contact: '' } })) promise()
  }
  return (
    <Page title={t('enter.title')} narrow>
      <Steps at={1} />
      <div className="row join__host">
        <Avatar name={welcome.host} />
        <h1>{t('guest.invites', { name: welcome.host, party: say(welcome.hostParty) })}</h1>
      </div>
      <ul className="card card--padded stack facts">
        <li><UsersIcon className="icon icon--large" /><div><strong>{t('guest.asked', { kind: say(guestName(profile, welcome.guest)).toLowerCase() })}</strong><p className="quiet">{t('guest.aboutYou')}</p></div></li>
        <li><EyeIcon className="icon icon--large" /><p>{t('guest.promiseSee')}</p></li>
        <li><IdIcon className="icon icon--large" /><p>{t('guest.promiseName')}</p></li>
        <li><EraserIcon className="icon icon--large" /><p>{t('guest.promiseErased')}</p></li>
        <li><CalendarEventIcon className="icon icon--large" /><p>{t('enter.validUntil', { date: dates.date(welcome.expires), time: dates.time(welcome.expires) })}</p></li>
      </ul>
      <form className="form" noValidate onSubmit={(event) => { event.preventDefault(); if (form.ready()) void knock() }}>
        <FormAlert {...form} />
        {welcome.returns !== null && <Notice tone="accent" icon={DevicesIcon} title={t('comeBack.title')}><p>{t('comeBack.text', { name: welcome.host })}</p></Notice>}
        <TextField id="name" label={t('guest.nameLabel')} hint={t('guest.nameHint')} value={name} change={setName} autoComplete="name" error={form.errors.name} />
        <SecrecyBox text={welcome.secrecy} checked={promised} change={setPromised} error={form.errors.secrecy} />
        <Refused refused={refused} />
        <Button type="submit" weight="first" wide>{t('enter.go')}</Button>
        <p className="help join__end">{t('enter.nothing')}</p>
      </form>
    </Page>
  )
}
