import type { TFunction } from 'i18next'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { Entry, Profile } from '../../core/contract.ts'
import { useCore, useSnapshot } from '../../core/use.ts'
import { useWords } from '../../i18n/words.ts'
import { Check } from '../../parts/Choice.tsx'
import { Button } from '../../parts/Button.tsx'
import { SelectField, TextField } from '../../parts/Field.tsx'
import { bytesOf, FileField } from '../../parts/FileField.tsx'
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
  const [plan, setPlan] = useState<File | null>(null)
  const profile = plan === null ? offered.find((one) => one.name === typed.rules) : undefined
  const form = useForm(() => missing(typed, plan !== null, t))

  const found = async () => {
    const { link, rules, kind, purpose, internal, name, party, contact } = typed
    const claims = { name, party, function: typed.function, contact }
    const done = plan === null
      ? await send({ do: 'found', link: link.trim(), claims, rules, kind, purpose, internal })
      : await send({ do: 'prepare', link: link.trim(), claims, plan: await bytesOf(plan) })
    if (done) go(paths.prepare)
  }

  return (
    <section className="card card--padded">
      <form className="form" noValidate onSubmit={(event) => { event.preventDefault(); if (form.ready()) void found() }}>
        <h2>{t('start.chair')}</h2>
        <FormAlert {...form} />
        <TextField id="chair-link" label={t('start.chairLink')} hint={t('start.chairText')} value={typed.link} change={(link) => set({ link })} error={form.errors['chair-link']} />
        <FileField id="plan" label={t('plan.file')} hint={t('plan.fileHint')} optional choose={setPlan} />
        {plan === null && <Covenant typed={typed} set={set} offered={offered} profile={profile} errors={form.errors} />}
        <h3>{t('start.self')}</h3>
        <Self typed={typed} set={set} parties={plan === null ? profile?.parties ?? [] : partiesOf(offered)} errors={form.errors} />
        <Refused refused={refused} />
        <Button type="submit" weight="strong">{plan === null ? t('start.found') : t('plan.begin')}</Button>
      </form>
    </section>
  )
}

interface PartProps { typed: typeof blank; set: (change: Partial<typeof blank>) => void; errors: Errors }

/** The organisations of every covenant: a plan says itself which it is. */
function partiesOf(offered: Profile[]): Entry[] {
  const all = offered.flatMap((one) => one.parties)
  return all.filter((party, at) => all.findIndex((other) => other.code === party.code) === at)
}

function Covenant({ typed, set, offered, profile, errors }: PartProps & { offered: Profile[]; profile: Profile | undefined }) {
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

function Self({ typed, set, parties, errors }: PartProps & { parties: Entry[] }) {
  const { t } = useTranslation()
  const say = useWords()
  return (
    <>
      <TextField id="name" label={t('enter.name')} value={typed.name} change={(name) => set({ name })} autoComplete="name" error={errors.name} />
      <SelectField
        id="party" label={t('enter.party')} empty={t('common.choose')} value={typed.party} change={(party) => set({ party })} error={errors.party}
        options={parties.map((one) => ({ value: one.code, label: say(one) }))}
      />
      <TextField id="function" label={t('enter.function')} value={typed.function} change={(value) => set({ function: value })} autoComplete="organization-title" error={errors.function} />
      <TextField id="contact" label={t('enter.contact')} optional value={typed.contact} change={(contact) => set({ contact })} autoComplete="work tel" />
    </>
  )
}

function missing(typed: typeof blank, planned: boolean, t: TFunction): Errors {
  const errors: Errors = {}
  if (typed.link.trim() === '') errors['chair-link'] = t('start.chairLinkMissing')
  if (!planned && typed.rules === '') errors.rules = t('start.chooseCovenant')
  if (!planned && typed.kind === '') errors.kind = t('start.chooseKind')
  if (!planned && typed.purpose === '') errors.purpose = t('start.choosePurpose')
  if (typed.name.trim() === '') errors.name = t('enter.nameMissing')
  if (typed.party === '') errors.party = t('start.chooseParty')
  if (typed.function.trim() === '') errors.function = t('enter.functionMissing')
  return errors
}
