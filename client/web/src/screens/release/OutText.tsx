import { ArrowBackUpIcon, FileCheckIcon, PencilIcon, WandIcon } from '@amsterdam/design-system-react-icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { countWords, pieces } from '../../lib/desk.ts'
import { Button } from '../../parts/Button.tsx'
import { AreaField } from '../../parts/Field.tsx'
import { MarkPress } from './MarkPress.tsx'
import type { useWork } from './useWork.ts'

export type Working = ReturnType<typeof useWork>

/** The text that leaves, with what identifies somebody marked in place. */
export function OutText({ work, settled, error }: { work: Working; settled: boolean; error: string | undefined }) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState<string | null>(null)
  const type = (next: string) => {
    setTyped(next)
    work.type(next)
  }
  return (
    <section className="card desk__text">
      <h2 className="desk__head"><FileCheckIcon className="icon" />{t('release.out')} <span className="help">{t('release.words', { count: countWords(work.text) })}</span></h2>
      <div className="desk__body" id="out" tabIndex={-1}>
        {typed === null ? <Marked work={work} settled={settled} /> : <AreaField id="out-text" label={t('release.editLabel')} value={typed} change={type} error={error} rows={5} />}
      </div>
      {!settled && (
        <div className="desk__foot row">
          {typed === null
            ? (
              <>
                {work.open.length > 0 && <Button weight="strong" icon={WandIcon} press={work.treatAll}>{t('release.treatAll')}</Button>}
                <Button icon={PencilIcon} press={() => setTyped(work.text)}>{t('release.edit')}</Button>
                <Button weight="quiet" icon={ArrowBackUpIcon} press={work.reset}>{t('release.undo')}</Button>
              </>
            )
            : <Button weight="strong" press={() => setTyped(null)}>{t('release.editDone')}</Button>}
        </div>
      )}
    </section>
  )
}

function Marked({ work, settled }: { work: Working; settled: boolean }) {
  const { t } = useTranslation()
  return (
    <>
      <p className="desk__reading">
        {pieces(work.work).map((piece) => {
          if (piece.is === 'text') return piece.text
          return settled ? <strong key={piece.index}>{piece.text}</strong> : <MarkPress key={piece.index} piece={piece} treat={(done) => work.treat(piece.index, done)} />
        })}
      </p>
      {!settled && work.work.marks.length > 0 && <p className="help">{t('release.keys')}</p>}
    </>
  )
}
