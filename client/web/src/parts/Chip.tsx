import type { ReactNode } from 'react'
import type { Icon } from './Button.tsx'

export type Tone = 'plain' | 'accent' | 'ok' | 'wait' | 'stop' | 'fact' | 'opinion' | 'line'

/** A mark with a colour, a symbol and a word. */
export function Chip({ tone = 'plain', icon: Sign, children }: { tone?: Tone; icon?: Icon | undefined; children: ReactNode }) {
  return (
    <span className={`chip chip--${tone}`}>
      {Sign && <Sign className="icon icon--small" />}
      {children}
    </span>
  )
}

/** A state said in a line of text, with its colour and symbol. */
export function Status({ tone, icon: Sign, children }: { tone: Tone; icon: Icon; children: ReactNode }) {
  return (
    <span className={`status status--${tone}`}>
      <Sign className="icon icon--small" />
      <span>{children}</span>
    </span>
  )
}
