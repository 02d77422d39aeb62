import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRoom } from '../../core/use.ts'
import { Button } from '../../parts/Button.tsx'
import { FormAlert } from '../../parts/FormAlert.tsx'
import { Page } from '../../parts/Page.tsx'
import { Refused } from '../../parts/Refused.tsx'
import { useForm } from '../../parts/useForm.ts'
import { useSend } from '../../parts/useSend.ts'
import { SecrecyBox } from './Secrecy.tsx'

/** The first act of every seat: nothing of an item is shown before it. */
export function PromiseSecrecy() {
  const { t } = useTranslation()
  const { profile } = useRoom()
  const { send, refused } = useSend()
  const [promised, setPromised] = useState(false)
  const form = useForm(() => (promised ? {} : { secrecy: t('enter.secrecyMissing') }))
  return (
    <Page title={t('enter.confirmJoin')} narrow>
      <form className="form" noValidate onSubmit={(event) => { event.preventDefault(); if (form.ready()) void send({ do: 'join' }) }}>
        <h1>{t('enter.confirmJoin')}</h1>
        <p>{t('enter.confirmJoinText')}</p>
        <FormAlert {...form} />
        <SecrecyBox text={profile.secrecy} checked={promised} change={setPromised} error={form.errors.secrecy} />
        <Refused refused={refused} />
        <Button type="submit" weight="first" wide>{t('enter.promise')}</Button>
      </form>
    </Page>
  )
}
