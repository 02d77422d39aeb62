import { CheckIcon, EyeIcon, PencilIcon } from '@amsterdam/design-system-react-icons'
import { useTranslation } from 'react-i18next'
import type { Draft, Item } from '../../core/contract.ts'
import { useRoom } from '../../core/use.ts'
import { useName, useWords } from '../../i18n/words.ts'
import { nameOfPlace, readAlong, seatOf, viewerOf } from '../../lib/people.ts'
import { Button } from '../../parts/Button.tsx'
import { Chip } from '../../parts/Chip.tsx'
import { Notice } from '../../parts/Notice.tsx'
import { PersonText } from '../../parts/PersonText.tsx'
import { Refused } from '../../parts/Refused.tsx'
import { useSend } from '../../parts/useSend.ts'
import { useComposing } from './composing.ts'
import { Nature } from './Nature.tsx'

/** What waits for a signature: the viewer's own, or of those he wrote for. */
export function Drafts({ item }: { item: Item }) {
  const { room } = useRoom()
  const place = viewerOf(room)?.place
  return item.drafts.filter((draft) => draft.text !== null).map((draft) => (
    draft.place === place ? <OneDraft key={draft.act} item={item} draft={draft} /> : <Written key={draft.act} item={item} draft={draft} />
  ))
}

/** Written for somebody else, who has not signed it. */
function Written({ item, draft }: { item: Item; draft: Draft }) {
  const { t } = useTranslation()
  const { room, profile } = useRoom()
  const say = useWords()
  const { send, refused } = useSend()
  return (
    <Notice
      tone="wait" icon={PencilIcon} title={t('table.waitsForSignature', { name: say(nameOfPlace(room, profile, draft.place)) })}
      action={<Button weight="quiet" press={() => void send({ do: 'drop_draft', act: draft.act })}>{t('table.dropDraft')}</Button>}
    >
      <p className="reading"><PersonText text={draft.text ?? ''} persons={item.persons} /></p>
      <Refused refused={refused} />
    </Notice>
  )
}

function OneDraft({ item, draft }: { item: Item; draft: Draft }) {
  const { t } = useTranslation()
  const { room, profile } = useRoom()
  const name = useName()
  const { begin } = useComposing()
  const { send, refused } = useSend()
  return (
    <section className="draft">
      <PencilIcon className="icon icon--large" />
      <div className="stack stack--tight">
        <p><strong>{t('meeting.draftBy', { name: seatOf(room, draft.writer)?.claims.name ?? '' })}</strong> <span className="quiet">{t('meeting.draftHelp')}</span></p>
        <p className="reading"><PersonText text={draft.text ?? ''} persons={item.persons} /></p>
        <Refused refused={refused} />
        <div className="row row--apart">
          <div className="row draft__presses">
            <Button weight="first" icon={CheckIcon} press={() => void send({ do: 'sign_draft', act: draft.act })}>{t('meeting.draftSign')}</Button>
            <Button press={() => begin({ is: 'draft', what: draft })}>{refused ? t('table.draftLacks') : t('meeting.draftEdit')}</Button>
            <Button weight="quiet" press={() => void send({ do: 'drop_draft', act: draft.act })}>{t('meeting.draftDrop')}</Button>
          </div>
          <div className="row">
            <Nature of={draft.labels.nature} />
            <Chip>{name(profile.categories, draft.labels.category)}</Chip>
            <span className="row quiet"><EyeIcon className="icon icon--small" />{t('common.people', { count: draft.readers.length + readAlong(room).length })}</span>
          </div>
        </div>
      </div>
    </section>
  )
}
