import { expect, keysReady, openItem, queueRows, signInAs, takeBack, test } from './fixtures/console'

test('a tag is put on with one key, narrows the queue, stands in a column, and is taken back', async ({ page }) => {
  await signInAs(page, 'analyst')
  await page.goto('/exceptions')
  await keysReady(page)
  await page.keyboard.press('j')
  await page.keyboard.press('t')
  const field = openItem(page).getByLabel('Add a tag')
  await expect(field).toBeFocused()
  await field.fill('a, b')
  await field.press('Enter')
  await expect(openItem(page).getByRole('alert').filter({ hasText: 'letters, digits and hyphens' })).toBeVisible()
  await field.fill('Ask Bank')
  await field.press('Enter')
  await expect(openItem(page).getByRole('region', { name: 'Tags' })).toContainText('ask-bank')
  await page.goto('/exceptions?tag=ask-bank&cols=reason,tags')
  await expect(queueRows(page)).toHaveCount(1)
  await expect(page.getByRole('cell', { name: 'ask-bank' })).toBeVisible()
  await openItem(page).getByRole('button', { name: 'Take the tag ask-bank off' }).click()
  await expect(page.getByText('Nothing fits this filter')).toBeVisible()
  await takeBack(page)
  await expect(queueRows(page)).toHaveCount(1)
  await openItem(page).getByRole('button', { name: 'Take the tag ask-bank off' }).click()
  await expect(page.getByText('Nothing fits this filter')).toBeVisible()
})

test('many are tagged at once, and untagged by taking it back', async ({ page }) => {
  await signInAs(page, 'analyst')
  await page.goto('/exceptions')
  await keysReady(page)
  for (let nth = 0; nth < 3; nth++) {
    await page.keyboard.press('j')
    await page.keyboard.press('x')
  }
  await page.keyboard.press('t')
  const bar = page.getByRole('region', { name: 'Selected rows' })
  await expect(bar.getByLabel('Tag', { exact: true })).toBeFocused()
  await bar.getByLabel('Tag', { exact: true }).fill('quarter end')
  await page.keyboard.press('Enter')
  await expect(page.getByText('3 tagged.')).toBeVisible()
  await takeBack(page)
  await page.goto('/exceptions?tag=quarter-end')
  await expect(page.getByText('Nothing fits this filter')).toBeVisible()
})

test('whoever is named in a comment is told, reads it there, and each sees that the other is looking', async ({
  page,
  browser,
}) => {
  await signInAs(page, 'analyst')
  await page.goto('/exceptions')
  const id = new URL((await queueRows(page).first().getAttribute('href')) ?? '', 'http://own').searchParams.get('item')
  await page.goto(`/exceptions/${id}`)
  await keysReady(page)
  await page.keyboard.press('c')
  await page.keyboard.type('Please look, @cl')
  await expect(page.getByRole('option')).toHaveCount(1)
  await page.keyboard.press('Enter')
  await page.keyboard.type('today.')
  await openItem(page).getByRole('button', { name: 'Comment', exact: true }).click()
  await expect(page.getByText('Comment added. One person is told.')).toBeVisible()
  await expect(openItem(page).locator('.mention').last()).toContainText('@Cleo')

  const other = await (await browser.newContext()).newPage()
  await signInAs(other, 'compliance')
  await other.goto('/notices')
  await other.getByRole('listitem').filter({ hasText: 'named you in a comment on' }).getByRole('link').first().click()
  await expect(openItem(other).getByRole('status', { name: 'Who is looking' })).toContainText('has this open too')
  await page.bringToFront()
  await page.reload()
  await expect(openItem(page).getByRole('status', { name: 'Who is looking' })).toContainText('Cleo')
  await other.goto('/notices')
  await expect(other.getByText('nothing new')).toBeVisible()
  await other.context().close()
})

test('a file is put beside an exception, comes back as it was, is refused where it lies, and is taken away', async ({
  page,
  complaints,
}) => {
  complaints.expected.push(/422/)
  await signInAs(page, 'analyst')
  await page.goto('/exceptions')
  const item = openItem(page)
  const add = item.getByLabel('File to add')
  await add.setInputFiles({ name: 'proof.pdf', mimeType: 'application/pdf', buffer: Buffer.from('no pdf') })
  await expect(item.getByText('The file is of another type than its name says.')).toBeVisible()
  await add.setInputFiles({ name: 'letter.txt', mimeType: 'text/plain', buffer: Buffer.from('We have paid it.') })
  await expect(item.getByRole('link', { name: 'letter.txt' })).toBeVisible()
  const download = page.waitForEvent('download')
  await item.getByRole('link', { name: 'letter.txt' }).click()
  const saved = await (await download).createReadStream()
  const chunks: Buffer[] = []
  for await (const chunk of saved) chunks.push(chunk as Buffer)
  expect(Buffer.concat(chunks).toString()).toBe('We have paid it.')
  await item.getByRole('button', { name: 'Take letter.txt away' }).click()
  await expect(item.getByText('taken away')).toBeVisible()
})
