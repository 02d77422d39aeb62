import { CircleCheckIcon, QuoteIcon } from '@amsterdam/design-system-react-icons'
import { useTranslation } from 'react-i18next'
import { Chip } from '../../parts/Chip.tsx'

/** Fact or opinion. */
export function Nature({ of }: { of: string }) {
  const { t } = useTranslation()
  return of !== 'opinion'
    ? <Chip tone="fact" icon={CircleCheckIcon}>{t('meeting.fact')}</Chip>
    : <Chip tone="opinion" icon={QuoteIcon}>{t('meeting.opinion')}</Chip>
}
