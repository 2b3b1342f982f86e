import { expect, signInAs, test } from './fixtures/console'

const minor = (text: string) => Number(text.replace('−', '-').replace(/[^\d-]/g, ''))

test('an executive sees what is left of what was sold; the steps add up, and charts come as files', async ({
  page,
}) => {
  await signInAs(page, 'executive')
  await page.getByRole('link', { name: 'Performance' }).click()
  await expect(page.getByRole('heading', { name: 'Performance', level: 1 })).toBeVisible()
  await page.getByRole('link', { name: 'EUR', exact: true }).click()
  const table = page.getByRole('table', { name: 'From gross volume to net margin' })
  await expect(table.getByRole('row')).toHaveCount(11)
  const amounts = (await table.getByRole('row').locator('td.r').allTextContents()).map(minor)
  const [gross = 0, refunds = 0, sellers = 0, revenue = 0, ...rest] = amounts
  expect(gross).toBeGreaterThan(0)
  expect(gross + refunds + sellers).toBe(revenue)
  expect(rest.slice(0, -1).reduce((sum, cost) => sum + cost, revenue)).toBe(rest.at(-1))
  // A day that still runs, or is still to come, is no last day.
  const span = page.getByText(/^\d+ \w{3} – \d+ \w{3}$/).first()
  const usual = await span.textContent()
  await page.goto('/overview/performance?currency=eur&to=2999-12-31')
  expect(await span.textContent()).toBe(usual)
  await page.getByRole('link', { name: 'month', exact: true }).click()
  await expect(page).toHaveURL(/by=month/)
  const card = page.getByRole('region', { name: 'From gross volume to net margin' })
  for (const [button, ending] of [
    ['CSV of this chart', '.csv'],
    ['PNG of this chart', '.png'],
  ] as const) {
    const coming = page.waitForEvent('download')
    await card.getByRole('button', { name: button }).click()
    const file = await coming
    expect(file.suggestedFilename()).toMatch(new RegExp(`^waterfall-eur-.*\\${ending}$`))
    const chunks: Buffer[] = []
    for await (const chunk of await file.createReadStream()) chunks.push(chunk as Buffer)
    const bytes = Buffer.concat(chunks)
    if (ending === '.png') expect(bytes.subarray(1, 4).toString()).toBe('PNG')
    else expect(bytes.toString()).toContain('Net margin,')
    expect(bytes.length).toBeGreaterThan(300)
  }
  await page.getByRole('link', { name: /^All in/ }).click()
  await expect(page.getByText(/^In EUR at each day’s rate: .*USD last at /)).toBeVisible()
  await expect(page.getByText(/% of the payments in all currencies went through without/)).toBeVisible()
  await page
    .getByRole('table', { name: 'Performance by month' })
    .getByRole('row')
    .nth(1)
    .getByRole('link')
    .first()
    .click()
  await page.getByRole('link', { name: 'USD', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'By day, USD', level: 1 })).toBeVisible()
})
