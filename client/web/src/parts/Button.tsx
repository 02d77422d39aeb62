import { Button as AmsButton } from '@amsterdam/design-system-react/dist/Button/index.js'
import '@amsterdam/design-system-css/dist/button/button.css'
import '@amsterdam/design-system-css/dist/icon/icon.css'
import type { ComponentType, ReactNode, Ref, SVGProps } from 'react'
import { Link } from 'wouter'

export type Icon = ComponentType<SVGProps<SVGSVGElement>>

/** One `first` per decision; `strong` matters but is not first; `danger` undoes
 * for good and stands alone. */
export type Weight = 'first' | 'second' | 'strong' | 'quiet' | 'stop' | 'danger'

interface Look { weight?: Weight; icon?: Icon; small?: boolean; wide?: boolean; children: ReactNode }

interface ButtonProps extends Look {
  press?: () => void
  type?: 'button' | 'submit'
  describedBy?: string
  expanded?: boolean
  pressed?: boolean
  label?: string
  ref?: Ref<HTMLButtonElement>
}

function look({ weight = 'second', small = false, wide = false }: Omit<Look, 'children'>): string {
  return ['button', `button--${weight}`, small && 'button--small', wide && 'button--wide'].filter(Boolean).join(' ')
}

export function Button({ press, type = 'button', describedBy, expanded, pressed, label, icon: Sign, children, ref, ...rest }: ButtonProps) {
  const filled = rest.weight === 'first' || rest.weight === 'danger'
  return (
    <AmsButton
      ref={ref} type={type} onClick={press} variant={filled ? 'primary' : 'secondary'} className={look(rest)}
      aria-describedby={describedBy} aria-expanded={expanded} aria-pressed={pressed} aria-label={label}
    >
      {Sign && <Sign className="icon" />}
      <span>{children}</span>
    </AmsButton>
  )
}

/** A place to go that looks like a button. */
export function ButtonLink({ to, icon: Sign, children, ...rest }: Look & { to: string }) {
  return (
    <Link href={to} className={`ams-button ${look(rest)}`}>
      {Sign && <Sign className="icon" />}
      <span>{children}</span>
    </Link>
  )
}

/** A button that is only a sign; `label` says what it does. */
export function SignButton({ press, icon: Sign, label }: { press: () => void; icon: Icon; label: string }) {
  return (
    <button type="button" className="sign-button" onClick={press} aria-label={label}>
      <Sign className="icon" />
    </button>
  )
}
