import { expect, signInAs, test } from './fixtures/console'

test('a session is seen from another browser, ended there, and over with its next request', async ({
  page,
  browser,
}) => {
  const other = await (await browser.newContext()).newPage()
  await signInAs(other, 'compliance')
  await signInAs(page, 'compliance')
  await page.goto('/settings')
  await page.getByRole('link', { name: 'Sessions' }).click()
  const rows = page.getByRole('row')
  await expect(rows.filter({ hasText: 'this one' })).toHaveCount(1)
  const others = page.getByRole('button', { name: /^End Chrome/ })
  await expect(others.first()).toBeVisible()
  await page.getByRole('button', { name: 'End all others' }).click()
  await expect(page.getByText(/sessions? (was|were) ended/).first()).toBeVisible()
  await expect(others).toHaveCount(0)
  await other.goto('/exceptions')
  await expect(other).toHaveURL(/sign-in/)
  await page.goto('/exceptions')
  await expect(page.getByRole('heading', { name: 'Exceptions', level: 1 })).toBeVisible()
  await other.context().close()
})

test('an admin makes a key for a machine, which comes in with it until it is revoked', async ({ page, request }) => {
  await signInAs(page, 'admin')
  await page.goto('/settings/keys')
  await page.getByRole('button', { name: 'Make a key…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('For').fill('order system')
  await dialog.getByRole('button', { name: 'Make the key' }).click()
  const secret = await dialog.getByLabel('The key').inputValue()
  await dialog.getByRole('button', { name: 'I have it' }).click()
  await expect(page.getByRole('row', { name: /order system/ })).toContainText('never')
  const headers = { authorization: `Bearer ${secret}` }
  const knock = async () => (await request.post('/api/v1/book-entries', { data: [], headers })).status()
  expect(await knock()).not.toBe(401)
  await page.getByRole('button', { name: 'Revoke order system' }).click()
  await expect(page.getByRole('row', { name: /order system/ }).getByText('revoked')).toBeVisible()
  expect(await knock()).toBe(401)
})
