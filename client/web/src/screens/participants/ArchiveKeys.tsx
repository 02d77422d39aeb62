import { ArchiveIcon, CheckIcon, ClockIcon } from '@amsterdam/design-system-react-icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Archive } from '../../core/contract.ts'
import { useRoom } from '../../core/use.ts'
import { useWords } from '../../i18n/words.ts'
import { leads, partyName, seatOf, viewerOf } from '../../lib/people.ts'
import { Button } from '../../parts/Button.tsx'
import { Status } from '../../parts/Chip.tsx'
import { TextField } from '../../parts/Field.tsx'
import { FormAlert } from '../../parts/FormAlert.tsx'
import { Refused } from '../../parts/Refused.tsx'
import { useForm } from '../../parts/useForm.ts'
import { useSend } from '../../parts/useSend.ts'

/** The keys by which organisations keep what their people receive (DW art. 9.1). */
export function ArchiveKeys() {
  const { t } = useTranslation()
  const { room } = useRoom()
  const party = viewerOf(room)?.claims.party ?? ''
  const shown = room.archives.filter((one) => leads(room) || one.party === party)
  return (
    <>
      {shown.length > 0 && (
        <section className="stack stack--tight">
          <h2>{t('archiveKey.list')}</h2>
          <ul className="card">{shown.map((one) => <OneArchive key={`${one.party}-${one.keyMark}`} archive={one} />)}</ul>
        </section>
      )}
      {party !== '' && <NameArchive />}
    </>
  )
}

function OneArchive({ archive }: { archive: Archive }) {
  const { t } = useTranslation()
  const { room, profile } = useRoom()
  const say = useWords()
  const { send, refused } = useSend()
  const name = seatOf(room, archive.seat)?.claims.name ?? ''
  const mark = archive.keyMark
  return (
    <li className="card__part stack stack--tight">
      <p><strong>{t('archiveKey.by', { party: say(partyName(profile, archive.party)), name })}</strong></p>
      {archive.confirmed
        ? <Status tone="ok" icon={CheckIcon}>{t('archiveKey.holds', { mark })}</Status>
        : <Status tone="wait" icon={ClockIcon}>{t('archiveKey.waits', { mark })}</Status>}
      {!archive.confirmed && leads(room) && (
        <>
          <p className="help">{t('archiveKey.confirmHelp', { name })}</p>
          <Refused refused={refused} />
          <div><Button weight="strong" icon={CheckIcon} press={() => void send({ do: 'confirm_archive', seat: archive.seat })}>{t('archiveKey.confirm')}</Button></div>
        </>
      )}
    </li>
  )
}

function NameArchive() {
  const { t } = useTranslation()
  const { send, refused } = useSend()
  const [key, setKey] = useState('')
  const form = useForm(() => (key.trim() === '' ? { 'archive-key': t('archiveKey.missing') } : {}))
  const name = async () => {
    if (form.ready() && await send({ do: 'archive', key: key.trim() })) setKey('')
  }
  return (
    <form className="card card--padded form" noValidate onSubmit={(event) => { event.preventDefault(); void name() }}>
      <h2>{t('archiveKey.title')}</h2>
      <p className="help">{t('archiveKey.help')}</p>
      <FormAlert {...form} />
      <TextField id="archive-key" label={t('archiveKey.key')} hint={t('archiveKey.hint')} value={key} change={setKey} error={form.errors['archive-key']} />
      <Refused refused={refused} />
      <div><Button type="submit" icon={ArchiveIcon}>{t('archiveKey.name')}</Button></div>
    </form>
  )
}
