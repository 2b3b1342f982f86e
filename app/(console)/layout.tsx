import { cookies } from 'next/headers'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { Here } from '@/components/form/here'
import { Hotkeys } from '@/components/keys/hotkeys'
import { MarketplaceSwitch } from '@/components/navigation/marketplace-switch'
import { Sidebar } from '@/components/navigation/sidebar'
import { TabBar } from '@/components/navigation/tab-bar'
import { MainFrame } from '@/components/shell/main-frame'
import { preferencesFrom } from '@/components/shell/preferences'
import { Avatar } from '@/components/ui/avatar'
import { requireActor } from '@/lib/server/auth/require-actor'
import { PaletteDoor } from './find/palette-door'
import { switchTo } from './session-actions'
import { loadShell } from './shell-facts'
import { ShellHealth } from './shell-health'

/** Draws the frame. It is not a gate: every page below asks for its actor itself. */
export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const ctx = await requireActor('console.read')
  const [shell, jar] = await Promise.all([loadShell(ctx), cookies()])
  const { singleKeys } = preferencesFrom((name) => jar.get(name)?.value)
  return (
    <div className="app">
      <a className="skip" href="#main">
        Skip to the page
      </a>
      <Sidebar
        marketplace={shell.marketplace}
        counts={shell.counts}
        foot={
          <>
            <ShellHealth shell={shell} />
            <Link className="line pt-1" href="/settings">
              <Avatar name={shell.me} />
              <span className="ell">{shell.me}</span>
              <span className="push faint">{shell.role}</span>
            </Link>
            <MarketplaceSwitch places={shell.places} act={switchTo} />
          </>
        }
      />
      <Here marketplace={ctx.actor.marketplaceId}>
        <MainFrame>{children}</MainFrame>
      </Here>
      <TabBar counts={shell.counts} />
      <PaletteDoor />
      {singleKeys ? <Hotkeys /> : null}
    </div>
  )
}
