import { CheckIcon, ClockIcon, MinusIcon, WritingIcon } from '@amsterdam/design-system-react-icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Item, Proposal } from '../../core/contract.ts'
import { useRoom } from '../../core/use.ts'
import { useList } from '../../i18n/words.ts'
import { isStopped } from '../../lib/matrix.ts'
import { leads, nameOfRecipient } from '../../lib/people.ts'
import { Button, ButtonLink } from '../../parts/Button.tsx'
import { Status } from '../../parts/Chip.tsx'
import { paths } from '../../parts/paths.ts'
import { NoticeForm } from './NoticeForm.tsx'

/** What the family is told in writing; a text like any other that leaves. */
export function NoticePart({ item }: { item: Item }) {
  const { t } = useTranslation()
  const { room } = useRoom()
  const [writing, setWriting] = useState(false)
  const notices = item.proposals.filter((one) => one.kind === 'notice')
  return (
    <section className="card card--padded stack stack--tight" id="bericht" tabIndex={-1}>
      <h2>{t('notice.title')}</h2>
      <p className="help">{t('notice.lead')}</p>
      {notices.map((one) => <OneNotice key={one.act} proposal={one} />)}
      {leads(room) && !writing && (
        <div><Button weight={notices.length === 0 ? 'strong' : 'quiet'} icon={WritingIcon} press={() => setWriting(true)}>{notices.length === 0 ? t('notice.compile') : t('notice.again')}</Button></div>
      )}
      {writing && <NoticeForm item={item} close={() => setWriting(false)} />}
    </section>
  )
}

function OneNotice({ proposal }: { proposal: Proposal }) {
  const { t } = useTranslation()
  const { room } = useRoom()
  const list = useList()
  const state = isStopped(proposal) || proposal.state === 'refused' || proposal.state === 'lapsed' ? 'gone' : proposal.state === 'approved' ? 'approved' : 'open'
  const [tone, icon] = { gone: ['plain', MinusIcon] as const, approved: ['ok', CheckIcon] as const, open: ['wait', ClockIcon] as const }[state]
  return (
    <div className="row row--apart">
      <span>{list(proposal.recipients.map((one) => nameOfRecipient(room, one)))}</span>
      <Status tone={tone} icon={icon}>{t(`notice.${state}`)}</Status>
      <ButtonLink small to={`${paths.release}/${proposal.act}`}>{t('notice.toRelease')}</ButtonLink>
    </div>
  )
}
