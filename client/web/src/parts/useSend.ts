import { useState } from 'react'
import type { AnswerTo } from '../core/answer.ts'
import type { Request } from '../core/contract.ts'
import { useCore } from '../core/use.ts'

/** Why something was not done. */
export type NotDone = Exclude<AnswerTo<Request['do']>, { is: 'ok' }>

/** Sends requests one after another and keeps why the last one was not done. */
export function useSend() {
  const core = useCore()
  const [refused, setRefused] = useState<NotDone | null>(null)
  const [busy, setBusy] = useState(false)
  return {
    refused,
    busy,
    clear: () => setRefused(null),
    async send<R extends Request>(request: R): Promise<Extract<AnswerTo<R['do']>, { is: 'ok' }> | null> {
      setBusy(true)
      const answer = await core.send(request)
      setBusy(false)
      if (answer.is !== 'ok') {
        setRefused(answer as NotDone)
        return null
      }
      setRefused(null)
      return answer as Extract<AnswerTo<R['do']>, { is: 'ok' }>
    },
  }
}
