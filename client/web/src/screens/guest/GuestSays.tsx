import { HelpIcon, MessageCircleIcon, PlusIcon } from '@amsterdam/design-system-react-icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Item } from '../../core/contract.ts'
import { useRoom } from '../../core/use.ts'
import { viewerOf } from '../../lib/people.ts'
import { Button } from '../../parts/Button.tsx'
import { AskForm } from '../meeting/AskForm.tsx'
import { useComposing } from '../meeting/composing.ts'

/** What a guest's role at the item lets him do. */
export function GuestSays({ item }: { item: Item }) {
  const { t } = useTranslation()
  const { room, profile } = useRoom()
  const { open, begin } = useComposing()
  const [asking, setAsking] = useState(false)
  const place = viewerOf(room)?.place
  const role = profile.itemRoles.find((one) => one.code === item.sittings.find((sitting) => sitting.place === place)?.role)
  if (open || role === undefined) return null
  return (
    <section className="stack stack--tight">
      <div className="row">
        {role.contribute && <Button weight="first" icon={PlusIcon} press={() => begin({ is: 'new' })}>{t('guest.say')}</Button>}
        {role.contribute && <Button icon={MessageCircleIcon} press={() => begin({ is: 'response' })}>{t('guest.respond')}</Button>}
        {role.ask && <Button icon={HelpIcon} expanded={asking} press={() => setAsking(!asking)}>{t('request.title')}</Button>}
      </div>
      {role.contribute && <p className="help">{t('guest.respondHelp')}</p>}
      {asking && <AskForm item={item} close={() => setAsking(false)} />}
    </section>
  )
}
