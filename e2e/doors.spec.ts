import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { APIRequestContext } from '@playwright/test'
import { type Role, roles } from '../lib/domain/access/actor'
import { type Permission, roleMay } from '../lib/domain/access/can'
import { permissions } from '../lib/domain/access/matrix'
import { expect, signInAs, test } from './fixtures/console'

/** Every door of the console as it stands in the tree: a page or a route that nobody listed is found here. */
const root = 'app/(console)'
const files = readdirSync(root, { recursive: true, withFileTypes: true }).flatMap((entry) =>
  entry.isFile() ? [join(entry.parentPath, entry.name)] : [],
)
const addressOf = (file: string) => file.slice(root.length).replace(/\/(page\.tsx|route\.ts)$/, '') || '/'
const pages = files.filter((file) => file.endsWith('/page.tsx'))
const routes = files.filter((file) => file.endsWith('/route.ts'))

/** What a page asks for stands in its own file: a page that asks for nothing is no page. */
function permissionOf(file: string): Permission {
  const asked = /requireActor\('([\w.]+)'\)/.exec(readFileSync(file, 'utf8'))?.[1] as Permission | undefined
  expect(permissions, `${file} asks for no permission`).toContain(asked)
  return asked as Permission
}

/** A question that a permitted role may ask of each route, and what it needs beyond reading the console. */
const routeDoors: Record<string, { method: 'GET' | 'POST'; path: string; permission: Permission }> = {
  '/audit/rows': { method: 'GET', path: '/audit/rows?after=0', permission: 'audit.verify' },
  '/books/upload': { method: 'POST', path: '/books/upload', permission: 'books.import' },
  '/close/[month]/file': {
    method: 'GET',
    path: '/close/2026-01/file?kind=population',
    permission: 'close.download',
  },
  '/exceptions/[id]/attachments': {
    method: 'POST',
    path: '/exceptions/nothing/attachments?name=a.txt',
    permission: 'exception.comment',
  },
  '/exceptions/attachments/[id]': {
    method: 'GET',
    path: '/exceptions/attachments/nothing',
    permission: 'console.read',
  },
  '/exceptions/[id]/looking': { method: 'POST', path: '/exceptions/nothing/looking', permission: 'console.read' },
  '/exports': { method: 'GET', path: '/exports?list=payouts&format=csv', permission: 'export.make' },
  '/exports/[id]/file': { method: 'GET', path: '/exports/nothing/file', permission: 'export.make' },
  '/find': { method: 'GET', path: '/find?q=nothing', permission: 'console.read' },
  '/ledger/reports/upload': { method: 'POST', path: '/ledger/reports/upload', permission: 'report.check' },
  '/sellers/[id]/statement': {
    method: 'GET',
    path: '/sellers/acct_nothing/statement?month=2026-01&currency=usd&format=csv',
    permission: 'statement.download',
  },
  '/statements/upload': { method: 'POST', path: '/statements/upload', permission: 'bank.import' },
}

/** Where an own id of each dynamic page is found: with it a stranger knocks. */
const samples: Record<string, [list: string, link: RegExp]> = {
  '/exceptions/[id]': ['/exceptions', /"(\/exceptions\/ex[\w-]+)"/],
  '/ledger/transactions/[id]': ['/ledger/transactions', /"(\/ledger\/transactions\/txn[\w-]+)"/],
  '/money/[id]': ['/ledger/transactions', /"\/ledger\/transactions(\/txn[\w-]+)"/],
  '/payouts/[id]': ['/payouts', /"(\/payouts\/po[\w-]+)"/],
  '/sellers/[id]': ['/sellers', /"(\/sellers\/acct[\w-]+)"/],
  '/sellers/[id]/rows': ['/sellers', /"(\/sellers\/acct[\w-]+)"/],
  '/statements/[id]': ['/statements', /"(\/statements\/bks[\w-]+)"/],
}

type Knock = (path: string, method?: 'GET' | 'POST') => Promise<number>

function knockAt(request: APIRequestContext, origin: string): Knock {
  return async (path, method = 'GET') => {
    const response = await request.fetch(path, { method, maxRedirects: 0, headers: { origin } })
    return response.status()
  }
}

test('every page and route opens to whom the matrix says, to nobody else, and to no stranger', async ({
  browser,
  baseURL,
  complaints,
}) => {
  test.setTimeout(300_000)
  complaints.expected.push(/40[0134]/)
  const origin = baseURL ?? ''
  expect(routes.map(addressOf).sort()).toEqual(Object.keys(routeDoors).sort())
  const nobody = await browser.newContext()
  const closed = knockAt(nobody.request, origin)
  for (const file of pages) {
    const status = await closed(addressOf(file).replace(/\[\w+\]/, 'nothing'))
    expect([addressOf(file), status]).toEqual([addressOf(file), 307])
  }
  for (const [address, { path, method }] of Object.entries(routeDoors))
    expect([address, await closed(path, method)]).toEqual([address, 401])
  await nobody.close()

  for (const role of roles) {
    const context = await browser.newContext()
    await signInAs(await context.newPage(), role)
    const knock = knockAt(context.request, origin)
    const wrong: string[] = []
    const check = (door: string, permission: Permission, status: number) => {
      const isOpen = status !== 403 && status < 500
      if (isOpen !== roleMay(role as Role, permission)) wrong.push(`${door} answers ${status} to ${role}`)
    }
    for (const file of pages) {
      const address = addressOf(file)
      check(address, permissionOf(file), await knock(address.replace(/\[\w+\]/, 'nothing')))
    }
    for (const [address, { path, method, permission }] of Object.entries(routeDoors))
      check(address, permission, await knock(path, method))
    expect(wrong).toEqual([])
    await context.close()
  }
})

test('with an id of another marketplace a stranger finds nothing at any address', async ({
  browser,
  baseURL,
  complaints,
}) => {
  test.setTimeout(120_000)
  complaints.expected.push(/404/)
  const own = await browser.newContext()
  await signInAs(await own.newPage(), 'admin')
  const foreign = await browser.newContext()
  await signInAs(await foreign.newPage(), 'stranger')
  const knock = knockAt(foreign.request, baseURL ?? '')
  for (const [address, [list, link]] of Object.entries(samples)) {
    const found = link.exec(await (await own.request.get(list)).text())?.[1]
    expect([address, found]).toEqual([address, expect.any(String)])
    const path = address === '/money/[id]' ? `/money${found}` : `${found}${address.endsWith('/rows') ? '/rows' : ''}`
    expect([path, await knock(path)]).toEqual([path, 404])
  }
  await own.close()
  await foreign.close()
})

test('the API asks for a key, and takes no other', async ({ request }) => {
  for (const path of [
    '/api/v1/book-entries',
    '/api/v1/fee-contracts',
    '/api/v1/bank-statements',
    '/api/v1/report-checks',
  ]) {
    expect((await request.post(path, { data: [] })).status()).toBe(401)
    const forged = { authorization: 'Bearer cf_live_00000000000000000000000000000000' }
    expect((await request.post(path, { data: [], headers: forged })).status()).toBe(401)
  }
})
