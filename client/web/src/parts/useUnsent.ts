import { useCallback, useEffect, useRef, useState } from 'react'
import { useCore } from '../core/use.ts'

const pause = 400 // ms without typing before it is kept

type Unsent<Text> = [text: Text, change: (text: string) => void, sent: () => void]

/** Text that is typed and not sent: it survives a reload, encrypted on this device,
 * under a name that is unique in the room. `sent` forgets it, as clearing does. */
export function useUnsent(name: string): Unsent<string> {
  const [text, change, sent] = useKept(name)
  return [text ?? '', change, sent]
}

const asTyped = (_: string, typed: string) => typed

/** As useUnsent, and null where nothing was typed: a field that was cleared is not one
 * that was left alone. `join` makes one text of what was kept and what was typed before
 * that was known. */
export function useKept(name: string, join: (kept: string, typed: string) => string = asTyped): Unsent<string | null> {
  const core = useCore()
  const [text, setText] = useState<string | null>(null)
  const typed = useRef<string | null>(null) // here, since it opened
  const unkept = useRef(false)
  const forgotten = useRef(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  const keep = useCallback(() => {
    clearTimeout(timer.current)
    if (unkept.current) void core.send({ do: 'keep_unsent', name, text: typed.current ?? '' })
    unkept.current = false
  }, [core, name])

  const change = useCallback((next: string) => {
    setText(next)
    typed.current = next
    unkept.current = true
    clearTimeout(timer.current)
    timer.current = setTimeout(keep, pause)
  }, [keep])

  useEffect(() => {
    const leaving = () => { if (document.visibilityState === 'hidden') keep() }
    void core.send({ do: 'unsent', name }).then((kept) => {
      if (kept.is !== 'ok' || !kept.text || forgotten.current) return
      if (typed.current === null) return setText(kept.text)
      change(join(kept.text, typed.current))
      keep()
    })
    document.addEventListener('visibilitychange', leaving)
    return () => {
      document.removeEventListener('visibilitychange', leaving)
      keep()
    }
  }, [core, name, join, change, keep])

  const sent = () => {
    forgotten.current = true
    unkept.current = true
    typed.current = null
    setText(null)
    keep()
  }
  return [text, change, sent]
}
