import { PlusIcon } from '@amsterdam/design-system-react-icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Post } from '../../core/contract.ts'
import { useRoom } from '../../core/use.ts'
import { useWords } from '../../i18n/words.ts'
import { Button } from '../../parts/Button.tsx'
import { SelectField, TextField } from '../../parts/Field.tsx'
import { type Errors, FormAlert } from '../../parts/FormAlert.tsx'
import { Refused } from '../../parts/Refused.tsx'
import { useForm } from '../../parts/useForm.ts'
import { useSend } from '../../parts/useSend.ts'

const posts = ['member', 'deputy', 'secretary'] as const satisfies Post[]

/** A party and function that is asked to come. */
export function NewPlace() {
  const { t } = useTranslation()
  const { profile } = useRoom()
  const say = useWords()
  const { send, refused } = useSend()
  const [party, setParty] = useState('')
  const [work, setWork] = useState('')
  const [post, setPost] = useState<(typeof posts)[number]>('member')
  const form = useForm(() => {
    const errors: Errors = {}
    if (party === '') errors['place-party'] = t('prepare.partyMissing')
    if (work.trim() === '') errors['place-function'] = t('prepare.functionMissing')
    return errors
  })
  const add = async () => {
    if (form.ready() && await send({ do: 'place', party, function: work.trim(), post })) setWork('')
  }
  return (
    <form className="card card--padded form" noValidate onSubmit={(event) => { event.preventDefault(); void add() }}>
      <h3>{t('prepare.addPlace')}</h3>
      <FormAlert {...form} />
      <div className="form form--two">
        <SelectField
          id="place-party" label={t('prepare.party')} empty={t('common.choose')} value={party} change={setParty} error={form.errors['place-party']}
          options={profile.parties.map((one) => ({ value: one.code, label: say(one) }))}
        />
        <TextField id="place-function" label={t('prepare.function')} value={work} change={setWork} error={form.errors['place-function']} />
        <SelectField
          id="place-post" label={t('prepare.post')} value={post} change={(value) => setPost(posts.find((one) => one === value) ?? 'member')}
          options={posts.map((one) => ({ value: one, label: t(`post.${one}`) }))}
        />
      </div>
      <Refused refused={refused} />
      <div><Button type="submit" weight="strong" icon={PlusIcon}>{t('prepare.addPlace')}</Button></div>
    </form>
  )
}
