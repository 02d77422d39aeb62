import type { Description, Item, Room } from '../../core/contract.ts'
import { showDay } from '../../lib/dates.ts'
import { useEdited } from '../../parts/useTyped.ts'

export interface TypedPerson { pseudonym: string; names: string; relation: string; ageBand: string }

/** What is typed about an item; days as text until they are read. */
export interface Typed {
  label: string
  text: string
  purpose: string
  criterion: string
  phase: string
  state: string
  day: string
  ground: string
  reason: string
  ladder: Record<string, string>
  named: boolean
  /** The room that it follows up; empty for none. */
  earlier: string
  /** By handle; who is new by a name of this form, after the others. */
  persons: Record<string, TypedPerson>
  /** Place of the family's fixed contact; empty for none. */
  contact: string
}

/** The form of an item, filled with what was said before; its purpose is at first
 * that of the room. */
export function useItemForm(item: Item, room: Room, language: string) {
  const [typed, set, sent, earlier] = useEdited<Typed>(`item-${item.id}`, {
    label: item.label, text: item.description, purpose: item.purpose || room.purpose, criterion: item.criterion, phase: item.phase, state: item.inform.state,
    day: item.inform.day === 0 ? '' : showDay(item.inform.day, language), ground: item.inform.ground, reason: item.inform.reason,
    ladder: Object.fromEntries(item.ladder.map((answer) => [answer.question, answer.text])), named: item.named, earlier: item.earlier, contact: String(item.contact || ''),
    persons: Object.fromEntries(item.persons.map((person) => [person.handle, { pseudonym: person.pseudonym, names: person.names.join(', '), relation: person.relation, ageBand: person.ageBand }])),
  })
  return {
    typed,
    set,
    sent,
    earlier,
    description: (day: number): Description => ({
      label: typed.label, text: typed.text, purpose: typed.purpose, criterion: item.general ? '' : typed.criterion, phase: typed.phase,
      inform: item.general ? { state: '', day: 0, ground: '', reason: '' } : { state: typed.state, day, ground: typed.ground, reason: typed.reason },
      ladder: Object.entries(typed.ladder).filter(([, text]) => text.trim() !== '').map(([question, text]) => ({ question, text })),
      named: typed.named,
      earlier: typed.earlier, contact: Number(typed.contact),
      persons: Object.values(typed.persons).map(({ pseudonym, names, relation, ageBand }) => ({
        pseudonym, names: typed.named ? names.split(',').map((name) => name.trim()).filter(Boolean) : [], relation, ageBand,
      })),
    }),
  }
}

export type ItemFormState = ReturnType<typeof useItemForm>
