import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRoom } from '../../core/use.ts'
import { Button } from '../../parts/Button.tsx'
import { FormAlert } from '../../parts/FormAlert.tsx'
import { Page } from '../../parts/Page.tsx'
import { Refused } from '../../parts/Refused.tsx'
import { useForm } from '../../parts/useForm.ts'
import { useSend } from '../../parts/useSend.ts'
import { SecrecyBox } from './Secrecy.tsx'

/** The first act of every seat: nothing of an item is shown before it. Who promised
 * at the door is not asked again; his device signs it now that there is a room. */
export function PromiseSecrecy({ promised: before }: { promised: boolean }) {
  const { t } = useTranslation()
  const { profile } = useRoom()
  const { send, refused } = useSend()
  const [promised, setPromised] = useState(before)
  const form = useForm(() => (promised ? {} : { secrecy: t('enter.secrecyMissing') }))
  const asked = useRef(false)
  useEffect(() => {
    if (!before || asked.current) return
    asked.current = true
    void send({ do: 'join' })
  })
  if (before && refused === null) return <Page title={t('enter.title')} narrow><p role="status">{t('states.loading')}</p></Page>
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
