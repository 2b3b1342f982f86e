import type { ComponentProps, ReactNode } from 'react'
import { WhyNot } from './why-not'

type ButtonProps = ComponentProps<'button'> & {
  variant?: 'plain' | 'primary' | 'ghost' | 'danger'
  size?: 'md' | 'lg' | 'icon'
  busy?: boolean
  /** From the same verdict as the command: the button stays, dashed, and says why. */
  disabledReason?: string | null
  children: ReactNode
}

export function buttonClass(variant: ButtonProps['variant'] = 'plain', size: ButtonProps['size'] = 'md'): string {
  return ['btn', variant === 'plain' ? '' : variant, size === 'md' ? '' : size].filter(Boolean).join(' ')
}

export function Button({ variant, size, busy, disabledReason, className, children, ...rest }: ButtonProps) {
  const classes = [buttonClass(variant, size), className].filter(Boolean).join(' ')
  if (disabledReason) {
    return (
      <WhyNot className={classes} reason={disabledReason}>
        {children}
      </WhyNot>
    )
  }
  return (
    <button
      type="button"
      {...rest}
      className={classes}
      data-busy={busy || undefined}
      aria-disabled={busy || rest['aria-disabled'] || undefined}
    >
      {children}
    </button>
  )
}
