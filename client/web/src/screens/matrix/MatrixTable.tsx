import { CircleCheckFilledIcon } from '@amsterdam/design-system-react-icons'
import { Fragment, type KeyboardEvent, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Recipient } from '../../core/contract.ts'
import { useRoom } from '../../core/use.ts'
import { useHidden, useWords } from '../../i18n/words.ts'
import type { Matrix, Row } from '../../lib/matrix.ts'
import { nameOfRecipient, partyOf, seatOf, shortName } from '../../lib/people.ts'
import { FateSign } from './FateSign.tsx'

export interface Cell { row: number; column: number }

interface TableProps { matrix: Matrix; chosen: Cell | null; choose: (cell: Cell) => void }

/** One tab stop; arrows walk the cells, Home and End the row. */
export function MatrixTable({ matrix, chosen, choose }: TableProps) {
  const { t } = useTranslation()
  const table = useRef<HTMLTableElement>(null)
  const stop = chosen ?? { row: 0, column: 0 }
  const walk = (event: KeyboardEvent, from: Cell) => {
    const to = step(event.key, from, matrix)
    if (to === null) return
    event.preventDefault()
    table.current?.querySelector<HTMLElement>(`[data-cell="${to.row}-${to.column}"]`)?.focus()
    choose(to)
  }
  return (
    <div className="matrix-scroll">
      <table className="matrix" ref={table}>
        <caption className="hidden">{t('matrix.title')}</caption>
        <thead>
          <tr>
            <th scope="col" className="matrix__text">{t('matrix.text')}</th>
            {matrix.recipients.map((one) => <Head key={`${one.seat}-${one.outside}`} recipient={one} />)}
          </tr>
        </thead>
        <tbody>
          {matrix.rows.map((row, at) => (
            <Fragment key={row.proposal.act}>
              {row.item !== matrix.rows[at - 1]?.item && <tr><th scope="colgroup" colSpan={matrix.recipients.length + 1} className="matrix__item">{row.item.number}. {row.item.label}</th></tr>}
              <tr>
                <RowHead row={row} />
                {row.fates.map((fate, column) => (
                  <td key={`${matrix.recipients[column]?.seat}-${matrix.recipients[column]?.outside}`} className={`fate fate--${fate}`}>
                    <button
                      type="button" data-cell={`${at}-${column}`} tabIndex={stop.row === at && stop.column === column ? 0 : -1}
                      aria-pressed={chosen?.row === at && chosen.column === column} onClick={() => choose({ row: at, column })} onKeyDown={(event) => walk(event, { row: at, column })}
                    >
                      <FateSign of={fate} /><span className={fate === 'none' ? 'hidden' : ''}>{t(`matrix.${fate}`)}</span>
                    </button>
                  </td>
                ))}
              </tr>
            </Fragment>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" className="matrix__text">{t('matrix.ready')}</th>
            {matrix.ready.map((ready, column) => (
              <td key={`${matrix.recipients[column]?.seat}-${matrix.recipients[column]?.outside}`} className={ready.of > 0 && ready.done === ready.of ? 'matrix__ready' : ''}>
                {ready.of > 0 && ready.done === ready.of && <CircleCheckFilledIcon className="icon icon--small" />} {t('common.of', ready)}
              </td>
            ))}
          </tr>
        </tfoot>
      </table>
    </div>
  )
}

function step(key: string, { row, column }: Cell, matrix: Matrix): Cell | null {
  const last = { row: matrix.rows.length - 1, column: matrix.recipients.length - 1 }
  switch (key) {
    case 'ArrowRight': return { row, column: Math.min(column + 1, last.column) }
    case 'ArrowLeft': return { row, column: Math.max(column - 1, 0) }
    case 'ArrowDown': return { row: Math.min(row + 1, last.row), column }
    case 'ArrowUp': return { row: Math.max(row - 1, 0), column }
    case 'Home': return { row, column: 0 }
    case 'End': return { row, column: last.column }
    default: return null
  }
}

function Head({ recipient }: { recipient: Recipient }) {
  const { t } = useTranslation()
  const { room, profile } = useRoom()
  const say = useWords()
  const seat = seatOf(room, recipient.seat)
  return (
    <th scope="col">
      {shortName(nameOfRecipient(room, recipient))}
      <span className="matrix__party">{seat ? say(partyOf(room, profile, seat)) : t('matrix.third')}</span>
    </th>
  )
}

function RowHead({ row }: { row: Row }) {
  const { t } = useTranslation()
  const hidden = useHidden()
  const { room } = useRoom()
  const owners = row.proposal.owners.map((owner) => shortName(seatOf(room, owner)?.claims.name ?? ''))
  return (
    <th scope="row" className="matrix__text">
      <span className="matrix__words">{row.proposal.text ?? hidden(row.proposal.shown)}</span>
      <span className="matrix__party">{owners.length === 0 ? t('matrix.noSource') : owners.join(', ')}</span>
    </th>
  )
}
