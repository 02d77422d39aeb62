import { initials } from '../lib/people.ts'

/** A person's initials; the name stands beside it, so it is hidden from speech. */
export function Avatar({ name, own = false, presence }: { name: string; own?: boolean; presence?: 'here' | 'away' }) {
  return (
    <span className={`avatar${own ? ' avatar--own' : ''}${presence ? ` avatar--${presence}` : ''}`} aria-hidden="true">
      {initials(name)}
    </span>
  )
}
