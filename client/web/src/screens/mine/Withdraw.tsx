import { ArrowBackUpIcon } from '@amsterdam/design-system-react-icons'
import { useTranslation } from 'react-i18next'
import type { Contribution, Item } from '../../core/contract.ts'
import { useRoom } from '../../core/use.ts'
import { useList } from '../../i18n/words.ts'
import { waysOf } from '../../lib/packages.ts'
import { nameOfRecipient } from '../../lib/people.ts'
import { Button } from '../../parts/Button.tsx'
import { Refused } from '../../parts/Refused.tsx'
import { useSend } from '../../parts/useSend.ts'

/** Withdrawing says what it does, in place, and asks once more. */
export function Withdraw({ item, contribution, close }: { item: Item; contribution: Contribution; close: () => void }) {
  const { t } = useTranslation()
  const { room } = useRoom()
  const list = useList()
  const { send, refused } = useSend()
  const made = waysOf(room, item, contribution.act).filter((way) => way.made)
  const names = (left: boolean) => list([...new Set(made.filter((way) => Boolean(way.made?.delivered) === left).map((way) => nameOfRecipient(room, way.recipient)))])
  const withdraw = async () => {
    if (await send({ do: 'withdraw', act: contribution.act })) close()
  }
  return (
    <div className="confirm stack stack--tight">
      <h3>{t('mine.sure')}</h3>
      <ul className="bullets">
        <li>{t('mine.gone', { count: contribution.opens.length - 1 })}</li>
        {names(false) && <li>{t('mine.again', { names: names(false) })}</li>}
        {names(true) && <li>{t('mine.left', { names: names(true) })}</li>}
      </ul>
      <Refused refused={refused} />
      <div className="row">
        <Button weight="danger" icon={ArrowBackUpIcon} press={() => void withdraw()}>{t('mine.withdraw')}</Button>
        <Button press={close}>{t('common.cancel')}</Button>
      </div>
    </div>
  )
}
