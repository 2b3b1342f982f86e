import type { Page } from '@playwright/test'
import { expect, openFirst, openItem, queueRows, signInAs, test } from './fixtures/console'

/** References are unique for ever, so every run has its own. */
const reference = `W-${Date.now().toString(36)}`
const kind = 'MISSING_IN_STRIPE'
const dialogOf = (page: Page) => page.getByRole('dialog', { name: /leave the queue/ })

/** Lines of the books by CSV, and the exception that a run opens about one of them. */
async function bookAndFind(
  page: Page,
  lines: readonly string[],
  about: string,
): Promise<{ id: string; number: string }> {
  await page.goto('/books/import')
  const csv = ['reference,kind,account,amount,currency,date,objectId', ...lines, ''].join('\n')
  await page.getByLabel('CSV file').setInputFiles({ name: 'w.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) })
  await page.getByLabel('Amounts are written in').selectOption('major')
  await page.getByRole('button', { name: 'Dry run' }).click()
  await page.getByRole('button', { name: /^Import/ }).click()
  await expect(page.getByText(/^\d lines? written/)).toBeVisible()
  const found = async () => {
    await page.goto(`/exceptions?q=${about}`)
    await expect(page.getByRole('heading', { name: 'Exceptions', level: 1 })).toBeVisible()
    return queueRows(page).count()
  }
  await expect.poll(found, { timeout: 40_000 }).toBe(1)
  return openFirst(page)
}

function writeOff(page: Page) {
  return dialogOf(page).getByRole('radio', { name: /Write it off.*needs a second person/ })
}

test('an analyst asks to write off above the limit, a second person says yes, the ledger shows it, and it is undone', async ({
  page,
  context,
}) => {
  await signInAs(page, 'analyst')
  // A sale of EUR 500.00 that Stripe never had: more than an analyst may write off alone.
  const sale = `${reference},sale,acct_e2e,500.00,EUR,2025-01-02T10:00:00Z,`
  const { id, number } = await bookAndFind(page, [sale], reference)
  await page.goto(`/exceptions/${id}`)
  await openItem(page)
    .getByRole('button', { name: /Resolve/ })
    .click()
  await writeOff(page).check()
  const dialog = dialogOf(page)
  await expect(dialog.getByRole('status')).toContainText(`write_offs:${kind.toLowerCase()}`)
  await dialog.getByLabel('Note').fill('The seller has closed the shop.')
  await dialog.getByRole('button', { name: 'Ask for a second person' }).click()
  await expect(page.getByText('Nothing is done before somebody else says yes.')).toBeVisible()
  await page.goto(`/exceptions/${id}`)
  await expect(openItem(page)).toContainText('waits for a second person')

  // Who asked sees the request, and cannot say yes to it.
  await page.goto('/approvals')
  const request = page.getByRole('region', { name: `Write it off, ${number}` })
  await expect(request.getByRole('button', { name: 'Approve and do it' })).toHaveAttribute('aria-disabled', 'true')

  await context.clearCookies()
  await signInAs(page, 'compliance')
  await page
    .getByRole('complementary')
    .getByRole('link', { name: /^Approvals/ })
    .click()
  await expect(request).toContainText('The seller has closed the shop.')
  await request.getByLabel('Your reason').fill('Seen in the register.')
  await request.getByRole('button', { name: 'Approve and do it' }).click()
  await expect(page.getByText('Approved, and done.')).toBeVisible()
  await expect(request).toHaveCount(0)

  await page.goto(`/exceptions/${id}`)
  await expect(openItem(page)).toContainText('resolved by Ana Quill')
  await page.goto('/ledger/accounts?root=write_offs')
  const account = page.getByRole('row', { name: new RegExp(`write_offs:${kind.toLowerCase()}`) }).first()
  await expect(account).toBeVisible()

  await context.clearCookies()
  await signInAs(page, 'analyst')
  await page.goto(`/exceptions/${id}`)
  await openItem(page).getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByText('Undone. The next run looks at it again.')).toBeVisible()
  await expect(openItem(page)).toContainText('undone by Ana Quill')
  await expect(openItem(page)).toHaveAttribute('data-state', 'open')
  await page.goto(`/audit?subject=${id}`)
  for (const act of ['resolution.write_off', 'resolution.undo'])
    await expect(page.getByRole('row', { name: new RegExp(act.replace('.', '\\.')) }).first()).toBeVisible()
})

test('an entry that stands twice is taken out, and its exception closes by itself; undone, it is back', async ({
  page,
}) => {
  await signInAs(page, 'analyst')
  const twice = ['a', 'b'].map((n) => `${reference}-${n},sale,acct_e2e,12.00,EUR,2025-01-02T10:00:00Z,ch_${reference}`)
  const { id } = await bookAndFind(page, twice, `${reference}-b`)
  await page.goto(`/exceptions/${id}`)
  await openItem(page)
    .getByRole('button', { name: /Resolve/ })
    .click()
  const dialog = dialogOf(page)
  await dialog.getByRole('radio', { name: /Take the entry out/ }).check()
  await expect(dialog.getByRole('status')).toContainText('It is void')
  await dialog.getByLabel('Note').fill('The export of this day ran twice.')
  await dialog.getByRole('button', { name: 'Resolve', exact: true }).click()
  await expect(page.getByText('Done. It closes by itself')).toBeVisible()
  const stateOf = async () => {
    await page.goto(`/exceptions/${id}`)
    return openItem(page).getAttribute('data-state')
  }
  await expect.poll(stateOf, { timeout: 40_000 }).toBe('closed')
  await openItem(page).getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByText('Undone. The next run looks at it again.')).toBeVisible()
  await expect.poll(stateOf, { timeout: 40_000 }).toBe('open')
})
