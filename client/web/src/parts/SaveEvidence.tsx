import { DownloadIcon } from '@amsterdam/design-system-react-icons'
import { useTranslation } from 'react-i18next'
import { saveFile } from '../lib/save.ts'
import { Button } from './Button.tsx'
import { Refused } from './Refused.tsx'
import { useSend } from './useSend.ts'

/** Saves what the device stopped on, as a file for who investigates it; the device keeps it too. */
export function SaveEvidence() {
  const { t } = useTranslation()
  const { send, refused } = useSend()
  const save = async () => {
    const file = await send({ do: 'save_evidence' })
    if (file) await saveFile(file)
  }
  return (
    <>
      <Refused refused={refused} />
      <Button weight="strong" icon={DownloadIcon} press={() => void save()}>{t('states.evidenceSave')}</Button>
    </>
  )
}
