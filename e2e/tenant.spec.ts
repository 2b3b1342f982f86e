import { expect, openFirst, signInAs, test } from './fixtures/console'

test('a second marketplace sees nothing of the first, not even by its address', async ({
  page,
  browser,
  complaints,
}) => {
  complaints.expected.push(/404/)
  await signInAs(page, 'analyst')
  await page.goto('/exceptions')
  const { id } = await openFirst(page)
  await page.goto('/ledger/transactions')
  const transaction = await page.locator('a[href^="/ledger/transactions/"]').first().getAttribute('href')

  const elsewhere = await browser.newContext()
  const stranger = await elsewhere.newPage()
  await signInAs(stranger, 'stranger')
  await expect(stranger.getByRole('complementary')).toContainText('Saltmarsh Bazaar')
  const empty: [path: string, words: string][] = [
    ['/exceptions', 'Stripe has not been read yet'],
    ['/ledger', 'Nothing is posted yet'],
    ['/ledger/proof', 'Nothing is proven yet'],
    ['/ledger/transactions', 'Nothing has been read yet'],
    ['/payouts', 'No payout yet'],
    ['/sync', 'Stripe has not been read yet'],
    ['/books', 'The books are empty'],
    ['/books/contracts', 'No contract is on file'],
    ['/statements', 'No statement has come in yet'],
    ['/sellers', 'No seller here'],
    ['/matching', 'Nothing is proposed'],
    ['/approvals', 'Nothing waits for a second person'],
    ['/ledger/reports', 'No report has been checked yet'],
  ]
  for (const [path, words] of empty) {
    await stranger.goto(path)
    await expect(stranger.getByRole('heading', { name: words })).toBeVisible()
  }
  for (const path of [`/exceptions/${id}`, transaction ?? '/missing']) {
    const response = await stranger.goto(path)
    expect(response?.status()).toBe(404)
    await expect(stranger.getByText('There is nothing at this address')).toBeVisible()
  }
  await stranger.goto(`/exceptions?item=${id}`)
  await expect(stranger.getByRole('article', { name: /^Exception/ })).toHaveCount(0)
  await expect(stranger.getByRole('heading', { name: 'There is no such exception here' })).toBeVisible()
  await elsewhere.close()
})
