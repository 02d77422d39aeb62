import { GavelIcon, HandOffIcon, HandStopIcon, MicrophoneIcon } from '@amsterdam/design-system-react-icons'
import { useTranslation } from 'react-i18next'
import type { Hand, Item } from '../../core/contract.ts'
import { useRoom } from '../../core/use.ts'
import { useList } from '../../i18n/words.ts'
import { leads } from '../../lib/people.ts'
import { calledAt, turnOf } from '../../lib/speakers.ts'
import { Button, SignButton } from '../../parts/Button.tsx'
import { Chip } from '../../parts/Chip.tsx'
import { Refused } from '../../parts/Refused.tsx'
import { useSend } from '../../parts/useSend.ts'

/** Who speaks at an item, who wants to in which order, and one's own hand. */
export function Speakers({ item }: { item: Item }) {
  const { t } = useTranslation()
  const { room } = useRoom()
  const { send, refused } = useSend()
  const { floor, hands, closed } = item.speakers
  if (item.stage !== 'open') return null
  return (
    <section className="side__part">
      <div className="row row--apart"><h2>{t('speak.title')}</h2><span className="help">{closed ? t('speak.closed') : t('speak.open')}</span></div>
      {floor !== 0 && <p className="speaker"><MicrophoneIcon className="icon" /><strong>{floor === room.viewer ? t('common.you') : calledAt(room, item, floor)}</strong></p>}
      {floor === 0 && hands.length === 0 && <p className="help">{t('speak.nobody')}</p>}
      {hands.length > 0 && <ol className="hands">{hands.map((hand, at) => <OneHand key={hand.seat} item={item} hand={hand} place={at + 1} />)}</ol>}
      <OwnHand item={item} />
      {leads(room) && (
        <div className="row">
          {floor !== 0 && floor !== room.viewer && <Button small press={() => void send({ do: 'give_floor', item: item.id })}>{t('speak.take')}</Button>}
          <Button small press={() => void send({ do: 'close_list', item: item.id, closed: !closed })}>{closed ? t('speak.reopen') : t('speak.close')}</Button>
        </div>
      )}
      <Refused refused={refused} />
    </section>
  )
}

function OneHand({ item, hand, place }: { item: Item; hand: Hand; place: number }) {
  const { t } = useTranslation()
  const { room } = useRoom()
  const { send, refused } = useSend()
  const own = hand.seat === room.viewer
  const name = own ? t('common.you') : calledAt(room, item, hand.seat)
  return (
    <li>
      <span className="quiet">{place}</span>
      <span>{name} {hand.order && <Chip tone="accent" icon={GavelIcon}>{t('speak.order')}</Chip>}</span>
      {!leads(room) && <HandStopIcon className="icon" />}
      {leads(room) && (
        <span className="row">
          <SignButton icon={MicrophoneIcon} label={t('speak.giveTo', { name })} press={() => void send({ do: 'give_floor', item: item.id, seat: hand.seat })} />
          {!own && <SignButton icon={HandOffIcon} label={t('speak.lowerOf', { name })} press={() => void send({ do: 'lower_hand', item: item.id, seat: hand.seat })} />}
        </span>
      )}
      <Refused refused={refused} />
    </li>
  )
}

/** One's own hand: up, down, or done speaking; a point of order goes first. */
function OwnHand({ item }: { item: Item }) {
  const { t } = useTranslation()
  const { room } = useRoom()
  const { send, refused } = useSend()
  const turn = turnOf(item, room.viewer)
  const { closed } = item.speakers
  return (
    <>
      {closed && turn.is === 'none' && <p className="help">{t('speak.isClosed')}</p>}
      <HandButton item={item} send={send} />
      {(turn.is === 'none' || (turn.is === 'waits' && !turn.order)) && (
        <Button weight="quiet" small icon={GavelIcon} describedBy="order-help" press={() => void send({ do: 'raise_hand', item: item.id, order: true })}>{t('speak.order')}</Button>
      )}
      <p className="hidden" id="order-help">{t('speak.orderHelp')}</p>
      <Refused refused={refused} />
    </>
  )
}

interface HandProps { item: Item; send: ReturnType<typeof useSend>['send']; short?: boolean }

/** The one button for one's hand; `short` where there is little room. */
export function HandButton({ item, send, short = false }: HandProps) {
  const { t } = useTranslation()
  const { room } = useRoom()
  const turn = turnOf(item, room.viewer)
  if (turn.is === 'none') {
    return <Button icon={HandStopIcon} press={() => void send({ do: 'raise_hand', item: item.id })}>{short ? t('speak.hand') : t('speak.raise')}</Button>
  }
  return <Button icon={HandOffIcon} press={() => void send({ do: 'lower_hand', item: item.id })}>{turn.is === 'speaks' ? t('speak.done') : t('speak.lower')}</Button>
}

/** Says politely who speaks, whose turn it is and, to who leads, whose hands are up. */
export function SpeakersSaid({ item }: { item: Item }) {
  const { t } = useTranslation()
  const { room } = useRoom()
  const list = useList()
  const { floor, hands } = item.speakers
  const turn = turnOf(item, room.viewer)
  const said = [
    floor !== 0 && (turn.is === 'speaks' ? t('speak.youSpeak') : t('speak.speaks', { name: calledAt(room, item, floor) })),
    turn.is === 'waits' && t('speak.yourTurn', { place: turn.place }),
    leads(room) && hands.length > 0 && t('speak.hands', { count: hands.length, names: list(hands.map((hand) => calledAt(room, item, hand.seat))) }),
  ].filter(Boolean)
  return <p className="hidden" role="status">{said.join(' ')}</p>
}
