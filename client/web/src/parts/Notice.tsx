import type { ReactNode, Ref } from 'react'
import type { Icon } from './Button.tsx'
import type { Tone } from './Chip.tsx'

interface NoticeProps {
  tone: Extract<Tone, 'accent' | 'ok' | 'wait' | 'stop'>
  icon: Icon
  title: ReactNode
  children?: ReactNode
  action?: ReactNode
  /** Takes focus from a script when it appears. */
  ref?: Ref<HTMLDivElement>
}

/** Something to know, in the place it is about. */
export function Notice({ tone, icon: Sign, title, children, action, ref }: NoticeProps) {
  return (
    <div className={`notice notice--${tone}`} ref={ref} tabIndex={ref ? -1 : undefined}>
      <Sign className="icon icon--large" />
      <div className="notice__words">
        <p className="notice__title">{title}</p>
        {children}
      </div>
      {action && <div className="notice__action">{action}</div>}
    </div>
  )
}
