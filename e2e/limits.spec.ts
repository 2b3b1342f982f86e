import { expect, signInAs, test } from './fixtures/console'

test('an admin drafts other limits; what cannot be is said; compliance sees what changes and lets it hold', async ({
  page,
  browser,
}) => {
  await signInAs(page, 'admin')
  await page.goto('/approvals')
  await page.getByRole('link', { name: 'Limits' }).click()
  await expect(page.getByRole('table', { name: 'Limits that hold' })).toContainText('up to 100 USD')
  const form = page.getByRole('region', { name: 'Draft the next limits' })
  await form.getByLabel('Currencies with bounds of their own').fill('write_off_alone, executive, CHF, 5')
  await form.getByRole('button', { name: 'Keep the draft' }).click()
  await expect(form.getByText('Line 1: “executive” is none of the roles')).toBeVisible()
  await form.getByLabel('Currencies with bounds of their own').fill('write_off_alone, analyst, CHF, 90')
  await form.getByLabel('A request stands for (hours)').fill('24')
  // A year ahead: the other journeys go on under the limits that hold.
  const day = form.getByLabel('To hold from')
  const [year = '', ...rest] = (await day.inputValue()).split('-')
  await day.fill([Number(year) + 1, rest[0], '01'].join('-'))
  await form.getByRole('button', { name: 'Keep the draft' }).click()
  const card = page.getByRole('region', { name: 'Limits, version 1' })
  await expect(card.getByRole('row', { name: /A request stands for/ })).toContainText('24 h')
  await card.getByLabel('Why').fill('twelve hours are a night')
  await card.getByRole('button', { name: 'Ask a second person' }).click()
  await expect(card.getByRole('button', { name: 'Let it hold' })).toBeDisabled()

  const other = await (await browser.newContext()).newPage()
  await signInAs(other, 'compliance')
  await other.goto('/approvals')
  await other.getByRole('listitem').filter({ hasText: 'to activate limits' }).getByRole('link').click()
  const theirs = other.getByRole('region', { name: 'Limits, version 1' })
  await expect(theirs.getByRole('row', { name: /Write off alone in CHF: Analyst/i })).toContainText('up to 90 CHF')
  await theirs.getByRole('button', { name: 'Let it hold' }).click()
  await expect(theirs.getByText('activated it')).toBeVisible()
  await expect(other.getByRole('table', { name: 'Limits that hold' })).toContainText('up to 100 USD')
  await other.context().close()
})
