import { expect, signInAs, test } from './fixtures/console'

test('a session that was stolen before signing out opens nothing afterwards', async ({ page, browser, context }) => {
  await signInAs(page, 'compliance')
  const thief = await browser.newContext({ storageState: await context.storageState() })
  const elsewhere = await thief.newPage()
  await elsewhere.goto('/settings')
  await expect(elsewhere.getByRole('heading', { name: 'Settings', level: 1 })).toBeVisible()

  await page.goto('/settings')
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page).toHaveURL(/\/sign-in/)
  await elsewhere.goto('/settings')
  await expect(elsewhere).toHaveURL(/\/sign-in/)
  await thief.close()
})

test('who works in two marketplaces goes from one to the other and back; who works in one is not asked', async ({
  page,
  browser,
}) => {
  await signInAs(page, 'admin')
  const side = page.getByRole('complementary')
  await expect(side).toContainText('Fernhollow Market')
  await side.getByRole('button', { name: 'Switch marketplace' }).click()
  await page.getByRole('menuitem', { name: 'Saltmarsh Bazaar' }).click()
  await expect(side).toContainText('Saltmarsh Bazaar')
  await page.goto('/audit')
  await expect(page.getByRole('cell', { name: 'session.enter' }).first()).toBeVisible()
  await side.getByRole('button', { name: 'Switch marketplace' }).click()
  await page.getByRole('menuitem', { name: 'Fernhollow Market' }).click()
  await expect(side).toContainText('Fernhollow Market')

  const single = await (await browser.newContext()).newPage()
  await signInAs(single, 'analyst')
  await expect(single.getByRole('button', { name: 'Switch marketplace' })).toHaveCount(0)
  await single.context().close()
})

test('a form that was opened in one marketplace is refused once another tab has gone to the next', async ({
  page,
  context,
}) => {
  await signInAs(page, 'admin')
  await page.goto('/settings')
  await page.getByRole('button', { name: 'Change Cleo Marsh' }).click()
  const dialog = page.getByRole('dialog', { name: 'What may Cleo Marsh do here?' })
  await dialog.getByRole('radio', { name: /^Executive/ }).check()

  const other = await context.newPage()
  await other.goto('/overview')
  const side = other.getByRole('complementary')
  const go = async (to: string) => {
    await side.getByRole('button', { name: 'Switch marketplace' }).click()
    await other.getByRole('menuitem', { name: to }).click()
    await expect(side).toContainText(to)
  }
  await go('Saltmarsh Bazaar')
  await dialog.getByRole('button', { name: 'Change' }).click()
  await expect(dialog.getByText('You work in another marketplace since this page was loaded')).toBeVisible()
  await go('Fernhollow Market')
  await other.goto('/settings')
  await expect(other.getByRole('row', { name: /Cleo Marsh/ })).toContainText('Compliance')
})

test('whoever is given another role is signed out, and comes back with it', async ({ page, browser }) => {
  const theirs = await (await browser.newContext()).newPage()
  await signInAs(theirs, 'compliance')
  await signInAs(page, 'admin')
  await page.goto('/settings')
  const people = page.getByRole('region', { name: 'People' })
  const own = people.getByRole('row', { name: /Adam Thorne \(you\)/ }).getByRole('button', { name: 'Change' })
  await expect(own).toHaveAttribute('aria-disabled', 'true')
  for (const role of ['Executive', 'Compliance']) {
    await people.getByRole('button', { name: 'Change Cleo Marsh' }).click()
    const dialog = page.getByRole('dialog', { name: 'What may Cleo Marsh do here?' })
    await dialog.getByRole('radio', { name: new RegExp(`^${role}`) }).check()
    await dialog.getByRole('button', { name: 'Change' }).click()
    await expect(dialog).toBeHidden()
    await expect(people.getByRole('row', { name: /Cleo Marsh/ })).toContainText(role)
    await theirs.goto('/settings')
    await expect(theirs).toHaveURL(/\/sign-in/)
    await signInAs(theirs, 'compliance')
    await expect(theirs.getByRole('complementary')).toContainText(role)
  }
  await theirs.context().close()
})

test('after a handful of failures one waits, whether there is such an account or not', async ({ page, complaints }) => {
  complaints.expected.push(/401/)
  await page.goto('/sign-in')
  await page.getByLabel('E-mail').fill(`nobody.${Date.now()}@fernhollow.example`)
  const enter = page.getByRole('button', { name: 'Sign in', exact: true })
  for (let attempt = 0; attempt < 6; attempt++) {
    await page.getByLabel('Password').fill(`guess ${attempt}`)
    const [answer] = await Promise.all([page.waitForResponse(/callback\/credentials/), enter.click()])
    expect(answer.status()).toBe(401)
    await expect(enter).toBeEnabled()
  }
  await expect(page.getByRole('alert').filter({ hasText: 'Too many tries have failed' })).toBeVisible()
  await signInAs(page, 'analyst')
})

test('every answer carries the headers of a guarded site', async ({ request }) => {
  for (const path of ['/sign-in', '/api/health', '/api/stripe/webhook']) {
    const headers = (await request.get(path)).headers()
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'same-origin',
    })
    expect(headers['strict-transport-security']).toBeUndefined()
  }
  const secure = await request.get('/sign-in', { headers: { 'x-forwarded-proto': 'https' } })
  expect(secure.headers()['strict-transport-security']).toMatch(/max-age=\d{8}/)
  expect(secure.headers()['content-security-policy']).toContain(`frame-ancestors 'none'`)
})
