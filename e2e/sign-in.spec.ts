import { expect, people, signInAs, test } from './fixtures/console'
import { openPaths } from './fixtures/places'

test('whoever is not signed in is asked to, on every page', async ({ page }) => {
  for (const path of ['/', ...openPaths]) {
    await page.goto(path)
    await expect(page).toHaveURL(/\/sign-in/)
  }
})

test('a wrong password is refused in words, and says nothing about which of the two was wrong', async ({
  page,
  complaints,
}) => {
  complaints.expected.push(/401/)
  await page.goto('/sign-in')
  await page.getByLabel('E-mail').fill(people.analyst)
  await page.getByLabel('Password').fill('not the password')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByText('do not belong together')).toBeVisible()
  await expect(page).toHaveURL(/\/sign-in/)
})

test('the demo lets people in by name, and out again', async ({ page }) => {
  await page.goto('/sign-in')
  await page.getByRole('button', { name: /Eve Rowan/ }).click()
  await expect(page.getByRole('heading', { name: 'Overview', level: 1 })).toBeVisible()
  await page.getByRole('link', { name: 'Settings' }).click()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page).toHaveURL(/\/sign-in/)
  await page.goto('/exceptions')
  await expect(page).toHaveURL(/\/sign-in/)
})

test('a theme once chosen is there at the first paint', async ({ page }) => {
  await signInAs(page, 'analyst')
  await page.goto('/settings')
  await page.getByRole('radio', { name: 'Dark' }).click()
  await page.reload({ waitUntil: 'commit' })
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await page.getByRole('radio', { name: 'As the system' }).click()
  await expect(page.locator('html')).not.toHaveAttribute('data-theme')
})
