import { useEffect, useState } from 'react'
import type { Results } from '../../core/contract.ts'
import { useCore } from '../../core/use.ts'

/** Which consent labels need, and which ground does instead; null until the core
 * has said so, and while there is nothing to ask about. */
export function useConsentNeeded(category: string, basis: string, secret: boolean): Results['consent_needed'] | null {
  const core = useCore()
  const [needed, setNeeded] = useState<Results['consent_needed'] | null>(null)
  useEffect(() => {
    if (category === '') return undefined
    let current = true
    void core.send({ do: 'consent_needed', category, basis, secret }).then((answer) => {
      if (current) setNeeded(answer.is === 'ok' ? answer : null)
    })
    return () => { current = false }
  }, [core, category, basis, secret])
  return category === '' ? null : needed
}
