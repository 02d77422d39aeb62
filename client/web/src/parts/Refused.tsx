import { HandStopIcon, PlugConnectedXIcon } from '@amsterdam/design-system-react-icons'
import { useTranslation } from 'react-i18next'
import { useWords } from '../i18n/words.ts'
import { Articles } from './Articles.tsx'
import { Notice } from './Notice.tsx'
import type { NotDone } from './useSend.ts'

/** Why something was not done, where it was asked; read out when it appears. */
export function Refused({ refused }: { refused: NotDone | null }) {
  const { t } = useTranslation()
  const say = useWords()
  return (
    <div role="status" className="refused">
      {refused?.is === 'refusal' && (
        <Notice tone="stop" icon={HandStopIcon} title={t('common.refused')}>
          <p>{say(refused.sentence)} <Articles of={refused.articles} /></p>
        </Notice>
      )}
      {refused?.is === 'problem' && <Notice tone="stop" icon={PlugConnectedXIcon} title={t('common.failed')}><p>{say(refused.sentence)}</p></Notice>}
    </div>
  )
}
