import { FlagOffIcon, ScissorsIcon, UserCircleIcon } from '@amsterdam/design-system-react-icons'
import { type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Done, type Piece, suggested } from '../../lib/desk.ts'

interface MarkProps { piece: Extract<Piece, { is: 'mark' }>; treat: (done: Done) => void }

/** One mark: a press opens what can be done; with focus, Enter replaces and
 * Delete cuts. What was done can be put back by pressing it. */
export function MarkPress({ piece, treat }: MarkProps) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const { done, mark, text } = piece
  const kind = t(`release.kind_${mark.kind}`)
  if (done.is !== 'open') {
    const now = done.is === 'replaced' ? done.by : done.is === 'cut' ? t('release.cut') : text
    return <button type="button" className={`mark mark--${done.is}`} onClick={() => treat({ is: 'open' })}>{now} <small>{t('release.undo')}</small></button>
  }
  const key = (event: KeyboardEvent) => {
    const chosen = event.key === 'Enter' ? suggested(mark) : event.key === 'Delete' ? { is: 'cut' as const } : null
    if (event.key === 'Escape') setOpen(false)
    if (chosen === null) return
    event.preventDefault()
    treat(chosen)
  }
  return (
    <span className="mark-spot">
      <button type="button" className="mark mark--open" aria-expanded={open} onKeyDown={key} onClick={() => setOpen(!open)}>{text} <small>{kind}</small></button>
      {open && (
        <span className="mark-menu">
          {mark.suggestion !== '' && <button type="button" onClick={() => treat(suggested(mark))}><UserCircleIcon className="icon" />{t('release.replaceBy', { text: mark.suggestion })}</button>}
          <button type="button" onClick={() => treat({ is: 'cut' })}><ScissorsIcon className="icon" />{t('release.cutAway')}</button>
          <button type="button" onClick={() => treat({ is: 'left' })}><FlagOffIcon className="icon" />{t('release.leave')}</button>
        </span>
      )}
    </span>
  )
}
