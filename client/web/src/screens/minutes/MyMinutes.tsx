import { KeyIcon, PackageIcon } from '@amsterdam/design-system-react-icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Minutes, Package } from '../../core/contract.ts'
import { useRoom } from '../../core/use.ts'
import { useName } from '../../i18n/words.ts'
import { viewerOf } from '../../lib/people.ts'
import { Button } from '../../parts/Button.tsx'
import { Status } from '../../parts/Chip.tsx'
import { Page } from '../../parts/Page.tsx'
import { Refused } from '../../parts/Refused.tsx'
import { useSend } from '../../parts/useSend.ts'
import { Opened } from './Opened.tsx'

/** One's own packages: announced, fetched, opened and checked in the page. */
export function MyMinutes() {
  const { t } = useTranslation()
  const { room } = useRoom()
  const { send, refused } = useSend()
  const [opened, setOpened] = useState<Minutes | null>(null)
  const mine = room.packages.filter((one) => one.recipient.seat === room.viewer && one.made)
  const fetch = async (act: string) => {
    const answer = await send({ do: 'fetch', package: act })
    if (!answer) return
    setOpened(answer.minutes)
    if (answer.minutes.failure === null) await send({ do: 'opened', package: act })
  }
  return (
    <Page title={t('minutes.title')} back>
      <h1 className={opened ? 'hidden' : ''}>{t('minutes.title')}</h1>
      <Refused refused={refused} />
      {opened && <Opened minutes={opened} />}
      {!opened && mine.length === 0 && <None />}
      {!opened && mine.map((one) => <Ready key={one.act} made={one} fetch={() => void fetch(one.act)} />)}
    </Page>
  )
}

function Ready({ made, fetch }: { made: Package; fetch: () => void }) {
  const { t } = useTranslation()
  const { profile } = useRoom()
  const name = useName()
  return (
    <section className="card card--padded stack stack--tight">
      <h2>{t('minutes.ready', { kind: name(profile.packages, made.kind).toLowerCase() })}</h2>
      <p className="help">{t('minutes.readyText')}</p>
      <div><Button weight="first" icon={PackageIcon} press={fetch}>{t('minutes.fetch')}</Button></div>
    </section>
  )
}

function None() {
  const { t } = useTranslation()
  const { room } = useRoom()
  const { send, refused } = useSend()
  return (
    <section className="card card--padded stack stack--tight">
      <h2>{t('minutes.none')}</h2>
      <p>{t('minutes.noneText')}</p>
      <Refused refused={refused} />
      {viewerOf(room)?.minutesKey
        ? <Status tone="ok" icon={KeyIcon}>{t('minutes.announced')}</Status>
        : <div><Button weight="strong" icon={KeyIcon} press={() => void send({ do: 'announce_key' })}>{t('minutes.announce')}</Button></div>}
    </section>
  )
}
