import { PlusIcon } from '@amsterdam/design-system-react-icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { Agreed, Item } from '../../core/contract.ts'
import { useRoom } from '../../core/use.ts'
import { useDates, useHidden, useWords } from '../../i18n/words.ts'
import { nameOfPlace, scribes } from '../../lib/people.ts'
import { Button } from '../../parts/Button.tsx'
import { PersonText } from '../../parts/PersonText.tsx'
import { paths } from '../../parts/paths.ts'
import { ActionForm } from './ActionForm.tsx'
import { useComposing } from './composing.ts'
import { DecisionForm } from './DecisionForm.tsx'
import { WorkStatus } from './WorkStatus.tsx'

/** Decisions and actions of an item. */
export function AgreedList({ item }: { item: Item }) {
  const { t } = useTranslation()
  const hidden = useHidden()
  const { room } = useRoom()
  const [open, setOpen] = useState<'' | 'action' | 'decision'>('')
  const decisions = item.agreed.filter((one) => !one.action)
  const actions = item.agreed.filter((one) => one.action)
  return (
    <section className="stack stack--tight">
      {decisions.length > 0 && (
        <>
          <h2>{t('meeting.decisions')} <span className="quiet">{decisions.length}</span></h2>
          <ul className="card">{decisions.map((one) => (
            <li key={one.act} className="card__part row row--apart">
              <PersonText text={one.text ?? hidden(one.shown)} persons={item.persons} />
              <Presses agreed={one} />
            </li>
          ))}</ul>
        </>
      )}
      <div className="row row--apart">
        <h2>{t('meeting.actions')} <span className="quiet">{actions.length}</span></h2>
        {scribes(room) && (
          <div className="row">
            <Button small weight="quiet" icon={PlusIcon} expanded={open === 'decision'} press={() => setOpen('decision')}>{t('meeting.addDecision')}</Button>
            <Button small weight="quiet" icon={PlusIcon} expanded={open === 'action'} press={() => setOpen('action')}>{t('meeting.addAction')}</Button>
          </div>
        )}
      </div>
      {open === 'action' && <ActionForm item={item} close={() => setOpen('')} />}
      {open === 'decision' && <DecisionForm item={item} close={() => setOpen('')} />}
      {actions.length === 0 ? <p className="empty help">{t('meeting.noActions')}</p> : <Actions item={item} actions={actions} />}
    </section>
  )
}

function Actions({ item, actions }: { item: Item; actions: Agreed[] }) {
  const { t } = useTranslation()
  const hidden = useHidden()
  const { room, profile } = useRoom()
  const say = useWords()
  const dates = useDates()
  return (
    <table className="card list">
      <caption className="hidden">{t('meeting.actions')}</caption>
      <thead>
        <tr><th scope="col">{t('meeting.what')}</th><th scope="col">{t('meeting.who')}</th><th scope="col">{t('meeting.when')}</th><th scope="col">{t('meeting.status')}</th><th scope="col">{t('table.next')}</th></tr>
      </thead>
      <tbody>
        {actions.map((action) => (
          <tr key={action.act}>
            <th scope="row"><PersonText text={action.text ?? hidden(action.shown)} persons={item.persons} /></th>
            <td>{say(nameOfPlace(room, profile, action.assignee))}</td>
            <td>{dates.day(action.due)}</td>
            <td><WorkStatus action={action} /></td>
            <td>{!action.retracted && <Presses agreed={action} />}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** What one can do with what was agreed: not agree, or have it leave. */
function Presses({ agreed }: { agreed: Agreed }) {
  const { t } = useTranslation()
  const { begin } = useComposing()
  const text = agreed.text ?? ''
  return (
    <span className="row">
      <button type="button" className="plain-button" aria-label={t('table.dissentTo', { text })} onClick={() => begin({ is: 'dissent', to: agreed })}>{t('table.dissent')}</button>
      <Link className="plain-button" aria-label={t('table.releaseOf', { text })} href={`${paths.release}/nieuw/${agreed.act}`}>{t('table.release')}</Link>
    </span>
  )
}
