import { expect, signInAs, test } from './fixtures/console'

/** References are unique for ever, so every run has its own. */
const run = Date.now().toString(36)
const good = `${run}-1,sale,acct_e2e,12.50,EUR,2026-09-01T10:00:00Z`
const bad = `${run}-2,sale,acct_e2e,12.505,EUR,2026-09-01T10:00:00Z`

test('a CSV is mapped, run dry, judged line by line, and imported', async ({ page }) => {
  await signInAs(page, 'analyst')
  await page.goto('/books/import')
  await expect(page.getByRole('button', { name: 'Dry run' })).toHaveAccessibleDescription('Choose a file first.')
  // As a spreadsheet of much of Europe writes it.
  const csv = `reference,type,account,value,currency,date\n${good}\n${bad}\n`.replaceAll(',', ';')
  await page.getByLabel('CSV file').setInputFiles({ name: 'no.csv', mimeType: 'text/csv', buffer: Buffer.alloc(0) })
  await expect(page.getByRole('alert').getByText('This file is empty')).toBeVisible()
  await page.getByLabel('CSV file').setInputFiles({ name: 'e2e.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) })
  await expect(page.getByLabel('Kind')).toHaveValue('type')
  await expect(page.getByLabel('Amount', { exact: true })).toHaveValue('value')
  await page.getByLabel('Amounts are written in').selectOption('major')

  await page.getByRole('button', { name: 'Dry run' }).click()
  await expect(page.getByText('1 of 2 lines can be imported, 1 cannot. Nothing was written yet.')).toBeVisible()
  await expect(page.getByRole('row', { name: /more decimals than its currency/ })).toContainText('3')

  await page.getByRole('button', { name: 'Import the one good line' }).dblclick()
  await expect(page.getByText('1 line written, 1 refused.')).toBeVisible()
  await page.getByRole('link', { name: 'Show them' }).click()
  await expect(page.getByRole('row', { name: new RegExp(`${run}-1`) })).toContainText('12.50')
})
