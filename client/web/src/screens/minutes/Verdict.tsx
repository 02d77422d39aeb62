import { AlertTriangleIcon, ShieldCheckIcon } from '@amsterdam/design-system-react-icons'
import { useTranslation } from 'react-i18next'
import type { Minutes } from '../../core/contract.ts'
import { useDates, useWords } from '../../i18n/words.ts'
import { useNow } from '../../parts/useNow.ts'

/** Whether the file holds, as a sentence; a failure names the place. */
export function Verdict({ minutes }: { minutes: Minutes }) {
  const { t } = useTranslation()
  const say = useWords()
  const dates = useDates()
  const now = useNow(60_000)
  const { failure } = minutes
  const Sign = failure ? AlertTriangleIcon : ShieldCheckIcon
  return (
    <section className={`verdict verdict--${failure ? 'stop' : 'ok'}`} role="status">
      <span className="verdict__sign"><Sign className="icon icon--large" /></span>
      <div>
        <h2>{failure ? t('minutes.fails') : say(minutes.headline)}</h2>
        {failure
          ? <p>{say(failure.sentence)} {failure.item > 0 && t('minutes.failsAt', { item: failure.item, passage: failure.passage })} {t('minutes.failsHelp')}</p>
          : <p>{t('minutes.here', { time: dates.time(now) })}</p>}
      </div>
    </section>
  )
}
