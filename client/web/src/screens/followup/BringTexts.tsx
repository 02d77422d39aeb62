import { CheckIcon, SendIcon } from '@amsterdam/design-system-react-icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { EarlierText, Item } from '../../core/contract.ts'
import { useRoom } from '../../core/use.ts'
import { useName } from '../../i18n/words.ts'
import { Button } from '../../parts/Button.tsx'
import { Check } from '../../parts/Choice.tsx'
import { Status } from '../../parts/Chip.tsx'
import { type Errors, FormAlert } from '../../parts/FormAlert.tsx'
import { Refused } from '../../parts/Refused.tsx'
import { useForm } from '../../parts/useForm.ts'
import { useSend } from '../../parts/useSend.ts'
import { Details } from '../meeting/Details.tsx'
import { ReaderChoice } from '../meeting/ReaderChoice.tsx'
import { useContribution } from '../meeting/useContribution.ts'

interface TextsProps { item: Item; file: Uint8Array; passages: EarlierText[]; again: () => void }

/** Texts of one's earlier package, brought in anew with what there is to say of them. */
export function BringTexts({ item, file, passages, again }: TextsProps) {
  const { t } = useTranslation()
  const { room, profile } = useRoom()
  const name = useName()
  const { send, refused } = useSend()
  const state = useContribution(room, profile, item, { is: 'new' })
  const [chosen, setChosen] = useState<string[]>([])
  const [brought, setBrought] = useState(0)
  const { stated } = state
  const form = useForm(() => {
    const errors: Errors = {}
    if (chosen.length === 0) errors.texts = t('before.textsMissing')
    if (stated.category === '') errors.category = t('composer.categoryMissing')
    if (stated.category !== '' && stated.basis === '') errors.basis = t('composer.basisMissing')
    if (stated.task === '') errors.task = t('composer.taskMissing')
    if (stated.why.trim() === '') errors.why = t('composer.whyMissing')
    return errors
  })
  const bring = async () => {
    if (!form.ready()) return
    const made = await send({ do: 'bring_from', file, proposals: chosen, contribution: { ...state.contribution('', false), nature: '' } })
    if (!made) return
    setBrought(made.acts.length)
    setChosen([])
    again()
  }
  return (
    <form className="form" noValidate onSubmit={(event) => { event.preventDefault(); void bring() }}>
      <FormAlert {...form} />
      <fieldset id="texts" tabIndex={-1} className="stack stack--tight">
        <legend className="field__label">{t('before.texts')}</legend>
        <p className="help">{t('before.textsHelp')}</p>
        {passages.map((one) => (one.here
          ? <p key={one.proposal}>{one.text} <Status tone="ok" icon={CheckIcon}>{t('before.here')}</Status></p>
          : (
            <Check key={one.proposal} checked={chosen.includes(one.proposal)} change={(there) => setChosen(there ? [...chosen, one.proposal] : chosen.filter((act) => act !== one.proposal))}>
              {one.text} <span className="quiet">{name(profile.releaseKinds, one.kind)}</span>
            </Check>
          )))}
      </fieldset>
      {chosen.length > 0 && (
        <>
          <ReaderChoice item={item} places={stated.places} change={(places) => state.set({ places })} />
          <Details item={item} state={state} errors={form.errors} guest={false} />
        </>
      )}
      <p role="status">{brought > 0 && t('before.brought', { count: brought })}</p>
      <Refused refused={refused} />
      <div><Button type="submit" weight="strong" icon={SendIcon}>{t('before.bring', { count: chosen.length })}</Button></div>
    </form>
  )
}
