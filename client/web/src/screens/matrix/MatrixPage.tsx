import { ClockIcon, PrinterIcon } from '@amsterdam/design-system-react-icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRoom } from '../../core/use.ts'
import { type Fate, matrixOf } from '../../lib/matrix.ts'
import { Button } from '../../parts/Button.tsx'
import { Page } from '../../parts/Page.tsx'
import { FateSign } from './FateSign.tsx'
import { type Cell, MatrixTable } from './MatrixTable.tsx'
import { Strip } from './Strip.tsx'

const fates: readonly Fate[] = ['goes', 'own', 'waits', 'decide', 'held', 'refused', 'withdrawn', 'none']

/** Who gets what: recipients × texts, as a picture that is a real table. */
export function MatrixPage() {
  const { t } = useTranslation()
  const { room } = useRoom()
  const [onlyOpen, setOnlyOpen] = useState(false)
  const [cell, setCell] = useState<Cell | null>(null)
  const whole = matrixOf(room)
  const matrix = onlyOpen ? { ...whole, rows: whole.rows.filter((row) => row.fates.some((fate) => fate === 'waits' || fate === 'decide')) } : whole
  return (
    <Page title={t('matrix.title')} back>
      <div className="page__head">
        <div>
          <h1>{t('matrix.title')}</h1>
          <p className="help">{t('matrix.lead', { texts: t('matrix.texts', { count: whole.rows.length }), count: whole.recipients.length })}</p>
        </div>
        <div className="row no-print">
          <Button icon={ClockIcon} pressed={onlyOpen} press={() => setOnlyOpen(!onlyOpen)}>{t('matrix.onlyOpen')}</Button>
          <Button icon={PrinterIcon} press={() => print()}>{t('matrix.print')}</Button>
        </div>
      </div>
      <ul className="row row--wide legend">{fates.map((fate) => <li key={fate} className="row"><span className={`fate fate--${fate} fate--sign`}><FateSign of={fate} /></span>{t(`matrix.legend_${fate}`)}</li>)}</ul>
      {matrix.rows.length === 0 ? <p className="empty">{t('matrix.empty')}</p> : <MatrixTable matrix={matrix} chosen={cell} choose={setCell} />}
      <Strip matrix={matrix} cell={cell} />
    </Page>
  )
}
