import { useEffect, useRef, useState } from 'react'
import { useCore } from '../core/use.ts'

const pause = 400 // ms without typing before it is kept

/** Text that is typed and not sent: it survives a reload, encrypted on this device,
 * under a name that is unique in the room. `sent` forgets it, as clearing does. */
export function useUnsent(name: string): [text: string, change: (text: string) => void, sent: () => void] {
  const core = useCore()
  const [text, setText] = useState('')
  const last = useRef<string | null>(null) // what was typed here, and is not kept yet
  const touched = useRef(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  useEffect(() => {
    const keep = () => {
      clearTimeout(timer.current)
      if (last.current !== null) void core.send({ do: 'keep_unsent', name, text: last.current })
      last.current = null
    }
    const leaving = () => { if (document.visibilityState === 'hidden') keep() }
    void core.send({ do: 'unsent', name }).then((kept) => { if (kept.is === 'ok' && kept.text && !touched.current) setText(kept.text) })
    document.addEventListener('visibilitychange', leaving)
    return () => {
      document.removeEventListener('visibilitychange', leaving)
      keep()
    }
  }, [core, name])

  const change = (next: string) => {
    touched.current = true
    setText(next)
    last.current = next
    clearTimeout(timer.current)
    timer.current = setTimeout(() => {
      void core.send({ do: 'keep_unsent', name, text: next })
      last.current = null
    }, pause)
  }
  const sent = () => {
    clearTimeout(timer.current)
    last.current = null
    setText('')
    void core.send({ do: 'keep_unsent', name, text: '' })
  }
  return [text, change, sent]
}
