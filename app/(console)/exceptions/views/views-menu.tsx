'use client'

import { Bookmark } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import type { QueueView } from './load-views'

const ViewsDialog = dynamic(() => import('./views-dialog').then((part) => part.ViewsDialog), { ssr: false })

type ViewsMenuProps = { views: readonly QueueView[]; query: string; shareDisabled: string | null }

/** Opens what is kept, and keeps what is shown. */
export function ViewsMenu({ views, query, shareDisabled }: ViewsMenuProps) {
  const [open, setOpen] = useState<boolean | null>(null)
  return (
    <>
      <button type="button" className="facet add" data-hotkey="v" onClick={() => setOpen(true)}>
        <Bookmark className="ico s" /> Views
      </button>
      {open === null ? null : (
        <ViewsDialog views={views} query={query} shareDisabled={shareDisabled} open={open} onOpenChange={setOpen} />
      )}
    </>
  )
}
