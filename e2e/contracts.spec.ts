import { expect, signInAs, test } from './fixtures/console'

test('an analyst drafts a seller’s next contract and sees what it would mean; compliance sees the same and lets it hold', async ({
  page,
  browser,
}) => {
  await signInAs(page, 'analyst')
  await page.goto('/settings')
  await page.getByRole('link', { name: 'Fee contracts' }).click()
  const table = page.getByRole('table', { name: 'Fee contracts by seller' })
  const seller = table.getByRole('link').first()
  const name = (await seller.textContent()) ?? ''
  await seller.click()
  await expect(page).toHaveURL(/seller=acct/)
  const form = page.getByRole('region', { name: 'Draft the next contract' })
  await expect(form.getByRole('textbox', { name: /^Seller/ })).toHaveValue(/^acct_/)
  const rates = await form.getByLabel('Rates').inputValue()
  await form.getByLabel('Rates').fill('USD, 0, twelve')
  await form.getByRole('button', { name: 'Keep the draft' }).click()
  await expect(form.getByText('Line 1: write currency, amount from which it counts')).toBeVisible()
  await form.getByLabel('Rates').fill(rates.replace(/, [\d.]+ %/g, ', 31.41 %'))
  await form.getByLabel('Name').fill('Walked through')
  // A year ahead: the other journeys go on under the contracts that hold.
  const day = form.getByLabel('To hold from')
  const [year = '', ...rest] = (await day.inputValue()).split('-')
  await day.fill([Number(year) + 1, rest[0], '01'].join('-'))
  await form.getByRole('button', { name: 'Keep the draft' }).click()
  const card = page.getByRole('region', { name: 'Contract, version 1' })
  await expect(card.getByText(name, { exact: true })).toBeVisible()
  const meaning = card.getByRole('table', { name: /What it would have meant in the 30 days/ })
  await expect(meaning.getByRole('row').nth(1)).toContainText('+')
  await card.getByLabel('Why').fill('agreed with the seller')
  await card.getByRole('button', { name: 'Ask a second person' }).click()
  await expect(card.getByRole('button', { name: 'Let it hold' })).toBeDisabled()
  const foreseen = await meaning.textContent()

  const other = await (await browser.newContext()).newPage()
  await signInAs(other, 'compliance')
  await other.goto('/approvals')
  await other.getByRole('listitem').filter({ hasText: 'to let a fee contract hold' }).getByRole('link').click()
  const theirs = other.getByRole('region', { name: 'Contract, version 1' })
  expect(await theirs.getByRole('table', { name: /What it would have meant/ }).textContent()).toBe(foreseen)
  await theirs.getByRole('button', { name: 'Let it hold' }).click()
  await expect(theirs.getByText('activated it')).toBeVisible()
  await expect(
    other
      .getByRole('table', { name: 'Fee contracts by seller' })
      .getByRole('row')
      .filter({ hasText: 'Walked through' }),
  ).toContainText('Ana Quill, Cleo Marsh')
  await other.context().close()
})
