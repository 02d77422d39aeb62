import { AlertTriangleIcon, InfoCircleIcon, ShieldCheckIcon } from '@amsterdam/design-system-react-icons'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { useRoom } from '../../core/use.ts'
import { Button } from '../../parts/Button.tsx'
import { Notice } from '../../parts/Notice.tsx'
import { Page } from '../../parts/Page.tsx'
import { paths } from '../../parts/paths.ts'
import { Refused } from '../../parts/Refused.tsx'
import { useSend } from '../../parts/useSend.ts'

/** Five words, one a line, so that they can be read and heard apart. */
export function CodeWords({ words }: { words: readonly string[] }) {
  return (
    <ol className="code">
      {words.map((word, at) => (
        <li key={word}><span className="code__number" aria-hidden="true">{at + 1}</span>{word}</li>
      ))}
    </ol>
  )
}

/** Comparing the code that the chair reads aloud with the one this device made. */
export function Code() {
  const { t } = useTranslation()
  const { room } = useRoom()
  const { send, refused } = useSend()
  const [, go] = useLocation()
  const [differs, setDiffers] = useState(false)
  const chair = room.seats.find((seat) => seat.post === 'chair' && !seat.gone)?.claims.name ?? ''
  const confirm = async () => {
    if (await send({ do: 'confirm', code: room.code })) go(paths.meeting)
  }
  return (
    <Page title={t('enter.inside')} narrow>
      <h1>{t('enter.inside')}</h1>
      {room.code === '' ? <p>{t('enter.noCode')}</p> : (
        <>
          <p>{t('enter.hear', { name: chair })}</p>
          <CodeWords words={room.codeWords} />
          {differs && <Differ />}
          <Refused refused={refused} />
          <Button weight="first" wide icon={ShieldCheckIcon} press={() => void confirm()}>{t('enter.same')}</Button>
          <Button weight="stop" wide press={() => setDiffers(true)}>{t('enter.other')}</Button>
          {!differs && <Notice tone="accent" icon={InfoCircleIcon} title={t('enter.otherTitle')}><p>{t('enter.otherText')}</p></Notice>}
        </>
      )}
      <Button weight="quiet" wide press={() => go(paths.meeting)}>{t('enter.later')}</Button>
    </Page>
  )
}

function Differ() {
  const { t } = useTranslation()
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.focus(), [])
  return <Notice ref={box} tone="stop" icon={AlertTriangleIcon} title={t('enter.differ')}><p>{t('enter.differText')}</p></Notice>
}
