import { PencilIcon } from '@amsterdam/design-system-react-icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Contribution, Item, Proposal, Recipient } from '../../core/contract.ts'
import { useRoom } from '../../core/use.ts'
import { useName, useWords } from '../../i18n/words.ts'
import { isStopped } from '../../lib/matrix.ts'
import { sameRecipient } from '../../lib/people.ts'
import { SelectField } from '../../parts/Field.tsx'
import { type Errors, FormAlert } from '../../parts/FormAlert.tsx'
import { Notice } from '../../parts/Notice.tsx'
import { useForm } from '../../parts/useForm.ts'
import { Agreement } from './Agreement.tsx'
import { Beyond } from './Beyond.tsx'
import { DecisionBar } from './DecisionBar.tsx'
import { OutText } from './OutText.tsx'
import { SourceText } from './SourceText.tsx'
import { useWork } from './useWork.ts'
import { Which, Whom } from './Which.tsx'

/** `corrects` is the approved text that a new one replaces; `name` is what typed text is kept under. */
interface DeskProps { name: string; item: Item; sources: Contribution[]; text: string; proposal?: Proposal; corrects?: Proposal }

/** One text beside its source, what it is for, who gets it, and the decision. */
export function Desk({ name: kept, item, sources, text, proposal, corrects }: DeskProps) {
  const { t } = useTranslation()
  const { profile } = useRoom()
  const name = useName()
  const say = useWords()
  const work = useWork(item.id, text, kept)
  const from = proposal ?? corrects
  const [kind, setKind] = useState(from?.kind ?? kindOf(item, sources, text))
  const [actions, setActions] = useState<string[]>(from?.actions ?? [])
  const [recipients, setRecipients] = useState<Recipient[]>(from?.recipients ?? [])
  const [beyond, setBeyond] = useState({ basis: from?.basis ?? '', task: from?.task ?? '' })
  const outside = recipients.some((one) => one.outside !== 0)
  const form = useForm(() => {
    const errors: Errors = {}
    if (work.text.trim() === '') errors.out = t('release.textMissing')
    if (actions.length === 0 && linked(kind)) errors.which = t('release.whichMissing')
    if (recipients.length === 0) errors.whom = t('release.whomMissing')
    if (outside && beyond.basis === '') errors.basis = t('outside.basisMissing')
    if (outside && beyond.task === '') errors.task = t('outside.taskMissing')
    return errors
  })
  const changed = proposal === undefined || work.text !== (proposal.text ?? '') || !sameSet(actions, proposal.actions) || !sameRecipients(recipients, proposal.recipients) || (outside && (beyond.basis !== proposal.basis || beyond.task !== proposal.task))
  const settled = proposal !== undefined && (proposal.state !== 'open' || isStopped(proposal))
  return (
    <>
      <p className="help">{t('release.where', { item: item.label, kind: name(profile.releaseKinds, kind) })}</p>
      <FormAlert {...form} />
      <div className="desk__texts">
        <SourceText item={item} sources={sources} out={work.text} />
        <OutText work={work} settled={settled} error={form.errors.out} />
      </div>
      {corrects && <Notice tone="accent" icon={PencilIcon} title={t('correction.title')}><p>{t('correction.text')}</p></Notice>}
      {from === undefined && (
        <SelectField
          id="kind" label={t('release.kind')} value={kind} change={setKind}
          options={profile.releaseKinds.map((one) => ({ value: one.code, label: say(one) }))}
        />
      )}
      <div className="desk__cards">
        <Which item={item} chosen={actions} change={setActions} settled={settled} error={form.errors.which} />
        <Whom item={item} chosen={recipients} change={setRecipients} settled={settled} error={form.errors.whom} />
        {outside && !settled && <Beyond stated={beyond} change={setBeyond} errors={form.errors} />}
        <Agreement sources={sources} proposal={proposal} changed={changed} />
      </div>
      <DecisionBar
        proposal={proposal} sources={sources} work={work} changed={changed} settled={settled} ready={form.ready}
        next={{ item: item.id, kind, text: work.text, recipients, actions, sources: sources.map((source) => source.act), ...(outside && beyond), corrects: corrects?.act ?? proposal?.corrects ?? '' }}
      />
    </>
  )
}

/** The kind a new proposal most likely is. */
function kindOf(item: Item, sources: Contribution[], text: string): string {
  if (sources.some((source) => source.as === 'response')) return 'response'
  if (sources.length > 0) return 'passage'
  return item.agreed.find((one) => one.text === text)?.action ? 'action' : 'decision'
}

/** What a person answers (AVG art. 16), or is told himself, needs no action. */
const linked = (kind: string) => kind !== 'response' && kind !== 'notice'

function sameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((one) => b.includes(one))
}

function sameRecipients(a: readonly Recipient[], b: readonly Recipient[]): boolean {
  return a.length === b.length && a.every((one) => b.some((other) => sameRecipient(one, other)))
}
