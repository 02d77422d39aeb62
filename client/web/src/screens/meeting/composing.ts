import { createContext, use, useState } from 'react'
import type { Act, Agreed, Contribution, Draft } from '../../core/contract.ts'
import { useUnsent } from '../../parts/useUnsent.ts'

/** What is being written: something new, or to or over what is there. */
export type Writing =
  | { is: 'new' }
  | { is: 'reply'; to: Contribution }
  | { is: 'answer'; about: Act }
  | { is: 'response' }
  | { is: 'dissent'; to: Agreed }
  | { is: 'correct'; what: Contribution }
  | { is: 'draft'; what: Draft }

interface Composing {
  open: boolean
  writing: Writing
  /** Unsent text stays, also when the page is opened again. */
  text: string
  setText: (text: string) => void
  begin: (writing: Writing) => void
  close: () => void
  /** After it was shared. */
  done: () => void
}

export const ComposerContext = createContext<Composing | null>(null)

export function useComposing(): Composing {
  const composing = use(ComposerContext)
  if (composing === null) throw new Error('no composer around this part')
  return composing
}

export function useComposer(): Composing {
  const [open, setOpen] = useState(false)
  const [writing, setWriting] = useState<Writing>({ is: 'new' })
  const [text, setText, sent] = useUnsent('composer')
  return {
    open, writing, text, setText,
    begin(next) {
      if (next.is === 'correct' || next.is === 'draft') setText(next.what.text ?? '')
      setWriting(next)
      setOpen(true)
    },
    close: () => setOpen(false),
    done() {
      sent()
      setWriting({ is: 'new' })
      setOpen(false)
    },
  }
}
