import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Contribution, Item } from '../../core/contract.ts'
import { useRoom } from '../../core/use.ts'
import { FormEnd } from '../../parts/FormEnd.tsx'
import { choosable, readersAt } from '../../lib/people.ts'
import { useSend } from '../../parts/useSend.ts'
import { ReaderChoice } from '../meeting/ReaderChoice.tsx'

/** Adding and dropping readers of one's own contribution. */
export function ReadersForm({ item, contribution, close }: { item: Item; contribution: Contribution; close: () => void }) {
  const { t } = useTranslation()
  const { room } = useRoom()
  const { send, refused } = useSend()
  const before = new Set(contribution.readers.map((reader) => reader.place))
  const [ticked, setTicked] = useState<Record<number, boolean>>({}) // here; the others follow what becomes of them
  const places = new Set([...before, ...Object.keys(ticked).map(Number)].filter((place) => ticked[place] ?? before.has(place)))
  const change = (next: ReadonlySet<number>) => setTicked({
    ...ticked, ...Object.fromEntries([...places, ...next].filter((place) => places.has(place) !== next.has(place)).map((place) => [place, next.has(place)])),
  })
  const save = async () => {
    const added = readersAt(choosable(room, item).filter((at) => places.has(at.place.id) && !before.has(at.place.id)))
    const dropped = [...before].filter((place) => !places.has(place))
    if (added.length > 0 && !await send({ do: 'show', act: contribution.act, readers: added })) return
    if (dropped.length > 0 && !await send({ do: 'hide', act: contribution.act, places: dropped })) return
    close()
  }
  return (
    <form className="form own__form" noValidate onSubmit={(event) => { event.preventDefault(); void save() }}>
      <ReaderChoice item={item} places={places} change={change} />
      <p className="help">{t('mine.hides')}</p>
      <FormEnd refused={refused} press={t('mine.saveReaders')} close={close} />
    </form>
  )
}
