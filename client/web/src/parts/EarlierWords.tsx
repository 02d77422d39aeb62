import { CheckIcon, PencilIcon } from '@amsterdam/design-system-react-icons'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from './Button.tsx'
import { Notice } from './Notice.tsx'
import type { Earlier } from './useTyped.ts'

/** That something was typed over what others changed since; whoever typed it chooses. */
export function EarlierWords({ earlier }: { earlier: Earlier | null }) {
  const { t } = useTranslation()
  const [chosen, setChosen] = useState<'used' | 'dropped' | null>(null)
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (chosen !== null) box.current?.focus()
  }, [chosen])
  if (earlier === null) return chosen && <Notice tone="ok" icon={CheckIcon} title={t(`unsent.${chosen}`)} ref={box} />
  return (
    <Notice tone="wait" icon={PencilIcon} title={t('unsent.title')}>
      <p>{t('unsent.text')}</p>
      <div className="row">
        <Button press={() => { earlier.use(); setChosen('used') }}>{t('unsent.use')}</Button>
        <Button weight="quiet" press={() => { earlier.drop(); setChosen('dropped') }}>{t('unsent.drop')}</Button>
      </div>
    </Notice>
  )
}
