import { PlusIcon } from '@amsterdam/design-system-react-icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Item } from '../../core/contract.ts'
import { Button } from '../../parts/Button.tsx'
import { ConsentCard } from './ConsentCard.tsx'
import { ConsentForm } from './ConsentForm.tsx'

/** What the persons of a case answered, and recording more. */
export function Consents({ item }: { item: Item }) {
  const { t } = useTranslation()
  const [adding, setAdding] = useState(false)
  return (
    <section className="stack stack--tight" id="toestemming" tabIndex={-1}>
      <div className="row row--apart">
        <h2>{t('consent.title')} <span className="quiet">{item.consents.length}</span></h2>
        {item.persons.length > 0 && !adding && <Button icon={PlusIcon} press={() => setAdding(true)}>{t('consent.add')}</Button>}
      </div>
      {adding && <ConsentForm item={item} close={() => setAdding(false)} />}
      {item.consents.length === 0
        ? <p className="empty help">{t('consent.none')}</p>
        : <ul className="card">{item.consents.map((one) => <ConsentCard key={one.act} item={item} consent={one} />)}</ul>}
    </section>
  )
}
