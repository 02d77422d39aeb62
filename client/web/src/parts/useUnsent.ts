import { useEffect, useRef, useState } from 'react'
import { useCore } from '../core/use.ts'

const pause = 400 // ms without typing before it is kept

type Unsent<Text> = [text: Text, change: (text: string) => void, sent: () => void]

/** Text that is typed and not sent: it survives a reload, encrypted on this device,
 * under a name that is unique in the room. `sent` forgets it, as clearing does. */
export function useUnsent(name: string): Unsent<string> {
  const [text, change, sent] = useKept(name)
  return [text ?? '', change, sent]
}

/** As useUnsent, and null where nothing was typed: a field that was cleared is not one
 * that was left alone. */
export function useKept(name: string): Unsent<string | null> {
  const core = useCore()
  const [text, setText] = useState<string | null>(null)
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
    setText(null)
    void core.send({ do: 'keep_unsent', name, text: '' })
  }
  return [text, change, sent]
}
