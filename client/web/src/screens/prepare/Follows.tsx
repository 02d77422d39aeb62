import { LinkIcon } from '@amsterdam/design-system-react-icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Minutes } from '../../core/contract.ts'
import { useDates } from '../../i18n/words.ts'
import { Button } from '../../parts/Button.tsx'
import { Status } from '../../parts/Chip.tsx'
import { bytesOf, FileField } from '../../parts/FileField.tsx'
import { Refused } from '../../parts/Refused.tsx'
import { useSend } from '../../parts/useSend.ts'
import { Verdict } from '../minutes/Verdict.tsx'

/** Which earlier room an item follows up: read from a package of it, once that holds. */
export function Follows({ earlier, change }: { earlier: string; change: (room: string) => void }) {
  const { t } = useTranslation()
  const dates = useDates()
  const { send, refused } = useSend()
  const [minutes, setMinutes] = useState<Minutes | null>(null)
  const choose = async (file: File | null) => {
    if (file === null) return
    const report = await send({ do: 'verify', file: await bytesOf(file) })
    setMinutes(report?.minutes ?? null)
    if (report?.minutes && report.minutes.failure === null) change(report.minutes.room)
  }
  return (
    <div className="stack stack--tight">
      {earlier === ''
        ? <FileField id="earlier" label={t('before.title')} hint={t('before.hint')} optional choose={(file) => void choose(file)} />
        : (
          <div className="row row--apart">
            <Status tone="accent" icon={LinkIcon}>{minutes ? t('before.followsOn', { date: dates.date(minutes.started) }) : t('before.follows')}</Status>
            <Button small weight="quiet" press={() => change('')}>{t('before.not')}</Button>
          </div>
        )}
      {minutes?.failure && <Verdict minutes={minutes} />}
      <Refused refused={refused} />
    </div>
  )
}
