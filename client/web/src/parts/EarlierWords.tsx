import { CheckIcon, PencilIcon } from '@amsterdam/design-system-react-icons'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from './Button.tsx'
import { Notice } from './Notice.tsx'
import type { Earlier } from './useTyped.ts'

/** Where the choice is, for a form that cannot be sent before it was made. */
export const wordsOf = 'earlier-words'

/** That something was typed where others wrote too; whoever typed it chooses. */
export function EarlierWords({ earlier }: { earlier: Earlier | null }) {
  return <div role="status" className="earlier" id={wordsOf} tabIndex={-1}><Words earlier={earlier} /></div>
}

const said = {
  before: { title: 'title', text: 'text', use: 'use', drop: 'drop', used: 'used', dropped: 'dropped' },
  meanwhile: { title: 'meanwhile', text: 'meanwhileText', use: 'uphold', drop: 'yield', used: 'upheld', dropped: 'yielded' },
} as const

function Words({ earlier }: { earlier: Earlier | null }) {
  const { t } = useTranslation()
  const [chosen, setChosen] = useState<'used' | 'dropped' | 'upheld' | 'yielded' | null>(null)
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (chosen !== null) box.current?.focus()
  }, [chosen])
  if (earlier === null) return chosen && <Notice tone="ok" icon={CheckIcon} title={t(`unsent.${chosen}`)} ref={box} />
  const { title, text, use, drop, used, dropped } = said[earlier.when]
  return (
    <Notice tone="wait" icon={PencilIcon} title={t(`unsent.${title}`)}>
      <p>{t(`unsent.${text}`)}</p>
      <div className="row">
        <Button press={() => { earlier.use(); setChosen(used) }}>{t(`unsent.${use}`)}</Button>
        <Button weight="quiet" press={() => { earlier.drop(); setChosen(dropped) }}>{t(`unsent.${drop}`)}</Button>
      </div>
    </Notice>
  )
}
