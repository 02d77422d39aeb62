import type { TFunction } from 'i18next'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { Profile } from '../../core/contract.ts'
import { useCore, useSnapshot } from '../../core/use.ts'
import { useWords } from '../../i18n/words.ts'
import { Check } from '../../parts/Choice.tsx'
import { Button } from '../../parts/Button.tsx'
import { SelectField, TextField } from '../../parts/Field.tsx'
import { type Errors, FormAlert } from '../../parts/FormAlert.tsx'
import { paths } from '../../parts/paths.ts'
import { Refused } from '../../parts/Refused.tsx'
import { useForm } from '../../parts/useForm.ts'
import { useSend } from '../../parts/useSend.ts'

const blank = { link: '', rules: '', kind: '', purpose: '', internal: false, name: '', party: '', function: '', contact: '' }

/** The chair signs in with his link and founds a room. */
export function Found({ chairLink }: { chairLink: string }) {
  const { t } = useTranslation()
  const { offered } = useSnapshot()
  const core = useCore()
  useEffect(() => void core.send({ do: 'offer' }), [core])
  const { send, refused } = useSend()
  const [, go] = useLocation()
  const [typed, setTyped] = useState({ ...blank, link: chairLink })
  const set = (change: Partial<typeof blank>) => setTyped({ ...typed, ...change })
  const profile = offered.find((one) => one.name === typed.rules)
  const form = useForm(() => missing(typed, t))

  const found = async () => {
    const { link, rules, kind, purpose, internal, name, party, contact } = typed
    const claims = { name, party, function: typed.function, contact }
    if (await send({ do: 'found', link: link.trim(), claims, rules, kind, purpose, internal })) go(paths.prepare)
  }

  return (
    <section className="card card--padded">
      <form className="form" noValidate onSubmit={(event) => { event.preventDefault(); if (form.ready()) void found() }}>
        <h2>{t('start.chair')}</h2>
        <FormAlert {...form} />
        <TextField id="chair-link" label={t('start.chairLink')} hint={t('start.chairText')} value={typed.link} change={(link) => set({ link })} error={form.errors['chair-link']} />
        <Covenant typed={typed} set={set} offered={offered} profile={profile} errors={form.errors} />
        <h3>{t('start.self')}</h3>
        <Self typed={typed} set={set} profile={profile} errors={form.errors} />
        <Refused refused={refused} />
        <Button type="submit" weight="strong">{t('start.found')}</Button>
      </form>
    </section>
  )
}

interface PartProps { typed: typeof blank; set: (change: Partial<typeof blank>) => void; profile: Profile | undefined; errors: Errors }

function Covenant({ typed, set, offered, profile, errors }: PartProps & { offered: Profile[] }) {
  const { t } = useTranslation()
  const say = useWords()
  return (
    <>
      <SelectField
        id="rules" label={t('start.covenant')} empty={t('common.choose')} value={typed.rules} error={errors.rules}
        change={(rules) => set({ rules, kind: '', purpose: '', party: '' })}
        options={offered.map((one) => ({ value: one.name, label: say(one.title) }))}
      />
      <SelectField
        id="kind" label={t('start.kind')} empty={t('common.choose')} value={typed.kind} change={(kind) => set({ kind })} error={errors.kind}
        options={(profile?.roomKinds ?? []).map((one) => ({ value: one.code, label: say(one) }))}
      />
      <SelectField
        id="purpose" label={t('start.purpose')} empty={t('common.choose')} value={typed.purpose} change={(purpose) => set({ purpose })} error={errors.purpose}
        options={(profile?.purposes ?? []).map((one) => ({ value: one.code, label: say(one) }))}
      />
      <Check checked={typed.internal} change={(internal) => set({ internal })}>{t('start.internal')}</Check>
    </>
  )
}

function Self({ typed, set, profile, errors }: PartProps) {
  const { t } = useTranslation()
  const say = useWords()
  return (
    <>
      <TextField id="name" label={t('enter.name')} value={typed.name} change={(name) => set({ name })} autoComplete="name" error={errors.name} />
      <SelectField
        id="party" label={t('enter.party')} empty={t('common.choose')} value={typed.party} change={(party) => set({ party })} error={errors.party}
        options={(profile?.parties ?? []).map((one) => ({ value: one.code, label: say(one) }))}
      />
      <TextField id="function" label={t('enter.function')} value={typed.function} change={(value) => set({ function: value })} autoComplete="organization-title" error={errors.function} />
      <TextField id="contact" label={t('enter.contact')} optional value={typed.contact} change={(contact) => set({ contact })} autoComplete="work tel" />
    </>
  )
}

function missing(typed: typeof blank, t: TFunction): Errors {
  const errors: Errors = {}
  if (typed.link.trim() === '') errors['chair-link'] = t('start.chairLinkMissing')
  if (typed.rules === '') errors.rules = t('start.chooseCovenant')
  if (typed.kind === '') errors.kind = t('start.chooseKind')
  if (typed.purpose === '') errors.purpose = t('start.choosePurpose')
  if (typed.name.trim() === '') errors.name = t('enter.nameMissing')
  if (typed.party === '') errors.party = t('start.chooseParty')
  if (typed.function.trim() === '') errors.function = t('enter.functionMissing')
  return errors
}
