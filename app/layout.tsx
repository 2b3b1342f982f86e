import { CSPProvider } from '@base-ui/react/csp-provider'
import { Tooltip } from '@base-ui/react/tooltip'
import { GeistMono } from 'geist/font/mono'
import { GeistSans } from 'geist/font/sans'
import type { Metadata, Viewport } from 'next'
import { cookies, headers } from 'next/headers'
import { NuqsAdapter } from 'nuqs/adapters/next/app'
import type { ReactNode } from 'react'
import { Toaster } from '@/components/overlay/toaster'
import { preferencesFrom } from '@/components/shell/preferences'
import { takeBack } from './(console)/exceptions/take-back'
import './globals.css'

export const metadata: Metadata = {
  title: { default: 'Counterfoil', template: '%s · Counterfoil' },
  description: 'The console in which marketplaces on Stripe Connect run their money',
  robots: { index: false },
}

export const viewport: Viewport = { width: 'device-width', initialScale: 1, viewportFit: 'cover' }

export default async function RootLayout({ children }: { children: ReactNode }) {
  const [jar, head] = await Promise.all([cookies(), headers()])
  const { theme, density } = preferencesFrom((name) => jar.get(name)?.value)
  return (
    <html
      lang="en"
      className={`${GeistSans.variable} ${GeistMono.variable}`}
      data-theme={theme === 'system' ? undefined : theme}
      data-density={density === 'compact' ? undefined : density}
    >
      <body>
        <CSPProvider nonce={head.get('x-nonce') ?? undefined}>
          <NuqsAdapter>
            <Tooltip.Provider>
              {children}
              <Toaster takeBack={takeBack} />
            </Tooltip.Provider>
          </NuqsAdapter>
        </CSPProvider>
      </body>
    </html>
  )
}
