import { useEffect, useState } from 'react'
import type { Results } from '../../core/contract.ts'
import { useCore } from '../../core/use.ts'

/** What may stand on the wall now; asked anew whenever something changed, so that
 * nothing stays there that somebody who came in may not read. */
export function useWall(item: number): Results['project'] | null {
  const core = useCore()
  const [wall, setWall] = useState<Results['project'] | null>(null)
  useEffect(() => {
    let current = true
    const ask = () => void core.send({ do: 'project', item }).then((answer) => {
      if (current) setWall(answer.is === 'ok' ? answer : null)
    })
    ask()
    const stop = core.subscribe(ask)
    return () => {
      current = false
      stop()
    }
  }, [core, item])
  return wall
}
