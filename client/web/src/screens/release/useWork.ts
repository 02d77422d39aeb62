import { useEffect, useState } from 'react'
import { useCore } from '../../core/use.ts'
import { begin, type Done, openMarks, outcome, treat, treatAll, type Work } from '../../lib/desk.ts'
import { useKept } from '../../parts/useUnsent.ts'

/** The text under work: its marks come from the core, what is done with each from
 * the person. Typing by hand begins anew with the typed text, which is kept under a name
 * until it is proposed. */
export function useWork(item: number, text: string, name: string) {
  const core = useCore()
  const [typed, type, sent] = useKept(name)
  const base = typed ?? text // cleared is typed: what leaves is what the field shows
  const [work, setWork] = useState<Work>(() => begin(text, []))
  useEffect(() => {
    let current = true
    void core.send({ do: 'find_marks', item, text: base }).then((answer) => {
      if (current && answer.is === 'ok') setWork(begin(answer.text, answer.marks))
    })
    return () => { current = false }
  }, [core, item, base])
  // The core looks at a text once: one that it looked at keeps its marks.
  const anew = (next: string) => setWork((now) => (next === base ? begin(now.text, now.marks) : begin(next, [])))
  return {
    work,
    text: outcome(work),
    open: openMarks(work),
    treat: (index: number, done: Done) => setWork(treat(work, index, done)),
    treatAll: () => setWork(treatAll(work)),
    type: (next: string) => {
      anew(next)
      type(next)
    },
    reset: () => {
      anew(text)
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
