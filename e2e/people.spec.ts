import { expect, signInAs, test } from './fixtures/console'

test('an administrator invites by a link; whoever has it comes in once, and changes the password', async ({
  page,
  browser,
}) => {
  await signInAs(page, 'admin')
  await page.goto('/settings')
  await page.getByRole('button', { name: 'Invite…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('E-mail').fill('nora.quist@fernhollow.example')
  await dialog.getByRole('radio', { name: /^Executive/ }).check()
  await dialog.getByRole('button', { name: 'Make a link' }).click()
  const link = await dialog.getByLabel('The way in').inputValue()
  await dialog.getByRole('button', { name: 'I have it' }).click()
  await expect(page.getByText('nora.quist@fernhollow.example')).toBeVisible()

  const other = await (await browser.newContext()).newPage()
  await other.goto(link)
  await expect(other.getByRole('heading', { name: /^Join / })).toBeVisible()
  await other.getByLabel('Your name').fill('Nora Quist')
  await other.getByLabel('Password').fill('short')
  await other.getByRole('button', { name: 'Join' }).click()
  await expect(other.getByText('Choose at least 12 characters')).toBeVisible()
  await other.getByLabel('Password').fill('seven small boats')
  await other.getByRole('button', { name: 'Join' }).click()
  await expect(other.getByText('You belong to it now.').first()).toBeVisible()
  await other.goto(link)
  await expect(other.getByText('was accepted already')).toBeVisible()

  await other.goto('/sign-in')
  await other.getByLabel('E-mail').fill('nora.quist@fernhollow.example')
  await other.getByLabel('Password').fill('seven small boats')
  await other.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(other.getByRole('heading', { name: 'Overview', level: 1 })).toBeVisible()
  await other.goto('/settings')
  await other.getByRole('button', { name: 'Change password…' }).click()
  await other.getByLabel('The present one').fill('seven small boats')
  await other.getByLabel('The new one').fill('eight large boats')
  await other.getByRole('dialog').getByRole('button', { name: 'Change', exact: true }).click()
  await expect(other.getByText('Changed. Everywhere else you are signed out.')).toBeVisible()
  await other.goto('/overview')
  await expect(other.getByRole('heading', { name: 'Overview', level: 1 })).toBeVisible()
  await other.context().close()

  await page.goto('/settings')
  await page.getByRole('button', { name: 'Change Nora Quist' }).click()
  await page.getByRole('radio', { name: /^Nothing/ }).check()
  await page.getByRole('dialog').getByRole('button', { name: 'Change', exact: true }).click()
  await expect(page.getByText('Removed. Their sessions have ended.')).toBeVisible()
})

test('the permission matrix is a page that prints', async ({ page }) => {
  await signInAs(page, 'executive')
  await page.goto('/settings')
  await page.getByRole('link', { name: 'Who may do what' }).click()
  const row = page.getByRole('row', { name: /^Resolve exceptions/ })
  await expect(row.getByRole('cell')).toHaveText(['yes', 'no', 'no', 'no', 'yes', 'no', 'no'])
})
