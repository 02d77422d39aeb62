import { DownloadIcon } from '@amsterdam/design-system-react-icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { saveFile } from '../../lib/save.ts'
import { Button } from '../../parts/Button.tsx'
import { Refused } from '../../parts/Refused.tsx'
import { useSend } from '../../parts/useSend.ts'

/** Keeps how the room was prepared, for the next one: no contents, no names. */
export function SavePlan() {
  const { t } = useTranslation()
  const { send, refused } = useSend()
  const [saved, setSaved] = useState('')
  const save = async () => {
    const file = await send({ do: 'save_plan' })
    if (!file) return
    saveFile(file)
    setSaved(file.name)
  }
  return (
    <section className="card card--padded stack stack--tight">
      <h2>{t('plan.title')}</h2>
      <p className="help">{t('plan.help')}</p>
      <p role="status">{saved !== '' && t('plan.saved', { name: saved })}</p>
      <Refused refused={refused} />
      <div><Button icon={DownloadIcon} press={() => void save()}>{t('plan.save')}</Button></div>
    </section>
  )
}
