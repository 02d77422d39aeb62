import { useEffect, useState } from 'react'
import { useSnapshot } from '../core/use.ts'

/** This device's time, read anew every so many milliseconds. */
export function useNow(every = 1000): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), every)
    return () => clearInterval(timer)
  }, [every])
  return now
}

/** The server's time, by which items are opened: this device's clock may be off. */
export function useServerNow(): number {
  const told = useSnapshot().now
  const [now, setNow] = useState(() => told || Date.now())
  useEffect(() => {
    const ahead = told === 0 ? 0 : told - Date.now()
    const timer = setInterval(() => setNow(Date.now() + ahead), 1000)
    return () => clearInterval(timer)
  }, [told])
  return now
}
