import { CircleCheckIcon, ClockIcon, UserIcon } from '@amsterdam/design-system-react-icons'
import { useTranslation } from 'react-i18next'
import type { Minutes, Passage, WorkLine } from '../../core/contract.ts'
import { useDates, useWords } from '../../i18n/words.ts'
import { Chip, Status } from '../../parts/Chip.tsx'

/** The document as it was issued, with source and check beside every passage. */
export function Document({ minutes }: { minutes: Minutes }) {
  const { t } = useTranslation()
  const say = useWords()
  const dates = useDates()
  const facts: [string, string][] = [
    [t('minutes.date'), dates.date(minutes.started)], [t('minutes.for'), `${minutes.recipient}, ${say(minutes.recipientParty)}`],
    [t('minutes.chair'), `${minutes.chair}, ${say(minutes.chairParty)}`], [t('minutes.purpose'), say(minutes.purpose)], [t('minutes.keep'), say(minutes.retention)],
  ]
  return (
    <article className="card minutes__doc">
      <div>{minutes.adopted ? <Chip tone="ok" icon={CircleCheckIcon}>{t('minutes.adopted')}</Chip> : <Chip tone="wait" icon={ClockIcon}>{t('minutes.concept')}. {say(minutes.reaction)}</Chip>}</div>
      <h2 className="minutes__title">{say(minutes.scope)}</h2>
      <dl className="terms">{facts.map(([name, words]) => <div key={name}><dt>{name}</dt><dd>{words}</dd></div>)}</dl>
      {minutes.items.map((item, at) => (
        <section key={item.id} className="minutes__item">
          <h2>{item.label || t('prepare.unnamed', { number: at + 1 })}</h2>
          <h3>{t('minutes.said')}</h3>
          <div>{item.passages.map((passage) => <OnePassage key={passage.number} passage={passage} />)}</div>
          <Work lines={minutes.work.filter((line) => line.item === item.id)} />
        </section>
      ))}
    </article>
  )
}

function OnePassage({ passage }: { passage: Passage }) {
  const { t } = useTranslation()
  const say = useWords()
  const nature = passage.nature === '' ? [] : [passage.nature === 'fact' ? t('meeting.fact') : t('meeting.opinion')]
  const from = passage.own
    ? [t('minutes.ownHelp')]
    : passage.independent ? [t('minutes.independent')] : passage.owners.map((owner) => t('minutes.byOwner', { name: owner.name, party: say(owner.party) }))
  return (
    <div className="passage">
      <div>
        <p className="reading">{passage.text}</p>
        <p className="small quiet">{[...from, ...nature].join(' · ')}</p>
      </div>
      {passage.own ? <Status tone="plain" icon={UserIcon}>{t('minutes.own')}</Status> : <Status tone="ok" icon={CircleCheckIcon}>{t('minutes.holds')}</Status>}
    </div>
  )
}

function Work({ lines }: { lines: WorkLine[] }) {
  const { t } = useTranslation()
  const dates = useDates()
  if (lines.length === 0) return null
  return (
    <>
      <h3>{t('minutes.actions')}</h3>
      <table className="list">
        <caption className="hidden">{t('minutes.actions')}</caption>
        <thead><tr><th scope="col">{t('meeting.what')}</th><th scope="col">{t('meeting.who')}</th><th scope="col">{t('meeting.when')}</th></tr></thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.number}>
              <th scope="row">{line.what}</th>
              <td>{line.status === 'vacant' ? t('minutes.vacant') : `${line.mine ? t('minutes.mine', { name: line.who }) : line.who}, ${line.party}`}</td>
              <td>{line.status === 'dropped' ? t('minutes.dropped') : line.due > 0 && dates.day(line.due)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
