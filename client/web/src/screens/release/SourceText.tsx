import { FileTextIcon } from '@amsterdam/design-system-react-icons'
import { useTranslation } from 'react-i18next'
import type { Contribution, Item } from '../../core/contract.ts'
import { useRoom } from '../../core/use.ts'
import { useDates, useHidden, useWords } from '../../i18n/words.ts'
import { pieces } from '../../lib/desk.ts'
import { partyOf, seatOf } from '../../lib/people.ts'
import { useMarked } from './useWork.ts'

/** The sources as they were brought in; they are never edited. */
export function SourceText({ item, sources, out }: { item: Item; sources: Contribution[]; out: string }) {
  const { t } = useTranslation()
  return (
    <section className="card desk__text">
      <h2 className="desk__head"><FileTextIcon className="icon" />{t('release.source')}</h2>
      {sources.length === 0 && <p className="desk__body help">{t('release.noSource')}</p>}
      {sources.map((source) => <OneSource key={source.act} item={item} source={source} out={out} />)}
    </section>
  )
}

function OneSource({ item, source, out }: { item: Item; source: Contribution; out: string }) {
  const { t } = useTranslation()
  const hidden = useHidden()
  const { room, profile } = useRoom()
  const say = useWords()
  const dates = useDates()
  const work = useMarked(item.id, source.text ?? '')
  const owner = seatOf(room, source.owner)
  return (
    <div className="desk__body">
      <p className="help">{owner?.claims.name}, {owner && say(partyOf(room, profile, owner))} · {t('release.sourceAt', { time: dates.time(source.time) })}</p>
      <p className="desk__reading">
        {source.text === null && hidden(source.shown)}
        {source.text !== null && pieces(work).map((piece) => {
          if (piece.is === 'text') return piece.text
          const there = out.includes(piece.text)
          return <span key={piece.index} className={`mark${there ? '' : ' mark--gone'}`}>{there ? piece.text : <del>{piece.text}</del>} <small>{t(`release.kind_${piece.mark.kind}`)}</small></span>
        })}
      </p>
    </div>
  )
}
