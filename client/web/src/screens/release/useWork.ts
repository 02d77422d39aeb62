import { useEffect, useState } from 'react'
import { useCore } from '../../core/use.ts'
import { begin, type Done, openMarks, outcome, treat, treatAll, type Work } from '../../lib/desk.ts'
import { useUnsent } from '../../parts/useUnsent.ts'

/** The text under work: its marks come from the core, what is done with each from
 * the person. Typing by hand begins anew with the typed text, which is kept under a name
 * until it is proposed. */
export function useWork(item: number, text: string, name: string) {
  const core = useCore()
  const [typed, type, sent] = useUnsent(name)
  const base = typed || text
  const [work, setWork] = useState<Work>(() => begin(text, []))
  useEffect(() => {
    let current = true
    void core.send({ do: 'find_marks', item, text: base }).then((answer) => {
      if (current && answer.is === 'ok') setWork(begin(answer.text, answer.marks))
    })
    return () => { current = false }
  }, [core, item, base])
  return {
    work,
    text: outcome(work),
    open: openMarks(work),
    treat: (index: number, done: Done) => setWork(treat(work, index, done)),
    treatAll: () => setWork(treatAll(work)),
    type: (next: string) => {
      setWork(begin(next, []))
      type(next)
    },
    reset: () => {
      setWork(begin(text, []))
      sent()
    },
    sent,
  }
}

/** What identifies somebody in a text that is only shown. */
export function useMarked(item: number, text: string): Work {
  const core = useCore()
  const [work, setWork] = useState<Work>(() => begin(text, []))
  useEffect(() => {
    let current = true
    void core.send({ do: 'find_marks', item, text }).then((answer) => {
      if (current && answer.is === 'ok') setWork(begin(answer.text, answer.marks))
    })
    return () => { current = false }
  }, [core, item, text])
  return work
}
