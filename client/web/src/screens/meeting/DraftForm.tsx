import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Item } from '../../core/contract.ts'
import { useRoom } from '../../core/use.ts'
import { useWords } from '../../i18n/words.ts'
import { atItem, choosable, nameOfPlace, readersAt, viewerOf } from '../../lib/people.ts'
import { Switch } from '../../parts/Choice.tsx'
import { AreaField, SelectField, TextField } from '../../parts/Field.tsx'
import { type Errors, FormAlert } from '../../parts/FormAlert.tsx'
import { FormEnd } from '../../parts/FormEnd.tsx'
import { useForm } from '../../parts/useForm.ts'
import { useSend } from '../../parts/useSend.ts'
import { useTyped } from '../../parts/useTyped.ts'
import { ReaderChoice } from './ReaderChoice.tsx'

/** Writing down what somebody said, in his name: it is nothing until he signs. On
 * which basis and for which task it is shared is his to say: his device fills in
 * what he stated before. */
export function DraftForm({ item, close }: { item: Item; close: () => void }) {
  const { t } = useTranslation()
  const { room, profile } = useRoom()
  const say = useWords()
  const { send, refused } = useSend()
  const [owner, setOwner] = useState(0)
  const [{ text, why }, set, sent] = useTyped(`draft-${item.id}`, () => ({ text: '', why: '' }))
  const [nature, setNature] = useState<'fact' | 'opinion'>('fact')
  const [person, setPerson] = useState(item.persons.length === 1 ? (item.persons[0]?.handle ?? 0) : 0)
  const [category, setCategory] = useState('')
  const [places, setPlaces] = useState<ReadonlySet<number>>(new Set())
  const form = useForm(() => {
    const errors: Errors = {}
    if (owner === 0) errors['draft-for'] = t('table.inNameMissing')
    if (text.trim() === '') errors['draft-text'] = t('table.saidMissing')
    if (category === '') errors['draft-category'] = t('composer.categoryMissing')
    if (why.trim() === '') errors['draft-why'] = t('composer.whyMissing')
    return errors
  })
  const write = async () => {
    if (!form.ready()) return
    const readers = readersAt(choosable(room, item, owner).filter((at) => places.has(at.place.id)))
    const contribution = { item: item.id, text, as: '', about: '', necessity: why, source: '', aid: [], person, category, nature, basis: '', task: '', purpose: item.purpose, readers }
    if (!await send({ do: 'draft', place: owner, contribution })) return
    sent()
    close()
  }
  const others = atItem(room, item).filter((at) => at.place.id !== viewerOf(room)?.place)
  return (
    <form className="card card--padded form" noValidate onSubmit={(event) => { event.preventDefault(); void write() }}>
      <h2>{t('table.writeForTitle')}</h2>
      <p className="help">{t('table.writeForHelp')}</p>
      <FormAlert {...form} />
      <SelectField
        id="draft-for" label={t('table.inName')} empty={t('common.choose')} value={owner === 0 ? '' : String(owner)} error={form.errors['draft-for']}
        change={(place) => { setOwner(Number(place)); setPlaces(new Set()) }}
        options={others.map((at) => ({ value: String(at.place.id), label: say(nameOfPlace(room, profile, at.place.id)) }))}
      />
      <AreaField id="draft-text" label={t('table.said')} value={text} change={(next) => set({ text: next })} error={form.errors['draft-text']} rows={2} />
      <div className="composer__choices">
        <ReaderChoice item={item} places={places} change={setPlaces} owner={owner} />
        <Switch
          legend={t('composer.nature')} name="draft-nature" value={nature} change={setNature}
          options={[{ value: 'fact', label: t('meeting.fact') }, { value: 'opinion', label: t('meeting.opinion') }]}
        />
      </div>
      <div className="form form--two">
        {item.persons.length > 0 && (
          <SelectField
            id="draft-person" label={t('composer.person')} value={String(person)} change={(handle) => setPerson(Number(handle))}
            options={[{ value: '0', label: t('composer.noPerson') }, ...item.persons.map((one) => ({ value: String(one.handle), label: one.pseudonym }))]}
          />
        )}
        <SelectField
          id="draft-category" label={t('composer.category')} empty={t('common.choose')} value={category} change={setCategory} error={form.errors['draft-category']}
          options={profile.categories.map((one) => ({ value: one.code, label: say(one) }))}
        />
        <TextField id="draft-why" label={t('composer.why')} hint={t('composer.whyHint')} value={why} change={(next) => set({ why: next })} error={form.errors['draft-why']} />
      </div>
      <FormEnd refused={refused} press={t('table.keepDraft')} close={close} />
    </form>
  )
}
