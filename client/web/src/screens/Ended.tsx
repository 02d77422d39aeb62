import { DoorExitIcon } from '@amsterdam/design-system-react-icons'
import { useTranslation } from 'react-i18next'
import type { Ending } from '../core/contract.ts'
import { wipedBy } from '../core/endings.ts'
import { useCore } from '../core/use.ts'
import { Button, ButtonLink } from '../parts/Button.tsx'
import { Page } from '../parts/Page.tsx'
import { paths } from '../parts/paths.ts'
import { SaveEvidence } from '../parts/SaveEvidence.tsx'

/** Why one is not in the room any more, and what one can do. */
export function Ended({ ending }: { ending: Exclude<Ending, ''> }) {
  const { t } = useTranslation()
  const core = useCore()
  return (
    <Page title={t(`states.${ending}`)} narrow>
      <section className="card card--padded waiting" role="status">
        <DoorExitIcon className="icon icon--large" />
        <h1>{t(`states.${ending}`)}</h1>
        <p>{t(`states.${ending}Text`)}</p>
        {wipedBy(ending) && <p>{t('logout.wiped')}</p>}
        {ending === 'evidence' && <Evidence />}
        {ending === 'turned_away' && <ButtonLink to={paths.logout}>{t('logout.title')}</ButtonLink>}
        <Button press={() => core.end()}>{t('states.start')}</Button>
      </section>
    </Page>
  )
}

function Evidence() {
  const { t } = useTranslation()
  return (
    <>
      <p>{t('states.evidenceKept')}</p>
      <SaveEvidence />
    </>
  )
}
