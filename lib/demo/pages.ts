import { readdirSync } from 'node:fs'
import { relative } from 'node:path'

/** A signed-in visitor: the cookie of next-auth's credentials sign-in. */
export async function signInAs(webUrl: string, email: string, password: string): Promise<string> {
  const first = await fetch(`${webUrl}/api/auth/csrf`)
  const { csrfToken } = (await first.json()) as { csrfToken: string }
  const response = await fetch(`${webUrl}/api/auth/callback/credentials`, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': 'application/x-www-form-urlencoded', cookie: cookiesOf(first) },
    body: new URLSearchParams({ csrfToken, email, password, json: 'true' }),
  })
  const cookie = cookiesOf(response)
  if (!cookie.includes('session-token')) throw new Error(`${email} could not sign in: ${response.status}`)
  return cookie
}

function cookiesOf(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
}

export type PageVerdict = { route: string; path: string | undefined; status: number }

/**
 * Opens every page of the console as a signed-in person. Routes come from the file system; a route with parameters is
 * opened through the first link to it that another page shows, so a page that nothing leads to counts as broken.
 */
export async function visitPages(webUrl: string, cookie: string): Promise<PageVerdict[]> {
  const routes = consoleRoutes()
  const found = new Map<string, PageVerdict>()
  const links = new Set<string>()
  for (;;) {
    const next = routes.filter((route) => !found.has(route)).map((route) => ({ route, path: pathFor(route, links) }))
    const open = next.filter((item) => item.path !== undefined)
    if (open.length === 0) return [...found.values(), ...next.map((item) => ({ ...item, status: 0 }))]
    for (const { route, path } of open) {
      const response = await fetch(`${webUrl}${path}`, { headers: { cookie }, redirect: 'manual' })
      found.set(route, { route, path, status: response.status })
      for (const match of (await response.text()).matchAll(/href="(\/[^"#]*)"/g))
        links.add((match[1] ?? '').replaceAll('&amp;', '&'))
    }
  }
}

function consoleRoutes(): string[] {
  return readdirSync('app/(console)', { recursive: true, withFileTypes: true })
    .filter((entry) => entry.name === 'page.tsx')
    .map((entry) => `/${relative('app/(console)', entry.parentPath)}`.replace(/\/$/, '') || '/')
    .map((route) => route.replace(/\/\([^)]+\)/g, ''))
    .filter((route) => !route.includes('@'))
    .sort()
}

function pathFor(route: string, links: ReadonlySet<string>): string | undefined {
  if (!route.includes('[')) return route
  const pattern = new RegExp(`^${route.replace(/\[[^\]]+\]/g, '[^/?]+')}(\\?|$)`)
  return [...links].find((link) => pattern.test(link) && !staticTwin(link))
}

/** /exceptions/new is not an example of /exceptions/[id]. */
function staticTwin(link: string): boolean {
  return consoleRoutes().includes(link.split('?')[0] ?? link)
}
