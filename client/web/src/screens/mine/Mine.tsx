import { FileCheckIcon, InfoCircleIcon } from '@amsterdam/design-system-react-icons'
import { useTranslation } from 'react-i18next'
import { useRoom } from '../../core/use.ts'
import { askedOf } from '../../lib/matrix.ts'
import { ButtonLink } from '../../parts/Button.tsx'
import { Notice } from '../../parts/Notice.tsx'
import { Page } from '../../parts/Page.tsx'
import { paths } from '../../parts/paths.ts'
import { OwnContribution } from './OwnContribution.tsx'
import { Questions } from './Questions.tsx'

/** The one place for all that one decides about one's own contributions. */
export function Mine() {
  const { t } = useTranslation()
  const { room } = useRoom()
  const items = room.items.map((item) => ({ item, own: item.contributions.filter((one) => one.owner === room.viewer) })).filter((one) => one.own.length > 0)
  return (
    <Page title={t('mine.title')} back>
      <div>
        <h1>{t('mine.title')}</h1>
        <p className="help">{t('mine.lead')}</p>
      </div>
      <div className="columns columns--side">
        <div className="stack stack--loose">
          <Questions />
          {items.length === 0 && <p className="empty">{t('mine.none')}</p>}
          {items.map(({ item, own }) => (
            <section key={item.id} className="stack stack--tight">
              <h2>{item.label} <span className="quiet">{own.length}</span></h2>
              <ul className="card">{own.map((one) => <OwnContribution key={one.act} item={item} contribution={one} />)}</ul>
            </section>
          ))}
        </div>
        <Aside />
      </div>
    </Page>
  )
}

function Aside() {
  const { t } = useTranslation()
  const { room } = useRoom()
  const own = room.items.flatMap((item) => item.contributions.filter((one) => one.owner === room.viewer))
  const inPackage = own.filter((one) => room.packages.some((made) => made.own.includes(one.act) || made.releases.some((act) => drawsOn(act, one.act))))
  const mineReady = room.packages.some((made) => made.recipient.seat === room.viewer && made.made)
  function drawsOn(release: string, contribution: string): boolean {
    return room.items.some((item) => item.proposals.some((one) => one.act === release && one.sources.includes(contribution)))
  }
  const facts: [string, number][] = [
    [t('mine.brought'), own.length], [t('mine.withdrawn'), own.filter((one) => one.withdrawn).length],
    [t('mine.waiting'), askedOf(room, room.viewer).length], [t('mine.inPackage'), inPackage.length],
  ]
  return (
    <div className="stack">
      <section className="card card--padded">
        <h2>{t('mine.short')}</h2>
        <dl className="facts-list">{facts.map(([name, count]) => <div key={name}><dt>{name}</dt><dd>{count}</dd></div>)}</dl>
      </section>
      <Notice tone="accent" icon={InfoCircleIcon} title={t('mine.remember')}><p>{t('mine.rememberText')}</p></Notice>
      {mineReady && <ButtonLink weight="strong" icon={FileCheckIcon} to={paths.minutes}>{t('mine.myMinutes')}</ButtonLink>}
    </div>
  )
}
