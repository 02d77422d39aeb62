import { CheckIcon, CircleCheckFilledIcon, CircleDashedIcon } from '@amsterdam/design-system-react-icons'
import { useTranslation } from 'react-i18next'
import type { Gate, Room } from '../../core/contract.ts'
import { useRoom } from '../../core/use.ts'
import { useList, useName } from '../../i18n/words.ts'
import { nameOfRecipient } from '../../lib/people.ts'
import { Articles } from '../../parts/Articles.tsx'
import { ButtonLink } from '../../parts/Button.tsx'
import { Status } from '../../parts/Chip.tsx'
import { paths } from '../../parts/paths.ts'

/** The gates: open ones on top, each with its article and where it is met. */
export function Gates() {
  const { room } = useRoom()
  const ordered = [...room.gates.filter((gate) => !gate.met), ...room.gates.filter((gate) => gate.met)]
  return <ol className="card gates" id="gates" tabIndex={-1}>{ordered.map((gate, at) => <OneGate key={gate.code} gate={gate} number={at + 1} />)}</ol>
}

function OneGate({ gate, number }: { gate: Gate; number: number }) {
  const { t } = useTranslation()
  const { room, profile } = useRoom()
  const name = useName()
  const Sign = gate.met ? CircleCheckFilledIcon : CircleDashedIcon
  return (
    <li className={`card__part gate${gate.met ? ' gate--met' : ' gate--open'}`}>
      <Sign className="icon icon--large" />
      <div className="gate__words">
        <p><strong>{number}. {name(profile.gates, gate.code)}</strong></p>
        {!gate.met && <Missing gate={gate} />}
      </div>
      <Articles of={gate.articles} />
      {gate.met
        ? <Status tone="ok" icon={CheckIcon}>{t('wrap.done')}</Status>
        : <ButtonLink weight={number === 1 ? 'first' : 'second'} to={whereOf(gate, room)}>{t(wayOf(gate))}</ButtonLink>}
    </li>
  )
}

function Missing({ gate }: { gate: Gate }) {
  const { t } = useTranslation()
  const { room } = useRoom()
  const list = useList()
  const items = room.items.filter((item) => gate.items.includes(item.id)).map((item) => `${item.number}. ${item.label}`)
  return (
    <p className="help">
      {gate.open.length > 0 && t('wrap.about', { count: gate.open.length })} {items.length > 0 && t('wrap.items', { items: list(items) })}{' '}
      {gate.recipients.length > 0 && t('wrap.whom', { names: list(gate.recipients.map((one) => nameOfRecipient(room, one))) })}
    </p>
  )
}

type Way = 'wrap.toFamily' | 'wrap.toPackages' | 'wrap.toReactions' | 'wrap.toOthers' | 'wrap.toRelease' | 'wrap.toMatrix' | 'wrap.toItem'

/** The name of the place where a gate is met, by what it says is open. */
function wayOf(gate: Gate): Way {
  if (gate.code === 'family_informed' || gate.code === 'family_response') return 'wrap.toFamily'
  if (gate.code === 'packages_issued') return 'wrap.toPackages'
  if (gate.code === 'reactions_handled' || gate.code === 'reaction_term_passed') return 'wrap.toReactions'
  if (gate.code === 'own_records_issued' || gate.code === 'dossier_issued') return 'wrap.toOthers'
  if (gate.open.length > 0) return 'wrap.toRelease'
  return gate.recipients.length > 0 ? 'wrap.toMatrix' : 'wrap.toItem'
}

function whereOf(gate: Gate, room: Room): string {
  const item = gate.items[0] ?? room.items[0]?.id ?? ''
  return {
    'wrap.toFamily': `${paths.family}/${item}#${gate.code === 'family_informed' ? 'informeren' : 'reactie'}`,
    'wrap.toPackages': `${paths.wrapUp}#pakketten`, 'wrap.toReactions': `${paths.wrapUp}#reacties`, 'wrap.toOthers': `${paths.wrapUp}#andere`, 'wrap.toRelease': `${paths.release}/${gate.open[0] ?? ''}`,
    'wrap.toMatrix': paths.matrix, 'wrap.toItem': `${paths.meeting}/${item}`,
  }[wayOf(gate)]
}
