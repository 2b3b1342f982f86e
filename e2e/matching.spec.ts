import { expect, signInAs, test } from './fixtures/console'

test('a policy is drafted with its faults said, tried out, and activated by a second person', async ({
  page,
  context,
}) => {
  await signInAs(page, 'analyst')
  await page.goto('/matching/policies')
  await expect(page.getByRole('region', { name: 'Active policy' })).toContainText('the shipped policy is active')
  await expect(page.getByRole('region', { name: 'Active policy' })).toContainText('equal amounts')
  const draft = page.getByRole('region', { name: 'Draft the next version' })
  const box = draft.getByLabel('The next policy')
  const shipped = await box.inputValue()
  await box.fill(shipped.replace('"confirmFrom": 90', '"confirmFrom": 190'))
  await draft.getByRole('button', { name: 'Keep as a draft' }).click()
  await expect(draft.getByRole('alert')).toContainText('pairs[0] payout to bank_line, confirmFrom')
  await box.fill(shipped.replace('"confirmFrom": 90', '"confirmFrom": 95'))
  await draft.getByRole('button', { name: 'Keep as a draft' }).click()

  const version = page.getByRole('region', { name: 'Version 1' })
  await expect(version).toContainText('Nobody has tried it out yet.')
  await version.getByRole('button', { name: 'Try it out' }).click()
  await expect(version).toContainText(/This policy would have matched \d+ more/)
  await version.getByLabel('Why').fill('Only what is all but certain should be called sure.')
  await version.getByRole('button', { name: 'Ask a second person to activate it' }).click()
  await expect(version).toContainText('asks to activate exactly this text')
  await expect(version.getByRole('button', { name: 'Activate it' })).toHaveAttribute('aria-disabled', 'true')

  await context.clearCookies()
  await signInAs(page, 'admin')
  await page.goto('/matching/policies')
  await version.getByRole('button', { name: 'Activate it' }).click()
  await expect(page.getByRole('region', { name: 'Active policy' })).toContainText('version 1 is active')
  await expect(page.getByRole('region', { name: 'Active policy' })).toContainText('Sure from 95')
})

test('who only reads sees the policy in words and what is proposed, and may change neither', async ({ page }) => {
  await signInAs(page, 'executive')
  await page.goto('/matching')
  await expect(page.getByRole('heading', { name: 'Nothing is proposed' })).toBeVisible()
  await page.getByRole('link', { name: 'Policy', exact: true }).click()
  const active = page.getByRole('region', { name: 'Active policy' })
  await expect(
    active.getByRole('img', { name: 'amount and date: amount 55, date 25, text 20, together 100 of 100' }),
  ).toHaveCount(3)
  const keep = page.getByRole('button', { name: 'Keep as a draft' })
  await expect(keep).toHaveAttribute('aria-disabled', 'true')
  await expect(keep).toHaveAccessibleDescription('Your role may read matching policies, not change them.')
})
