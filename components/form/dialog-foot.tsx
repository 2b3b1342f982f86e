'use client'

import { Dialog } from '@base-ui/react/dialog'
import { Button, buttonClass } from '../ui/button'

type Props = { leave?: string; word: string; busyWord: string; busy: boolean }

/** The last row of a form in a dialog: the way out far from the act, which says what it is doing. */
export function DialogFoot({ leave = 'Leave it', word, busyWord, busy }: Props) {
  return (
    <footer>
      <Dialog.Close className={`${buttonClass('plain', 'lg')} push`}>{leave}</Dialog.Close>
      <Button type="submit" variant="primary" size="lg" busy={busy}>
        {busy ? busyWord : word}
      </Button>
    </footer>
  )
}
