import { ArrowDownIcon, ArrowUpIcon, PencilIcon } from '@amsterdam/design-system-react-icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Item } from '../../core/contract.ts'
import { useRoom } from '../../core/use.ts'
import { Button, SignButton } from '../../parts/Button.tsx'
import { Refused } from '../../parts/Refused.tsx'
import { useSend } from '../../parts/useSend.ts'
import { ItemForm } from './ItemForm.tsx'
import { NewItem } from './NewItem.tsx'

/** The items in their order, moved by buttons. */
export function AgendaList() {
  const { t } = useTranslation()
  const { room } = useRoom()
  const { send, refused } = useSend()
  const [editing, setEditing] = useState(0)
  const move = (from: number, by: number) => {
    const order = room.items.map((item) => item.id)
    const [moved] = order.splice(from, 1)
    if (moved === undefined) return
    order.splice(from + by, 0, moved)
    void send({ do: 'agenda', order })
  }
  return (
    <section className="stack">
      <h2>{t('prepare.items')} <span className="quiet">{room.items.length}</span></h2>
      <Refused refused={refused} />
      {room.items.length > 0 && (
        <ol className="card">
          {room.items.map((item, at) => (
            <li key={item.id} className="card__part stack stack--tight">
              <Line item={item} first={at === 0} last={at === room.items.length - 1} move={(by) => move(at, by)} edit={() => setEditing(editing === item.id ? 0 : item.id)} open={editing === item.id} />
              {editing === item.id && <ItemForm item={item} close={() => setEditing(0)} />}
            </li>
          ))}
        </ol>
      )}
      <NewItem made={setEditing} />
    </section>
  )
}

interface LineProps { item: Item; first: boolean; last: boolean; move: (by: number) => void; edit: () => void; open: boolean }

function Line({ item, first, last, move, edit, open }: LineProps) {
  const { t } = useTranslation()
  const label = item.label || t('prepare.unnamed', { number: item.number })
  return (
    <div className="row row--apart">
      <p><strong>{item.number}. {label}</strong> <span className="quiet">{t('common.minutes', { count: item.minutes })}</span></p>
      <div className="row">
        {!first && <SignButton icon={ArrowUpIcon} label={t('prepare.up', { label })} press={() => move(-1)} />}
        {!last && <SignButton icon={ArrowDownIcon} label={t('prepare.down', { label })} press={() => move(1)} />}
        {item.here && <Button small icon={PencilIcon} expanded={open} press={edit} label={`${t('prepare.edit')}: ${label}`}>{t('prepare.edit')}</Button>}
      </div>
    </div>
  )
}
