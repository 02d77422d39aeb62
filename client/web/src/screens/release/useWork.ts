import { useEffect, useState } from 'react'
import { useCore } from '../../core/use.ts'
import { begin, type Done, openMarks, outcome, treat, treatAll, type Work } from '../../lib/desk.ts'

/** The text under work: its marks come from the core, what is done with each from
 * the person. Typing by hand begins anew with the typed text. */
export function useWork(item: number, text: string) {
  const core = useCore()
  const [base, setBase] = useState(text)
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
    type: (typed: string) => {
      setWork(begin(typed, []))
      setBase(typed)
    },
    reset: () => {
      setWork(begin(text, []))
      setBase(text)
    },
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
