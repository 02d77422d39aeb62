import type { Minutes } from '../../core/contract.ts'
import { Checked } from './Checked.tsx'
import { Document } from './Document.tsx'
import { KeepKey } from './KeepKey.tsx'
import { ReactForm } from './ReactForm.tsx'
import { Takes } from './Takes.tsx'
import { Verdict } from './Verdict.tsx'

/** A package that was opened: the verdict first, then the document. */
export function Opened({ minutes }: { minutes: Minutes }) {
  return (
    <>
      <Verdict minutes={minutes} />
      <div className="minutes">
        {minutes.failure === null && <Document minutes={minutes} />}
        <div className="stack">
          {minutes.failure === null && (
            <div className="stack no-print">
              <Takes minutes={minutes} />
              <KeepKey />
              {!minutes.adopted && <ReactForm minutes={minutes} />}
            </div>
          )}
          <Checked minutes={minutes} />
        </div>
      </div>
    </>
  )
}
