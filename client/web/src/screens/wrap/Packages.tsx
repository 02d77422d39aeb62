import { AlertTriangleIcon, ArrowBackUpIcon, CircleCheckIcon, ClockIcon, DownloadIcon, KeyIcon, MinusIcon, PackageIcon, RefreshIcon } from '@amsterdam/design-system-react-icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Recipient } from '../../core/contract.ts'
import { useRoom, useSnapshot } from '../../core/use.ts'
import { useDates, useWords } from '../../i18n/words.ts'
import { canBeMade, kindFor, type Line, linesOf, type Spoken, spokenOf, type Standing, stuckIn } from '../../lib/issuing.ts'
import { nameOfRecipient, partyOf, seatOf } from '../../lib/people.ts'
import { saveFile } from '../../lib/save.ts'
import { Bar } from '../../parts/Bar.tsx'
import { Button, type Icon } from '../../parts/Button.tsx'
import { Status, type Tone } from '../../parts/Chip.tsx'
import { Notice } from '../../parts/Notice.tsx'
import { Refused } from '../../parts/Refused.tsx'
import { type NotDone, useSend } from '../../parts/useSend.ts'
import { OtherPackages } from './OtherPackages.tsx'
import { ToSay } from './ToSay.tsx'

/** Making the packages: counts, and how it stands per recipient. */
export function Packages() {
  const { t, i18n } = useTranslation()
  const { room } = useRoom()
  const { progress } = useSnapshot()
  const { send, refused } = useSend()
  const [spoken, setSpoken] = useState<Spoken[]>([])
  const [stuck, setStuck] = useState<NotDone | null>(null)
  const lines = linesOf(room)
  const done = lines.filter((line) => line.standing !== 'queued' && line.standing !== 'again').length
  const language = i18n.language === 'en' ? 'en' as const : 'nl' as const
  const make = async (recipients: Recipient[]) => {
    const answer = await send({ do: 'issue', packages: recipients.map((recipient) => ({ kind: kindFor(room, recipient), recipient, language })) })
    setStuck(stuckIn(answer?.each ?? []))
    setSpoken((before) => [...before, ...spokenOf(room, recipients, answer?.each ?? [])])
  }
  const reissue = async (line: Line) => {
    if (!line.made) return
    const one = await send({ do: 'reissue', package: line.made.act })
    if (one) setSpoken((before) => [...before, ...spokenOf(room, [line.recipient], [one])])
  }
  const waiting = lines.filter(canBeMade)
  return (
    <div className="stack" id="pakketten" tabIndex={-1}>
      <section className="card">
        <div className="card__part stack stack--tight">
          <div className="row row--apart">
            <h2>{t('wrap.packages')}</h2>
            {waiting.length > 1 && <Button weight="strong" icon={PackageIcon} press={() => void make(waiting.map((line) => line.recipient))}>{t('wrap.makeAll')}</Button>}
          </div>
          <p role="status"><strong>{t('wrap.progress', { done, of: lines.length })}</strong> · <span className="quiet">{t('wrap.fetched', { count: lines.filter((line) => line.standing === 'fetched').length })}</span>{progress && <> · {t('wrap.making', { done: progress.done, of: progress.of })}</>}</p>
          <Bar value={progress?.done ?? done} of={progress?.of ?? lines.length} label={t('wrap.packages')} />
          <Refused refused={refused ?? stuck} />
        </div>
        <ul>{lines.map((line) => <OneLine key={`${line.recipient.seat}-${line.recipient.outside}`} line={line} make={() => void make([line.recipient])} reissue={() => void reissue(line)} />)}</ul>
      </section>
      <ToSay spoken={spoken} said={() => setSpoken([])} />
      <OtherPackages spoken={(more) => setSpoken((before) => [...before, ...more])} />
      {lines.some((line) => line.standing === 'again') && <Notice tone="wait" icon={AlertTriangleIcon} title={t('wrap.recalled')}><p>{t('wrap.recalledText')}</p></Notice>}
      {lines.some((line) => line.standing === 'fetched' && line.made?.withdrawn) && <Notice tone="wait" icon={ArrowBackUpIcon} title={t('wrap.listed')}><p>{t('wrap.listedText')}</p></Notice>}
    </div>
  )
}

const signs: Record<Standing, [Tone, Icon]> = {
  fetched: ['ok', CircleCheckIcon], old_key: ['wait', KeyIcon], ready: ['plain', PackageIcon], again: ['wait', RefreshIcon], nothing: ['plain', MinusIcon], no_key: ['wait', AlertTriangleIcon], queued: ['plain', ClockIcon],
}

function OneLine({ line, make, reissue }: { line: Line; make: () => void; reissue: () => void }) {
  const { t } = useTranslation()
  const { room, profile } = useRoom()
  const say = useWords()
  const dates = useDates()
  const { send } = useSend()
  const seat = seatOf(room, line.recipient.seat)
  const [tone, sign] = signs[line.standing]
  const words = {
    fetched: t('wrap.fetchedAt', { time: dates.time(line.made?.delivered ?? 0) }), ready: t('wrap.ready1'), old_key: t('again.oldKey'), again: t('wrap.again'),
    nothing: t('wrap.nothing'), no_key: t('wrap.noKey'), queued: t('wrap.queued'),
  }[line.standing]
  const name = nameOfRecipient(room, line.recipient)
  const issued = line.made?.made === true && line.made.issuer === room.viewer
  const outside = line.recipient.outside !== 0
  return (
    <li className="card__part package">
      <div>
        <p><strong>{name}</strong></p>
        <p className="small quiet">{seat ? say(partyOf(room, profile, seat)) : t('matrix.third')}</p>
      </div>
      <Status tone={tone} icon={sign}>{words}</Status>
      {canBeMade(line) && (
        <span className="row">
          <Button small press={make} label={`${t('wrap.make')}: ${name}`}>{t('wrap.make')}</Button>
          {line.standing === 'queued' && <Button small weight="quiet" press={() => void send({ do: 'nothing_for', recipient: line.recipient })} label={`${t('wrap.nothingFor')}: ${name}`}>{t('wrap.nothingFor')}</Button>}
        </span>
      )}
      {issued && (
        <span className={outside ? 'row package__outside' : 'row'}>
          {line.standing === 'old_key' && <Button small weight="strong" press={reissue} label={t('again.giveOf', { name })}>{t('again.give')}</Button>}
          {outside && <Take line={line} name={name} />}
          {outside && room.outsiders.some((one) => one.number === line.recipient.outside && one.spoken) && <Button small weight="quiet" press={reissue} label={t('again.phraseOf', { name })}>{t('again.phrase')}</Button>}
        </span>
      )}
    </li>
  )
}

/** Who is outside the room fetches nothing: the issuer takes the file and sends it. */
function Take({ line, name }: { line: Line; name: string }) {
  const { t } = useTranslation()
  const { send, refused } = useSend()
  const take = async () => {
    const file = line.made && await send({ do: 'convert', package: line.made.act, to: 'age' })
    if (file) await saveFile(file)
  }
  return (
    <>
      <Button small icon={DownloadIcon} press={() => void take()} label={t('again.fileOf', { name })}>{t('again.file')}</Button>
      <Refused refused={refused} />
    </>
  )
}
