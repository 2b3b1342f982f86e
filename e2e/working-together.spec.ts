import { expect, keysReady, openItem, queueRows, signInAs, takeBack, test } from './fixtures/console'

test('of two browsers on one row the slower is told what the other did, and loses nothing that was typed', async ({
  page,
  browser,
}) => {
  await signInAs(page, 'analyst')
  await page.goto('/exceptions')
  const id = new URL((await queueRows(page).first().getAttribute('href')) ?? '', 'http://own').searchParams.get('item')
  await page.goto(`/exceptions/${id}`)
  await openItem(page)
    .getByRole('button', { name: /^Resolve/ })
    .click()
  const dialog = page.getByRole('dialog', { name: /leave the queue/ })
  await dialog.getByRole('radio', { name: 'It was put right at Stripe' }).check()
  await dialog.getByLabel('Note').fill('I was slower.')

  const other = await (await browser.newContext()).newPage()
  await signInAs(other, 'compliance')
  await other.goto(`/exceptions/${id}`)
  await openItem(other)
    .getByRole('button', { name: /^Assign/ })
    .click()
  await other.getByRole('menuitem', { name: /you/ }).click()
  await expect(other.getByText('Assigned.')).toBeVisible()

  await dialog.getByRole('button', { name: 'Resolve', exact: true }).click()
  await expect(dialog.getByRole('alert')).toContainText(/assigned it to .*ago\. Now it is open, .* owns it\./)
  await expect(dialog.getByLabel('Note')).toHaveValue('I was slower.')

  await openItem(other)
    .getByRole('button', { name: /^Assign/ })
    .click()
  await other.getByRole('menuitem', { name: 'No one' }).click()
  await expect(other.getByText('No one owns it now.')).toBeVisible()
  await other.context().close()
})

test('a row is snoozed with one key, waits, and is brought back from where that was said', async ({ page }) => {
  await signInAs(page, 'analyst')
  await page.goto('/exceptions')
  await keysReady(page)
  const before = await queueRows(page).count()
  await page.keyboard.press('j')
  await page.keyboard.press('s')
  await expect(page.getByRole('menu')).toBeVisible()
  await page.getByRole('menuitem', { name: 'Until Monday morning' }).click()
  await expect(page.getByText(/^Snoozed until .* 09:00\.$/)).toBeVisible()
  await expect(queueRows(page)).toHaveCount(before - 1)
  await takeBack(page)
  await expect(queueRows(page)).toHaveCount(before)
})
