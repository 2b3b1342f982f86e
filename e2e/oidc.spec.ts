import type { Server } from 'node:http'
import type { Page } from '@playwright/test'
import Provider from 'oidc-provider'
import { type Lie, startBadOidc } from './fixtures/bad-oidc'
import { expect, test } from './fixtures/console'

const port = Number(process.env.E2E_OIDC_PORT)
const accounts: Record<string, { groups: string[]; verified?: false }> = {
  mara: { groups: ['money'] },
  nobody: { groups: ['kitchen'] },
  unproven: { groups: ['money'], verified: false },
}

/** A provider that is one in earnest; its own pages ask for a name and take it. */
async function startProvider(): Promise<Server> {
  const provider = new Provider(`http://localhost:${port}`, {
    clients: [
      {
        client_id: process.env.OIDC_CLIENT_ID ?? '',
        client_secret: process.env.OIDC_CLIENT_SECRET ?? '',
        redirect_uris: [`${process.env.E2E_BASE_URL}/api/auth/callback/oidc`],
        // The client of next-auth reads the token and asks no further.
        id_token_signed_response_alg: 'RS256',
      },
    ],
    scopes: ['openid', 'email', 'profile', 'groups'],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'], groups: ['groups'] },
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    findAccount: (_ctx, id) => ({
      accountId: id,
      claims: () => ({
        sub: id,
        email: `${id}@hollow.example`,
        email_verified: accounts[id]?.verified ?? true,
        name: `${id} of Hollow`,
        groups: accounts[id]?.groups ?? [],
      }),
    }),
  })
  return new Promise((resolve) => {
    const server = provider.listen(port, () => resolve(server))
  })
}

const close = (server: Server) =>
  new Promise((resolve) => {
    server.closeAllConnections()
    server.close(resolve)
  })

async function enterAs(page: Page, name: string): Promise<void> {
  await page.context().clearCookies()
  await page.goto('/sign-in?callbackUrl=/exceptions')
  await page.getByRole('button', { name: 'Sign in with Hollow ID' }).click()
  await page.getByPlaceholder('Enter any login').fill(name)
  await page.getByPlaceholder('and password').fill('any')
  await page.getByRole('button', { name: 'Sign-in' }).click()
  await page.getByRole('button', { name: 'Continue' }).click()
}

test.describe('with a provider in earnest', () => {
  let server: Server
  test.beforeAll(async () => {
    server = await startProvider()
  })
  test.afterAll(() => close(server))
  test.beforeEach(async ({ page, complaints }) => {
    // The provider's own pages, which ask for a font elsewhere.
    complaints.expected.push(new RegExp(`localhost:${port}`))
    await page.route('https://fonts.googleapis.com/**', (route) => route.fulfill({ contentType: 'text/css', body: '' }))
  })

  test('groups give a role at every sign-in, another one the next time, and none lets nobody in', async ({ page }) => {
    await enterAs(page, 'mara')
    await expect(page.getByRole('heading', { name: 'Exceptions', level: 1 })).toBeVisible()
    await expect(page.getByRole('complementary', { name: 'Console' })).toContainText('mara of Hollow')
    await expect(page.getByRole('complementary', { name: 'Console' })).toContainText('Analyst')
    accounts.mara = { groups: ['board'] }
    await enterAs(page, 'mara')
    await expect(page.getByRole('complementary', { name: 'Console' })).toContainText('Executive')
    accounts.mara = { groups: [] }
    await enterAs(page, 'mara')
    await expect(page.getByText('None of your groups has a role here')).toBeVisible()
    await page.goto('/exceptions')
    await expect(page).toHaveURL(/sign-in/)
  })

  test('an address that nobody has verified, and a person in no group, stay outside', async ({ page }) => {
    await enterAs(page, 'unproven')
    await expect(page.getByText('no verified e-mail of yours')).toBeVisible()
    await enterAs(page, 'nobody')
    await expect(page.getByText('None of your groups has a role here')).toBeVisible()
  })
})

test('a token for somebody else, of another login, over, not signed by the provider, or an answer nobody asked for lets nobody in', async ({
  page,
}) => {
  let lie: Lie = {}
  const server = await startBadOidc(port, () => lie)
  const enter = async (told: Lie) => {
    lie = told
    await page.context().clearCookies()
    await page.goto('/sign-in')
    await page.getByRole('button', { name: 'Sign in with Hollow ID' }).click()
  }
  const hour = Math.floor(Date.now() / 1000) - 3600
  try {
    for (const told of [
      { claims: { aud: 'another client' } },
      { claims: { nonce: 'of another login' } },
      { claims: { exp: hour, iat: hour - 300 } },
      { claims: { iss: 'http://localhost:1' } },
      { otherKey: true },
      { otherState: true },
    ]) {
      await enter(told)
      await expect(page.getByText('The single sign-on did not succeed')).toBeVisible()
      await page.goto('/exceptions')
      await expect(page).toHaveURL(/sign-in/)
    }
    await enter({ claims: { email: 'liar@elsewhere.example' } })
    await expect(page.getByText('none of this house')).toBeVisible()
    // The same without a lie comes in: it was the lies that were refused.
    await enter({})
    await expect(page.getByRole('heading', { name: 'Overview', level: 1 })).toBeVisible()
    lie = { claims: { groups: [] } }
    await enter(lie)
    await expect(page.getByText('None of your groups has a role here')).toBeVisible()
  } finally {
    await close(server)
  }
})
