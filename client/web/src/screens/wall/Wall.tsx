import { XIcon } from '@amsterdam/design-system-react-icons'
import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation, useParams } from 'wouter'
import type { Item, Results } from '../../core/contract.ts'
import { useRoom } from '../../core/use.ts'
import { useDates, useWords } from '../../i18n/words.ts'
import { nameOfPlace, seatOf } from '../../lib/people.ts'
import { Button } from '../../parts/Button.tsx'
import { useTitle } from '../../parts/Page.tsx'
import { paths } from '../../parts/paths.ts'
import { PersonText } from '../../parts/PersonText.tsx'
import { NotFound } from '../NotFound.tsx'
import { useWall } from './useWall.ts'

/** For the wall of the meeting room: one item in large letters, and nothing that
 * somebody at the table may not read. Escape leads back. */
export function Wall() {
  const { room } = useRoom()
  const { item: chosen } = useParams()
  const item = room.items.find((one) => String(one.id) === chosen && one.here)
  return item === undefined ? <NotFound /> : <OnWall item={item} />
}

type Texts = Results['project']['texts']

function OnWall({ item }: { item: Item }) {
  const { t } = useTranslation()
  const { room } = useRoom()
  const wall = useWall(item.id)
  const [, go] = useLocation()
  const close = () => go(`${paths.meeting}/${item.id}`)
  useTitle(t('wall.title'))
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => { if (event.key === 'Escape') go(`${paths.meeting}/${item.id}`) }
    document.addEventListener('keydown', pressed)
    return () => document.removeEventListener('keydown', pressed)
  }, [go, item.id])
  const of = (kind: string): Texts => wall?.texts.filter((one) => one.kind === kind) ?? []
  return (
    <main id="content" tabIndex={-1} className="wall">
      <div className="wall__head">
        <h1>{wall?.label || t('wall.noLabel', { number: item.number })}</h1>
        <Button icon={XIcon} press={close}>{t('wall.close')}</Button>
      </div>
      {wall?.description && <p>{wall.description}</p>}
      <div className="wall__texts" aria-live="polite">
        <Part title={t('meeting.decisions')} texts={of('decision')}>{(one) => <PersonText text={one.text} persons={item.persons} />}</Part>
        <Part title={t('meeting.actions')} texts={of('action')}>{(one) => <Action item={item} one={one} />}</Part>
        <Part title={t('wall.contributions')} texts={of('contribute')}>
          {(one) => <><PersonText text={one.text} persons={item.persons} /> <span className="wall__by">{seatOf(room, one.seat)?.claims.name}</span></>}
        </Part>
        <Part title={t('wall.proposals')} texts={of('propose')}>{(one) => <PersonText text={one.text} persons={item.persons} />}</Part>
        {wall?.texts.length === 0 && <p>{t('wall.empty')}</p>}
      </div>
      <p className="wall__foot">{t('wall.lead')}</p>
    </main>
  )
}

function Part({ title, texts, children }: { title: string; texts: Texts; children: (one: Texts[number]) => ReactNode }) {
  if (texts.length === 0) return null
  return (
    <section>
      <h2>{title}</h2>
      <ul>{texts.map((one) => <li key={one.act}>{children(one)}</li>)}</ul>
    </section>
  )
}

/** Who does it and when is known to everybody at the item. */
function Action({ item, one }: { item: Item; one: Texts[number] }) {
  const { t } = useTranslation()
  const { room, profile } = useRoom()
  const say = useWords()
  const dates = useDates()
  const action = item.agreed.find((agreed) => agreed.act === one.act)
  return (
    <>
      <PersonText text={one.text} persons={item.persons} />{' '}
      {action && <span className="wall__by">{t('wall.by', { name: say(nameOfPlace(room, profile, action.assignee)), day: dates.day(action.due) })}</span>}
    </>
  )
}
