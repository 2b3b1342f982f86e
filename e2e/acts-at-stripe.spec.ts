import { expect, openFirst, openItem, signInAs, test } from './fixtures/console'

test('what is claimed back at Stripe is let out by a second person, and its act is followed until it stands', async ({
  page,
  context,
}) => {
  // It rests ten seconds, and the worker looks every few.
  test.slow()
  await signInAs(page, 'analyst')
  await page.goto('/exceptions?kind=DISPUTE_NOT_RECOVERED')
  const { id, number } = await openFirst(page)
  await page.goto(`/exceptions/${id}`)
  await openItem(page)
    .getByRole('button', { name: /Resolve/ })
    .click()
  const dialog = page.getByRole('dialog', { name: /leave the queue/ })
  await dialog.getByRole('radio', { name: /Reverse the transfer at Stripe/ }).check()
  await dialog.getByLabel('Note').fill('The seller owes what the bank took back.')
  await dialog.getByRole('button', { name: 'Ask for a second person' }).click()
  await expect(page.getByText('Nothing is done before somebody else says yes.')).toBeVisible()

  await context.clearCookies()
  await signInAs(page, 'compliance')
  await page.goto('/approvals')
  const request = page.getByRole('region', { name: `Reverse the transfer at Stripe, ${number}` })
  await request.getByLabel('Your reason').fill('Seen in the register.')
  await request.getByRole('button', { name: 'Approve and do it' }).click()
  await expect(request).toHaveCount(0)

  await page.getByRole('link', { name: 'Acts at Stripe' }).click()
  const act = page.getByRole('row').filter({ has: page.locator(`a[href="/exceptions/${id}"]`) })
  const stands = async () => {
    await page.goto('/approvals/intents?need=stands')
    return act.count()
  }
  await expect.poll(stands, { timeout: 90_000 }).toBe(1)
  await expect(act).toContainText('stands as asked')
  await expect(act).toContainText('Ana Quill')
  await act.getByRole('link').click()
  await expect(openItem(page)).toContainText('Reverse the transfer at Stripe')
})
