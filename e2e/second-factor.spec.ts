import type { Page } from '@playwright/test'
import { codeOf, stepAt } from '../lib/domain/access/second-factor/totp'
import { expect, people, signInAs, test } from './fixtures/console'

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
function bytesOf(secret: string): Buffer {
  const bits = [...secret.replace(/\s/g, '')].map((one) => alphabet.indexOf(one).toString(2).padStart(5, '0')).join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
}

async function enterWith(page: Page, code: string | null): Promise<void> {
  await page.goto('/sign-in')
  await page.getByLabel('E-mail').fill(people.executive)
  await page.getByLabel('Password').fill(process.env.DEMO_PASSWORD ?? '')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  const field = page.getByLabel('Code')
  await expect(field).toBeFocused()
  if (code === null) return
  await field.fill(code)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

test('a second factor is set up, asked for at the sign-in, opened by a recovery code once, and taken away', async ({
  page,
  complaints,
}) => {
  complaints.expected.push(/401/)
  await signInAs(page, 'executive')
  await page.goto('/settings/second-factor')
  await page.getByRole('button', { name: 'Set it up' }).click()
  await expect(page.getByRole('img', { name: 'Picture for the authenticator' })).toBeVisible()
  const secret = bytesOf((await page.locator('p.id').textContent()) ?? '')
  await page.getByLabel('Code').fill('000000')
  await page.getByRole('button', { name: 'Confirm' }).click()
  await expect(page.getByText('That is not the code of now.')).toBeVisible()
  await page.getByLabel('Code').fill(codeOf(secret, stepAt(new Date())))
  await page.getByRole('button', { name: 'Confirm' }).click()
  const codes = page.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem')
  await expect(codes).toHaveCount(10)
  const recovery = (await codes.first().textContent()) ?? ''
  await page.getByRole('button', { name: 'I have them' }).click()
  await expect(page.getByText('10 recovery codes are left')).toBeVisible()

  await page.context().clearCookies()
  await enterWith(page, '111111')
  await expect(page.getByText('That code is not the one')).toBeVisible()
  await enterWith(page, codeOf(secret, stepAt(new Date()) + 1))
  await expect(page.getByRole('heading', { name: 'Overview', level: 1 })).toBeVisible()

  await page.context().clearCookies()
  await enterWith(page, recovery)
  await expect(page.getByRole('heading', { name: 'Overview', level: 1 })).toBeVisible()
  await page.goto('/settings/second-factor')
  await expect(page.getByText('9 recovery codes are left')).toBeVisible()
  await page.getByRole('button', { name: 'Take it away' }).click()
  await expect(page.getByRole('button', { name: 'Set it up' })).toBeVisible()
})

test('that it is they is shown anew by the password, and a wrong one shows nothing', async ({ page }) => {
  await signInAs(page, 'compliance')
  await page.goto('/settings/prove')
  await page.getByRole('textbox', { name: 'Password' }).fill('not it')
  await page.getByRole('button', { name: 'Show it' }).click()
  await expect(page.getByText('That is not it.')).toBeVisible()
  await page.getByRole('textbox', { name: 'Password' }).fill(process.env.DEMO_PASSWORD ?? '')
  await page.getByRole('button', { name: 'Show it' }).click()
  await expect(page.getByText('Go back to the other tab')).toBeVisible()
})
