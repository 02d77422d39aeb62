import { PhoneIcon } from '@amsterdam/design-system-react-icons'
import { useTranslation } from 'react-i18next'
import type { Spoken } from '../../lib/issuing.ts'
import { Button } from '../../parts/Button.tsx'
import { Notice } from '../../parts/Notice.tsx'

/** Passphrases to be told by telephone: shown once, kept nowhere. */
export function ToSay({ spoken, said }: { spoken: Spoken[]; said: () => void }) {
  const { t } = useTranslation()
  return (
    <div role="status">
      {spoken.length > 0 && (
        <Notice tone="wait" icon={PhoneIcon} title={t('again.say')} action={<Button press={said}>{t('again.said')}</Button>}>
          <p>{t('again.sayHelp')}</p>
          <dl className="stack stack--tight">
            {spoken.map((one) => <div key={one.passphrase}><dt>{one.to}</dt><dd className="side__words">{one.passphrase}</dd></div>)}
          </dl>
        </Notice>
      )}
    </div>
  )
}
