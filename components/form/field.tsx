import { CircleAlert } from 'lucide-react'
import type { ComponentProps, ReactNode } from 'react'

type FieldProps = { label: string; hint?: string; children: ReactNode }

/** Label above, hint below. The control is the label's own child, so no id is needed. */
export function Field({ label, hint, children }: FieldProps) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is the child
    <label className="field">
      {label}
      {children}
      {hint ? <small>{hint}</small> : null}
    </label>
  )
}

export function Input({ className, ...rest }: ComponentProps<'input'>) {
  return <input {...rest} className={['input', className].filter(Boolean).join(' ')} />
}

export function TextArea({ className, ...rest }: ComponentProps<'textarea'>) {
  return <textarea {...rest} className={['input', className].filter(Boolean).join(' ')} />
}

/** Below, in words, and announced. */
export function FieldError({ children }: { children?: ReactNode }) {
  return (
    <div role="alert" className={children ? 'error' : 'sr'}>
      {children ? <CircleAlert className="ico s mt-[2px]" /> : null}
      {children}
    </div>
  )
}
