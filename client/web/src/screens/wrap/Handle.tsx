import { SendIcon } from '@amsterdam/design-system-react-icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { Reaction } from '../../core/contract.ts'
import { useRoom } from '../../core/use.ts'
import { useHidden } from '../../i18n/words.ts'
import { textsOf } from '../../lib/reactions.ts'
import { Button } from '../../parts/Button.tsx'
import { Check } from '../../parts/Choice.tsx'
import { AreaField } from '../../parts/Field.tsx'
import { FormAlert } from '../../parts/FormAlert.tsx'
import { paths } from '../../parts/paths.ts'
import { Refused } from '../../parts/Refused.tsx'
import { useForm } from '../../parts/useForm.ts'
import { useSend } from '../../parts/useSend.ts'
import { useUnsent } from '../../parts/useUnsent.ts'

/** What became of a reaction: corrected texts, an answer, or both. */
export function Handle({ reaction, close }: { reaction: Reaction; close: () => void }) {
  const { t } = useTranslation()
  const hidden = useHidden()
  const { room } = useRoom()
  const { send, refused } = useSend()
  const texts = textsOf(room, reaction)
  const proposed = texts.flatMap((one) => one.corrections)
  const [answer, setAnswer, sent] = useUnsent(`handle-${reaction.act}`)
  const [chosen, setChosen] = useState<string[]>([])
  const id = `answer-${reaction.act}`
  const form = useForm(() => (answer.trim() === '' && chosen.length === 0 ? { [id]: t('reaction.missing') } : {}))
  const handle = async () => {
    if (!form.ready() || !await send({ do: 'handle', act: reaction.act, answer: answer.trim(), corrections: chosen })) return
    sent()
    close()
  }
  return (
    <form className="form own__form" noValidate onSubmit={(event) => { event.preventDefault(); void handle() }}>
      <FormAlert {...form} />
      <section className="stack stack--tight">
        <h3>{t('reaction.texts')}</h3>
        <ul className="stack stack--tight">
          {texts.map(({ text }) => (
            <li key={text.act} className="row row--apart">
              <span className="reaction__text">{text.text ?? hidden(text.shown)}</span>
              {text.text !== null && <Link className="plain-button" href={`${paths.release}/verbeter/${text.act}`} aria-label={t('reaction.improveOf', { text: text.text })}>{t('reaction.improve')}</Link>}
            </li>
          ))}
        </ul>
      </section>
      <fieldset>
        <legend className="field__label">{t('reaction.corrections')}</legend>
        {proposed.length === 0 && <p className="help">{t('reaction.noCorrections')}</p>}
        {proposed.map((one) => (
          <div key={one.act}>
            <Check checked={chosen.includes(one.act)} change={(there) => setChosen(there ? [...chosen, one.act] : chosen.filter((act) => act !== one.act))}>{one.text ?? hidden(one.shown)}</Check>
          </div>
        ))}
      </fieldset>
      <AreaField id={id} label={t('reaction.answer')} hint={t('reaction.answerHint')} value={answer} change={setAnswer} error={form.errors[id]} rows={2} />
      <Refused refused={refused} />
      <div className="row">
        <Button type="submit" weight="first" icon={SendIcon}>{t('reaction.send')}</Button>
        <Button weight="quiet" press={close}>{t('common.close')}</Button>
      </div>
    </form>
  )
}
