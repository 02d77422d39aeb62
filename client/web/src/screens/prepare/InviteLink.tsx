import { CopyIcon, MailIcon } from '@amsterdam/design-system-react-icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { encode } from 'uqr'
import type { Invited } from '../../core/contract.ts'
import { useDates, useWords } from '../../i18n/words.ts'
import { Button } from '../../parts/Button.tsx'
import { AreaField, TextField } from '../../parts/Field.tsx'

/** A new link, shown once: as text, as QR code and as a mail. */
export function InviteLink({ id, who, made, close }: { id: number; who: string; made: Invited; close: () => void }) {
  const { t } = useTranslation()
  const say = useWords()
  const dates = useDates()
  const [copied, setCopied] = useState(false)
  const { link, expires } = made
  const mail = say(made.mail)
  const copy = async (text: string) => {
    await navigator.clipboard.writeText(text)
    setCopied(true)
  }
  return (
    <div className="invite stack">
      <h3>{t('prepare.linkFor', { function: who })}</h3>
      <p className="help">{t('prepare.linkOnce')} {t('prepare.linkUntil', { date: dates.date(expires), time: dates.time(expires) })}</p>
      <div className="invite__both">
        <QrCode text={link} label={t('prepare.qr')} />
        <div className="stack">
          <TextField id={`link-${id}`} label={t('start.link')} value={link} change={() => undefined} readOnly />
          <div className="row">
            <Button icon={CopyIcon} press={() => void copy(link)}>{t('prepare.copy')}</Button>
            <span role="status">{copied && t('prepare.copied')}</span>
          </div>
        </div>
      </div>
      <AreaField id={`mail-${id}`} label={t('prepare.mail')} value={mail} change={() => undefined} rows={8} />
      <div className="row">
        <Button icon={MailIcon} press={() => void copy(mail)}>{t('prepare.copyMail')}</Button>
        <Button weight="quiet" press={close}>{t('common.close')}</Button>
      </div>
    </div>
  )
}

function QrCode({ text, label }: { text: string; label: string }) {
  const { data, size } = encode(text, { border: 2 })
  const path = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('')
  return <svg className="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shapeRendering="crispEdges"><path d={path} /></svg>
}
