import { KeyIcon } from '@amsterdam/design-system-react-icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Unlock } from '../../core/contract.ts'
import { askPasskey } from '../../lib/passkey.ts'
import { Button } from '../Button.tsx'
import { Refused } from '../Refused.tsx'
import { useSend } from '../useSend.ts'

/** One press, and what the device asks: a finger, a face, a code. */
export function ByPasskey({ asked }: { asked: Unlock }) {
  const { t } = useTranslation()
  const { send, refused } = useSend()
  const [failed, setFailed] = useState(false)
  const show = async () => {
    const given = await askPasskey(asked.passkey, asked.salt)
    setFailed(typeof given === 'string')
    if (typeof given === 'string') return
    await send({ do: 'unlock', secret: given.secret })
    given.secret.fill(0)
  }
  return (
    <>
      <p role="status" className={failed ? 'status status--stop' : ''}>{failed && t('unlock.stopped')}</p>
      <Refused refused={refused} />
      <div><Button weight="first" icon={KeyIcon} press={() => void show()}>{t('unlock.passkey')}</Button></div>
    </>
  )
}
