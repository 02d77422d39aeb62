import { UsersIcon } from '@amsterdam/design-system-react-icons'
import { useTranslation } from 'react-i18next'
import { useRoom } from '../../core/use.ts'
import { leads } from '../../lib/people.ts'
import { ButtonLink } from '../../parts/Button.tsx'
import { NotYours } from '../../parts/NotYours.tsx'
import { Page } from '../../parts/Page.tsx'
import { paths } from '../../parts/paths.ts'
import { AgendaList } from './AgendaList.tsx'
import { Places } from './Places.tsx'
import { SavePlan } from './SavePlan.tsx'

/** The chair puts items on the agenda and invites people. */
export function Prepare() {
  const { t } = useTranslation()
  const { room } = useRoom()
  if (!leads(room)) return <NotYours />
  return (
    <Page title={t('prepare.title')} top={<ButtonLink to={paths.lobby} icon={UsersIcon}>{t('prepare.toLobby')}</ButtonLink>}>
      <div>
        <h1>{t('prepare.title')}</h1>
        <p className="help">{t('prepare.lead')}</p>
      </div>
      <div className="columns">
        <AgendaList />
        <div className="stack stack--loose">
          <Places />
          <SavePlan />
        </div>
      </div>
    </Page>
  )
}
