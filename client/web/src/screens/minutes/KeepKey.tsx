import { KeyIcon } from '@amsterdam/design-system-react-icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { saveFile } from '../../lib/save.ts'
import { Button } from '../../parts/Button.tsx'
import { Refused } from '../../parts/Refused.tsx'
import { useSend } from '../../parts/useSend.ts'

/** One's minutes key as a file under a passphrase, for the stock age command. */
export function KeepKey() {
  const { t } = useTranslation()
  const { send, refused } = useSend()
  const [passphrase, setPassphrase] = useState('')
  const make = async () => {
    const key = await send({ do: 'export_key' })
    if (!key) return
    await saveFile({ name: key.name, type: 'application/octet-stream', bytes: key.file, parts: [], book: null, calendar: null })
    setPassphrase(key.passphrase)
  }
  return (
    <section className="card card--padded stack stack--tight">
      <h2>{t('minutes.key')}</h2>
      <p className="help">{t('minutes.keyHelp')}</p>
      <div role="status">{passphrase !== '' && <><p>{t('minutes.keyWords')}</p><p className="side__words">{passphrase}</p></>}</div>
      <Refused refused={refused} />
      <div><Button icon={KeyIcon} press={() => void make()}>{t('minutes.keyMake')}</Button></div>
    </section>
  )
}
