import { ErrorMessage } from '@amsterdam/design-system-react/dist/ErrorMessage/index.js'
import { TargetArrowIcon, UsersIcon } from '@amsterdam/design-system-react-icons'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Item, Recipient } from '../../core/contract.ts'
import { useRoom } from '../../core/use.ts'
import { useDates, useWords } from '../../i18n/words.ts'
import { atItem, nameOfRecipient, partyOf, sameRecipient, seatOf } from '../../lib/people.ts'
import { Check } from '../../parts/Choice.tsx'
import type { Icon } from '../../parts/Button.tsx'

interface ChoiceProps<Chosen> { item: Item; chosen: Chosen[]; change: (chosen: Chosen[]) => void; settled: boolean; error: string | undefined }

/** A card with a question and its ticks; an error joins the group. */
function Ticks({ id, icon: Sign, legend, error, children }: { id: string; icon: Icon; legend: string; error: string | undefined; children: ReactNode }) {
  const { t } = useTranslation()
  return (
    <fieldset className="card card--padded ticks" id={id} tabIndex={-1} aria-describedby={error ? `${id}-error` : undefined}>
      <legend className="ticks__legend"><Sign className="icon" />{legend}</legend>
      {error && <ErrorMessage id={`${id}-error`} prefix={t('common.inputError')}>{error}</ErrorMessage>}
      {children}
    </fieldset>
  )
}

/** For which agreed actions the text is needed (DW art. 11.2). */
export function Which({ item, chosen, change, settled, error }: ChoiceProps<string>) {
  const { t } = useTranslation()
  const dates = useDates()
  const actions = item.agreed.filter((one) => one.action && !one.retracted && (!settled || chosen.includes(one.act)))
  return (
    <Ticks id="which" icon={TargetArrowIcon} legend={t('release.which')} error={error}>
      {actions.length === 0 && <p className="help">{t('release.noActions')}</p>}
      {actions.map((action) => {
        const words = <>{action.text} · <span className="quiet">{dates.day(action.due)}</span></>
        return settled
          ? <p key={action.act}>{words}</p>
          : <Check key={action.act} checked={chosen.includes(action.act)} change={(there) => change(there ? [...chosen, action.act] : chosen.filter((act) => act !== action.act))}>{words}</Check>
      })}
      <p className="help">{t('release.whichHelp')}</p>
    </Ticks>
  )
}

/** Who gets the text. */
export function Whom({ item, chosen, change, settled, error }: ChoiceProps<Recipient>) {
  const { t } = useTranslation()
  const { room, profile } = useRoom()
  const say = useWords()
  const all: Recipient[] = [
    ...atItem(room, item).flatMap((at) => (at.seat ? [{ seat: at.seat.id, outside: 0 }] : [])),
    ...room.outsiders.map((outsider) => ({ seat: 0, outside: outsider.number })),
  ]
  const has = (one: Recipient) => chosen.some((other) => sameRecipient(one, other))
  return (
    <Ticks id="whom" icon={UsersIcon} legend={t('release.whom')} error={error}>
      {all.filter((one) => !settled || has(one)).map((one) => {
        const seat = seatOf(room, one.seat)
        const words = <>{nameOfRecipient(room, one)} · <span className="quiet">{seat ? say(partyOf(room, profile, seat)) : t('matrix.third')}</span></>
        const key = `${one.seat}-${one.outside}`
        return settled
          ? <p key={key}>{words}</p>
          : <Check key={key} checked={has(one)} change={(there) => change(there ? [...chosen, one] : chosen.filter((other) => !sameRecipient(one, other)))}>{words}</Check>
      })}
    </Ticks>
  )
}
