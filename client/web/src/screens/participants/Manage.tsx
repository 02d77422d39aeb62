import { DevicesIcon, KeyIcon, TrashIcon, UserCheckIcon } from '@amsterdam/design-system-react-icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { Invited, Post, Seat } from '../../core/contract.ts'
import { useRoom } from '../../core/use.ts'
import { placeOf, viewerOf } from '../../lib/people.ts'
import { Button } from '../../parts/Button.tsx'
import { SelectField } from '../../parts/Field.tsx'
import { Notice } from '../../parts/Notice.tsx'
import { paths } from '../../parts/paths.ts'
import { Refused } from '../../parts/Refused.tsx'
import { Sure } from '../../parts/Sure.tsx'
import { useSend } from '../../parts/useSend.ts'
import { InviteLink } from '../prepare/InviteLink.tsx'

const posts = ['member', 'deputy', 'secretary'] as const satisfies Post[]
/** A dead laptop is replaced now, not next week. */
const days = 1

/** What chair and deputies may do about one seat; what they may not is refused. */
export function Manage({ seat, close }: { seat: Seat; close: () => void }) {
  const { t } = useTranslation()
  const { room } = useRoom()
  const chairs = viewerOf(room)?.post === 'chair'
  return (
    <div className="form own__form">
      {seat.newKey && <NewKey seat={seat} />}
      {chairs && seat.post !== 'chair' && <PostOf seat={seat} />}
      {chairs && seat.post === 'deputy' && <HandOver seat={seat} />}
      <OtherDevice seat={seat} />
      <Remove seat={seat} />
      <div><Button weight="quiet" press={close}>{t('common.close')}</Button></div>
    </div>
  )
}

function NewKey({ seat }: { seat: Seat }) {
  const { t } = useTranslation()
  const { send, refused } = useSend()
  return (
    <Notice
      tone="wait" icon={KeyIcon} title={t('ownKey.mark', { mark: seat.keyMark })}
      action={<Button weight="first" press={() => void send({ do: 'confirm_key', seat: seat.id })}>{t('ownKey.confirm')}</Button>}
    >
      <p>{t('ownKey.confirmHelp', { name: seat.claims.name })}</p>
      <Refused refused={refused} />
    </Notice>
  )
}

function PostOf({ seat }: { seat: Seat }) {
  const { t } = useTranslation()
  const { send, refused } = useSend()
  const [chosen, setChosen] = useState<Post | null>(null)
  const post = chosen ?? seat.post
  return (
    <>
      <div className="row manage__post">
        <SelectField
          id={`post-${seat.id}`} label={t('people.post')} value={post} change={(value) => setChosen(posts.find((one) => one === value) ?? 'member')}
          options={posts.map((one) => ({ value: one, label: t(`post.${one}`) }))}
        />
        <Button press={() => void send({ do: 'appoint', seat: seat.id, post })}>{t('people.savePost')}</Button>
      </div>
      <Refused refused={refused} />
    </>
  )
}

function HandOver({ seat }: { seat: Seat }) {
  const { t } = useTranslation()
  const { send, refused } = useSend()
  const [asked, setAsked] = useState(false)
  const [, go] = useLocation()
  const handOver = async () => {
    if (await send({ do: 'hand_over', seat: seat.id })) go(paths.code)
  }
  if (!asked) return <div><Button icon={UserCheckIcon} press={() => setAsked(true)}>{t('people.handOver')}</Button></div>
  return (
    <Sure title={t('people.handOverSure', { name: seat.claims.name })} label={t('people.handOver')} icon={UserCheckIcon} press={() => void handOver()} cancel={() => setAsked(false)} refused={refused}>
      <p>{t('people.handOverHelp')}</p>
    </Sure>
  )
}

/** A dead laptop: a link to come back by. It ends nothing until the chair lets the
 * new device in. */
function OtherDevice({ seat }: { seat: Seat }) {
  const { t } = useTranslation()
  const { room } = useRoom()
  const { send, refused } = useSend()
  const [made, setMade] = useState<Invited | null>(null)
  const place = placeOf(room, seat.place)
  const make = async () => setMade(await send({ do: 'invite_back', seat: seat.id, days }))
  if (made && place) return <InviteLink id={place.id} who={seat.claims.name} made={made} close={() => setMade(null)} />
  return (
    <div className="stack stack--tight">
      <h3>{t('people.device')}</h3>
      <p className="help">{t('people.deviceHelp')}</p>
      <Refused refused={refused} />
      <div><Button icon={DevicesIcon} press={() => void make()}>{t('people.deviceLink')}</Button></div>
    </div>
  )
}

function Remove({ seat }: { seat: Seat }) {
  const { t } = useTranslation()
  const { send, refused } = useSend()
  const [asked, setAsked] = useState(false)
  if (!asked) return <div><Button weight="stop" icon={TrashIcon} press={() => setAsked(true)}>{t('people.remove')}</Button></div>
  return (
    <Sure title={t('people.removeSure', { name: seat.claims.name })} label={t('people.remove')} icon={TrashIcon} press={() => void send({ do: 'remove', seat: seat.id })} cancel={() => setAsked(false)} refused={refused}>
      <p>{t('people.removeHelp')}</p>
    </Sure>
  )
}
