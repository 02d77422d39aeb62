import { useCallback, useEffect, useRef, useState } from 'react'
import { useCore } from '../core/use.ts'
import { bothTexts } from '../lib/typed.ts'

const pause = 400 // ms without typing before it is kept

type Unsent<Text> = [text: Text, change: (text: string) => void, sent: () => void]

/** Text that is typed and not sent: it survives a reload, encrypted on this device,
 * under a name that is unique in the room. `sent` forgets it, as clearing does. */
export function useUnsent(name: string): Unsent<string> {
  const [text, change, sent] = useKept(name, bothTexts)
  return [text ?? '', change, sent]
}

/** Of a text that was shown while it was typed in, what was typed is the whole. */
const asTyped: Join = (kept, typed) => typed ?? kept

/** Makes one text of what was kept and what was typed before that was known: null where nothing was. */
type Join = (kept: string, typed: string | null) => string

/** As useUnsent, and null where nothing was typed: a field that was cleared is not one
 * that was left alone. */
export function useKept(name: string, join: Join = asTyped): Unsent<string | null> {
  const core = useCore()
  const [text, setText] = useState<string | null>(null)
  const typed = useRef<string | null>(null) // here, since it opened
  const unkept = useRef(false)
  const forgotten = useRef(false)
  const joins = useRef(join)
  useEffect(() => { joins.current = join })
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
      const both = joins.current(kept.text, typed.current)
      if (typed.current === null) return setText(both)
      change(both)
      keep()
    })
    document.addEventListener('visibilitychange', leaving)
    return () => {
      document.removeEventListener('visibilitychange', leaving)
      keep()
    }
  }, [core, name, change, keep])

  const sent = () => {
    forgotten.current = true
    unkept.current = true
    typed.current = null
    setText(null)
    keep()
  }
  return [text, change, sent]
}
