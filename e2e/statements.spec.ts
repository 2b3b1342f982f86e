import { expect, signInAs, test } from './fixtures/console'

/** Numbers of accounts and content are unique for ever, so every run has its own. */
const run = Date.now().toString().slice(-9)
const fileOf = (closing: string) =>
  [
    ':20:E2E',
    `:25:${run}`,
    `:28C:${run.slice(-5)}`,
    ':60F:C261001EUR100,00',
    ':61:261005C50,00NTRFNONREF',
    ':86:STRIPE PAYOUT',
    ':61:261006D3,50NTRFNONREF',
    ':86:coffee',
    `:62F:C261031EUR${closing}`,
    '-',
    '',
  ].join('\n')
const named = (closing: string) => ({
  name: 'october.sta',
  mimeType: 'text/plain',
  buffer: Buffer.from(fileOf(closing)),
})

test('a statement that does not add up stays out, the right one comes in once', async ({ page }) => {
  await signInAs(page, 'analyst')
  await page.goto('/statements')
  await page.getByRole('button', { name: 'Add a bank account' }).click()
  const dialog = page.getByRole('dialog', { name: 'Which bank account?' })
  await dialog.getByLabel('Name', { exact: true }).fill(`House bank ${run}`)
  await dialog.getByLabel('IBAN or number').fill(run)
  await dialog.getByLabel('Currency').fill('EUR')
  await dialog.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(page.getByRole('region', { name: 'Bank accounts' })).toContainText(`House bank ${run}`)

  await page.getByRole('link', { name: 'Import a file' }).first().click()
  await page.getByLabel('Statement file').setInputFiles(named('143,00'))
  await page.getByRole('button', { name: 'Dry run' }).click()
  await expect(page.getByText('The file is refused as a whole. Nothing was written.')).toBeVisible()
  await expect(
    page.getByRole('row', { name: /with the other sign|without this line|closing balance says EUR 143.00/ }),
  ).toBeVisible()
  await expect(page.getByRole('button', { name: /Import the/ })).toHaveAccessibleDescription(
    'The file is refused as a whole.',
  )

  await page.getByLabel('Statement file').setInputFiles(named('146,50'))
  await page.getByRole('button', { name: 'Dry run' }).click()
  await expect(page.getByText('It adds up: 2 lines would be new. Nothing was written yet.')).toBeVisible()
  await page.getByRole('button', { name: 'Import the statement' }).click()
  await expect(page.getByText('2 lines written.')).toBeVisible()
  await page.getByRole('button', { name: 'Dry run' }).click()
  await expect(page.getByText('It adds up: 0 lines would be new. Nothing was written yet.')).toBeVisible()

  await page.goto('/statements')
  const account = page.getByRole('row', { name: new RegExp(`House bank ${run}`) }).first()
  await account.getByRole('link', { name: /146/ }).click()
  await expect(page.getByRole('heading', { name: 'Opening balance and lines make the closing balance' })).toBeVisible()
  await expect(page.getByRole('table', { name: 'Lines in the order of the file' })).toContainText('STRIPE PAYOUT')
})

test('an executive reads statements and imports none', async ({ page }) => {
  await signInAs(page, 'executive')
  await page.goto('/statements/import')
  await expect(page.getByRole('button', { name: 'Dry run' })).toHaveAccessibleDescription(
    'Your role may read statements, not import them.',
  )
})
