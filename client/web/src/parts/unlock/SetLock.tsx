import { KeyIcon, WritingIcon } from '@amsterdam/design-system-react-icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Unlock } from '../../core/contract.ts'
import { hasPasskeys, makePasskey } from '../../lib/passkey.ts'
import { Button } from '../Button.tsx'
import { Refused } from '../Refused.tsx'
import { useSend } from '../useSend.ts'
import { FromFile } from './FromFile.tsx'

/** The first time: a passkey, or words to write down. It makes one's minutes key. */
export function SetLock({ asked }: { asked: Unlock }) {
  const { t } = useTranslation()
  const { send, refused } = useSend()
  const [failed, setFailed] = useState<'stopped' | 'unable' | null>(null)
  const [words, setWords] = useState('')
  const make = async () => {
    const made = await makePasskey(asked.salt, t('common.app'))
    setFailed(typeof made === 'string' ? made : null)
    if (typeof made === 'string') return
    await send({ do: 'set_lock', passkey: made.id, salt: asked.salt, secret: made.secret })
    made.secret.fill(0)
  }
  const generate = async () => setWords((await send({ do: 'new_words' }))?.words ?? '')
  if (words !== '') return <Words words={words} />
  return (
    <>
      <p className="help">{t('unlock.chooseHelp')}</p>
      <p role="status" className={failed ? 'status status--stop' : ''}>{failed && t(`unlock.${failed}`)}</p>
      <Refused refused={refused} />
      <div className="row">
        {hasPasskeys() && <Button weight="first" icon={KeyIcon} press={() => void make()}>{t('unlock.makePasskey')}</Button>}
        <Button weight={hasPasskeys() ? 'strong' : 'first'} icon={WritingIcon} press={() => void generate()}>{t('unlock.makeWords')}</Button>
      </div>
      <FromFile />
    </>
  )
}

function Words({ words }: { words: string }) {
  const { t } = useTranslation()
  const { send, refused } = useSend()
  return (
    <>
      <p>{t('unlock.write')}</p>
      <p className="side__words unlock__words">{words}</p>
      <Refused refused={refused} />
      <div><Button weight="first" press={() => void send({ do: 'set_lock' })}>{t('unlock.written')}</Button></div>
    </>
  )
}
