import { CalendarEventIcon, DevicesIcon, DoorExitIcon, FileCertificateIcon, TrashIcon, UserCheckIcon, UsersIcon } from '@amsterdam/design-system-react-icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Welcome } from '../../core/contract.ts'
import { useDates, useWords } from '../../i18n/words.ts'
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

interface JoinProps { welcome: Welcome; promise: () => void }

/** What somebody sees who opened an invitation: what it is, and one button. Who
 * goes to the lobby by it promised secrecy. */
export function Join({ welcome, promise }: JoinProps) {
  const { t } = useTranslation()
  const say = useWords()
  return (
    <Page title={t('enter.title')} narrow>
      <Steps at={1} />
      <div className="row join__host">
        <Avatar name={welcome.host} />
        <div>
          <p className="quiet">{t('enter.invites', { name: welcome.host, party: say(welcome.hostParty) })}</p>
          <h1>{say(welcome.kind)}</h1>
        </div>
      </div>
      <About welcome={welcome} />
      <Promises />
      <Who welcome={welcome} promise={promise} />
    </Page>
  )
}

function About({ welcome }: { welcome: Welcome }) {
  const { t } = useTranslation()
  const say = useWords()
  const dates = useDates()
  return (
    <ul className="card card--padded stack facts">
      <li><UsersIcon className="icon icon--large" /><div><strong>{t('enter.asked', { function: welcome.function })}</strong><p className="quiet">{t('enter.of', { party: say(welcome.party) })}</p></div></li>
      <li><FileCertificateIcon className="icon icon--large" /><div><strong>{say(welcome.covenant)}</strong><p className="quiet">{t('enter.covenant')}</p></div></li>
      <li><CalendarEventIcon className="icon icon--large" /><p>{t('enter.validUntil', { date: dates.date(welcome.expires), time: dates.time(welcome.expires) })}</p></li>
    </ul>
  )
}

function Promises() {
  const { t } = useTranslation()
  return (
    <section className="card card--padded stack stack--tight">
      <h2>{t('enter.how')}</h2>
      <ul className="stack facts">
        <li><UserCheckIcon className="icon icon--large" /><p>{t('enter.promiseOwn')}</p></li>
        <li><DoorExitIcon className="icon icon--large" /><p>{t('enter.promiseOut')}</p></li>
        <li><TrashIcon className="icon icon--large" /><p>{t('enter.promiseErased')}</p></li>
      </ul>
    </section>
  )
}

function Who({ welcome, promise }: JoinProps) {
  const { t } = useTranslation()
  const say = useWords()
  const { send, refused } = useSend()
  const back = welcome.returns !== null
  const [name, setName] = useState(welcome.returns?.name ?? '')
  const [work, setWork] = useState(welcome.returns?.function ?? welcome.function)
  const [contact, setContact] = useState(welcome.returns?.contact ?? '')
  const [promised, setPromised] = useState(false)
  const form = useForm(() => {
    const errors: Errors = {}
    if (name.trim() === '') errors.name = t('enter.nameMissing')
    if (work.trim() === '') errors.function = t('enter.functionMissing')
    if (!promised) errors.secrecy = t('enter.secrecyMissing')
    return errors
  })
  const knock = async () => {
    if (await send({ do: 'knock', claims: { name, party: welcome.partyCode, function: work, contact } })) promise()
  }
  return (
    <form className="form" noValidate onSubmit={(event) => { event.preventDefault(); if (form.ready()) void knock() }}>
      <h2>{t('enter.who')}</h2>
      <FormAlert {...form} />
      {back && <Notice tone="accent" icon={DevicesIcon} title={t('comeBack.title')}><p>{t('comeBack.text', { name: welcome.host })}</p></Notice>}
      <TextField id="name" label={t('enter.name')} value={name} change={setName} readOnly={back} autoComplete="name" error={form.errors.name} />
      <TextField id="party" label={t('enter.party')} hint={t('enter.partyHint', { name: welcome.host })} value={say(welcome.party)} change={() => undefined} readOnly />
      <TextField id="function" label={t('enter.function')} value={work} change={setWork} readOnly={back} autoComplete="organization-title" error={form.errors.function} />
      <TextField id="contact" label={t('enter.contact')} optional value={contact} change={setContact} readOnly={back} autoComplete="work tel" />
      <SecrecyBox text={welcome.secrecy} checked={promised} change={setPromised} error={form.errors.secrecy} />
      <Refused refused={refused} />
      <Button type="submit" weight="first" wide>{t('enter.go')}</Button>
      <p className="help join__end">{t('enter.nothing')}</p>
    </form>
  )
}
