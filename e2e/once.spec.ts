import type { Page } from '@playwright/test'
import { expect, openFirst, openItem, people, signInAs, test } from './fixtures/console'

/** How many acts of one kind the chain has about an exception. */
async function countActs(page: Page, subject: string, action: string): Promise<number> {
  await page.goto(`/audit?subject=${subject}&action=${action}`)
  await expect(page.getByRole('heading', { name: 'Audit', level: 1 })).toBeVisible()
  return page.getByRole('row', { name: new RegExp(action.replace('.', '\\.')) }).count()
}

test('a double click is one write: comment, assign, resolve', async ({ page }) => {
  await signInAs(page, 'analyst')
  await page.goto('/exceptions')
  const { id } = await openFirst(page)
  const acts = ['exception.comment', 'exception.assign', 'exception.resolve']
  const countAll = async () => {
    const counts: number[] = []
    for (const act of acts) counts.push(await countActs(page, id, act))
    return counts
  }
  const before = await countAll()
  await page.goto(`/exceptions/${id}`)
  const item = openItem(page)
  const words = `Said once, ${Date.now()}.`
  await item.getByRole('textbox', { name: 'Comment' }).fill(words)
  await item.getByRole('button', { name: 'Comment', exact: true }).dblclick()
  await expect(item.getByRole('listitem').filter({ hasText: words })).toHaveCount(1)
  await expect(item.getByRole('textbox', { name: 'Comment' })).toHaveValue('')

  await item.getByRole('button', { name: /Assign/ }).click()
  await page.getByRole('menuitem', { name: /you/ }).dblclick({ noWaitAfter: true })
  await expect(page.getByText('Assigned.')).toBeVisible()
  await item.getByRole('button', { name: /Resolve/ }).click()
  const dialog = page.getByRole('dialog', { name: /leave the queue/ })
  await dialog.getByRole('radio', { name: /put right at Stripe/ }).check()
  await dialog.getByLabel('Note').fill('Pressed twice by a nervous finger.')
  await dialog.getByRole('button', { name: 'Resolve', exact: true }).dblclick()
  await expect(item).toContainText('resolved by Ana Quill')

  expect(await countAll()).toEqual(before.map((count) => count + 1))
})

test('a session that ends in the middle of an act costs nothing that was typed', async ({ page, context }) => {
  await signInAs(page, 'analyst')
  await page.goto('/exceptions')
  const { id } = await openFirst(page)
  await page.goto(`/exceptions/${id}`)
  const item = openItem(page)
  const box = item.getByRole('textbox', { name: 'Comment' })
  await box.fill('Half an hour of thought.')
  await context.clearCookies()
  await item.getByRole('button', { name: 'Comment', exact: true }).click()
  await expect(item.getByText('Your session has ended.')).toBeVisible()
  await expect(box).toHaveValue('Half an hour of thought.')

  const [other] = await Promise.all([
    context.waitForEvent('page'),
    item.getByRole('link', { name: 'Sign in in a new tab' }).click(),
  ])
  await other.getByLabel('E-mail').fill(people.analyst)
  await other.getByLabel('Password').fill(process.env.DEMO_PASSWORD ?? '')
  await other.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(other.getByRole('heading', { name: 'Overview', level: 1 })).toBeVisible()
  await item.getByRole('button', { name: 'Comment', exact: true }).click()
  await expect(item.getByRole('listitem').filter({ hasText: 'Half an hour of thought.' })).toHaveCount(1)
})

test('whoever was signed out comes back to where they were going', async ({ page, context }) => {
  await signInAs(page, 'analyst')
  await page.goto('/exceptions?sort=amount')
  await context.clearCookies()
  await page
    .getByRole('complementary')
    .getByRole('link', { name: /^Ledger/ })
    .click()
  await expect(page).toHaveURL(/\/sign-in\?callbackUrl=%2Fledger/)
  await page.getByLabel('E-mail').fill(people.analyst)
  await page.getByLabel('Password').fill(process.env.DEMO_PASSWORD ?? '')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Ledger', level: 1 })).toBeVisible()
})
