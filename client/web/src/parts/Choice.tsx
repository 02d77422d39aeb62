import type { ReactNode } from 'react'

interface CheckProps {
  id?: string
  checked: boolean
  change: (checked: boolean) => void
  describedBy?: string | undefined
  invalid?: boolean
  children: ReactNode
}

export function Check({ id, checked, change, describedBy, invalid, children }: CheckProps) {
  return (
    <label className="check">
      <input
        type="checkbox" id={id} checked={checked} onChange={(event) => change(event.target.checked)}
        aria-describedby={describedBy} aria-invalid={invalid || undefined}
      />
      <span>{children}</span>
    </label>
  )
}

/** A tick in a frame, for choosing whole groups in one press. */
export function CheckBlock({ checked, change, children }: CheckProps) {
  return (
    <label className="check check--block">
      <input type="checkbox" checked={checked} onChange={(event) => change(event.target.checked)} />
      <span>{children}</span>
    </label>
  )
}

interface SwitchProps<Value extends string> {
  legend: string
  name: string
  value: Value
  change: (value: Value) => void
  options: { value: Value; label: string }[]
}

/** Two or three choices beside one another, of which one always holds. */
export function Switch<Value extends string>({ legend, name, value, change, options }: SwitchProps<Value>) {
  return (
    <fieldset className="switch">
      <legend className="field__label">{legend}</legend>
      <div className="switch__options">
        {options.map((option) => (
          <label key={option.value} className="switch__option">
            <input type="radio" name={name} value={option.value} checked={option.value === value} onChange={() => change(option.value)} />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
