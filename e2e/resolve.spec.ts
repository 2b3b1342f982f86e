import { expect, openFirst, openItem, queueRows, signInAs, takeBack, test } from './fixtures/console'

/** A reason, without an act: the exception leaves the queue and nothing else changes. */
const putRight = /put right at Stripe/

test('an analyst filters the queue, opens an exception, resolves it, and it is gone and audited', async ({ page }) => {
  await signInAs(page, 'analyst')
  await page
    .getByRole('complementary')
    .getByRole('link', { name: /^Exceptions/ })
    .click()
  await expect(page.getByRole('heading', { name: 'Exceptions', level: 1 })).toBeVisible()

  await page.getByRole('button', { name: 'Filter', exact: true }).click()
  const kind = page.getByRole('menuitemcheckbox').first()
  const before = Number(/\d+$/.exec((await kind.textContent()) ?? '')?.[0])
  await kind.click()
  await expect(page).toHaveURL(/kind=/)
  await page.keyboard.press('Escape')
  await expect(queueRows(page)).toHaveCount(before)

  const { id, number } = await openFirst(page)
  await openItem(page)
    .getByRole('button', { name: /Resolve/ })
    .click()
  const dialog = page.getByRole('dialog', { name: `Why may ${number} leave the queue?` })
  await dialog.getByRole('radio', { name: putRight }).check()
  await dialog.getByLabel('Note').fill('Corrected in our books, see the journal of this day.')
  await dialog.getByRole('button', { name: 'Resolve', exact: true }).click()

  await expect(page.getByText('It has left the queue.')).toBeVisible()
  await expect(dialog).toBeHidden()
  await expect(page.locator(`[data-row-link][href*="item=${id}"]`)).toHaveCount(0)
  await expect(queueRows(page)).toHaveCount(before - 1)
  // Work goes on at the next row: it lies open and has the focus.
  if (before > 1) await expect(page.locator('tr[aria-selected="true"] [data-row-link]')).toBeFocused()
  await page.goto(`/exceptions/${id}`)
  await expect(openItem(page)).toContainText('resolved by Ana Quill')

  await page.goto(`/audit?subject=${id}`)
  const act = page.getByRole('row', { name: /exception\.resolve/ })
  await expect(act).toContainText('Ana Quill')
  await expect(page.getByText('The chain holds')).toBeVisible()
})

test('two analysts: the slower one is told, and writes nothing', async ({ page, context }) => {
  await signInAs(page, 'analyst')
  await page.goto('/exceptions')
  const { id } = await openFirst(page)
  await openItem(page)
    .getByRole('button', { name: /Resolve/ })
    .click()
  const dialog = page.getByRole('dialog', { name: /leave the queue/ })

  const other = await context.newPage()
  await other.goto(`/exceptions/${id}`)
  await openItem(other)
    .getByRole('button', { name: /Assign/ })
    .click()
  await other.getByRole('menuitem', { name: /you/ }).click()
  await expect(other.getByText('Assigned.')).toBeVisible()

  await dialog.getByRole('radio', { name: putRight }).check()
  await dialog.getByLabel('Note').fill('I was slower.')
  await dialog.getByRole('button', { name: 'Resolve', exact: true }).click()
  await expect(dialog.getByText('Someone changed it while you were looking.')).toBeVisible()
  await expect(dialog.getByLabel('Note')).toHaveValue('I was slower.')
  await other.reload()
  await expect(openItem(other).getByRole('button', { name: /Resolve/ })).toBeEnabled()
})

test('what a person resolved can be reopened, and comments stay', async ({ page }) => {
  await signInAs(page, 'analyst')
  await page.goto('/exceptions')
  const { id } = await openFirst(page)
  await page.goto(`/exceptions/${id}`)
  const item = openItem(page)
  const words = `Asked the seller, ${Date.now()}.`
  await item.getByRole('textbox', { name: 'Comment' }).fill(words)
  await item.getByRole('button', { name: 'Comment', exact: true }).click()
  await expect(item.getByRole('listitem').filter({ hasText: words })).toContainText('You')

  await item.getByRole('button', { name: /Resolve/ }).click()
  const dialog = page.getByRole('dialog', { name: /leave the queue/ })
  await dialog.getByRole('radio', { name: putRight }).check()
  await dialog.getByLabel('Note').fill('Belongs to another system.')
  await dialog.getByRole('button', { name: 'Resolve', exact: true }).click()
  await item.getByRole('button', { name: 'Reopen' }).click()
  await expect(item).toContainText('due in')
  await expect(item).toContainText(words)
})

test('what was just done is taken back from where it was said', async ({ page }) => {
  await signInAs(page, 'analyst')
  await page.goto('/exceptions?severity=low')
  const before = await queueRows(page).count()
  const { number } = await openFirst(page)
  await openItem(page)
    .getByRole('button', { name: /^Resolve/ })
    .click()
  const dialog = page.getByRole('dialog', { name: /leave the queue/ })
  await dialog.getByRole('radio', { name: 'It was put right at Stripe' }).check()
  await dialog.getByLabel('Note').fill('Pressed too soon.')
  await dialog.getByRole('button', { name: 'Resolve', exact: true }).click()
  await expect(queueRows(page)).toHaveCount(before - 1)
  await takeBack(page)
  await expect(queueRows(page)).toHaveCount(before)
  await page.goto(`/exceptions?q=${number}`)
  await expect(openItem(page)).toHaveAttribute('data-state', 'open')
})
