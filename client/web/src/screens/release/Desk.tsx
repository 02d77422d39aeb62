import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Contribution, Item, Proposal, Recipient } from '../../core/contract.ts'
import { useRoom } from '../../core/use.ts'
import { useName, useWords } from '../../i18n/words.ts'
import { isStopped } from '../../lib/matrix.ts'
import { sameRecipient } from '../../lib/people.ts'
import { SelectField } from '../../parts/Field.tsx'
import { type Errors, FormAlert } from '../../parts/FormAlert.tsx'
import { useForm } from '../../parts/useForm.ts'
import { Agreement } from './Agreement.tsx'
import { DecisionBar } from './DecisionBar.tsx'
import { OutText } from './OutText.tsx'
import { SourceText } from './SourceText.tsx'
import { useWork } from './useWork.ts'
import { Which, Whom } from './Which.tsx'

interface DeskProps { item: Item; sources: Contribution[]; text: string; proposal?: Proposal }

/** One text beside its source, what it is for, who gets it, and the decision. */
export function Desk({ item, sources, text, proposal }: DeskProps) {
  const { t } = useTranslation()
  const { profile } = useRoom()
  const name = useName()
  const say = useWords()
  const work = useWork(item.id, text)
  const [kind, setKind] = useState(proposal?.kind ?? kindOf(item, sources, text))
  const [actions, setActions] = useState<string[]>(proposal?.actions ?? [])
  const [recipients, setRecipients] = useState<Recipient[]>(proposal?.recipients ?? [])
  const form = useForm(() => {
    const errors: Errors = {}
    if (work.text === '') errors.out = t('release.textMissing')
    if (actions.length === 0 && linked(kind)) errors.which = t('release.whichMissing')
    if (recipients.length === 0) errors.whom = t('release.whomMissing')
    return errors
  })
  const changed = proposal === undefined || work.text !== (proposal.text ?? '') || !sameSet(actions, proposal.actions) || !sameRecipients(recipients, proposal.recipients)
  const settled = proposal !== undefined && (proposal.state !== 'open' || isStopped(proposal))
  return (
    <>
      <p className="help">{t('release.where', { item: item.label, kind: name(profile.releaseKinds, kind) })}</p>
      <FormAlert {...form} />
      <div className="desk__texts">
        <SourceText item={item} sources={sources} out={work.text} />
        <OutText work={work} settled={settled} />
      </div>
      {proposal === undefined && (
        <SelectField
          id="kind" label={t('release.kind')} value={kind} change={setKind}
          options={profile.releaseKinds.map((one) => ({ value: one.code, label: say(one) }))}
        />
      )}
      <div className="desk__cards">
        <Which item={item} chosen={actions} change={setActions} settled={settled} error={form.errors.which} />
        <Whom item={item} chosen={recipients} change={setRecipients} settled={settled} error={form.errors.whom} />
        <Agreement sources={sources} proposal={proposal} changed={changed} />
      </div>
      <DecisionBar
        proposal={proposal} sources={sources} work={work} changed={changed} settled={settled} ready={form.ready}
        next={{ item: item.id, kind, text: work.text, recipients, actions, sources: sources.map((source) => source.act) }}
      />
    </>
  )
}

/** The kind a new proposal most likely is. */
function kindOf(item: Item, sources: Contribution[], text: string): string {
  if (sources.length > 0) return 'passage'
  return item.agreed.find((one) => one.text === text)?.action ? 'action' : 'decision'
}

/** The response of the person needs no action (AVG art. 16). */
const linked = (kind: string) => kind !== 'response'

function sameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((one) => b.includes(one))
}

function sameRecipients(a: readonly Recipient[], b: readonly Recipient[]): boolean {
  return a.length === b.length && a.every((one) => b.some((other) => sameRecipient(one, other)))
}
