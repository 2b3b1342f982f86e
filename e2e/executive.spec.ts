import { expect, openFirst, openItem, signInAs, test } from './fixtures/console'

const reason = 'Your role may read exceptions, not resolve them.'

test('an executive reads the queue and cannot resolve: the button stays and says why', async ({ page }) => {
  await signInAs(page, 'executive')
  await page.goto('/exceptions')
  await openFirst(page)
  const button = openItem(page).getByRole('button', { name: /Resolve/ })
  await expect(button).toHaveAttribute('aria-disabled', 'true')
  await expect(button).toHaveAccessibleDescription(reason)
  await button.click({ force: true })
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await button.hover()
  await expect(page.getByText(reason).filter({ visible: true })).toBeVisible()
})

test('the action refuses too: a form opened as an analyst is sent as an executive', async ({ page, context }) => {
  await signInAs(page, 'analyst')
  await page.goto('/exceptions')
  const { id } = await openFirst(page)
  await openItem(page)
    .getByRole('button', { name: /Resolve/ })
    .click()
  const dialog = page.getByRole('dialog', { name: /leave the queue/ })
  await dialog.getByRole('radio', { name: /put right at Stripe/ }).check()
  await dialog.getByLabel('Note').fill('I should not be able to do this.')

  await context.clearCookies()
  const other = await context.newPage()
  await signInAs(other, 'executive')
  await dialog.getByRole('button', { name: 'Resolve', exact: true }).click()
  // The page behind may have been drawn anew by then, and says the same beside each act.
  await expect(dialog.getByRole('alert')).toContainText(reason)

  await other.goto(`/exceptions/${id}`)
  await expect(openItem(other)).toContainText('due in')
  await other.goto(`/audit?subject=${id}`)
  await expect(other.getByRole('heading', { name: 'Audit', level: 1 })).toBeVisible()
  await expect(other.getByRole('row', { name: /Eve Rowan/ })).toHaveCount(0)
})

test('an executive may watch the sync and not start it', async ({ page }) => {
  await signInAs(page, 'executive')
  await page.goto('/sync')
  await expect(page.getByRole('button', { name: 'Sync now' })).toHaveAccessibleDescription(
    'Your role may watch the sync, not start it.',
  )
})
