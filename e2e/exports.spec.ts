import { readFile } from 'node:fs/promises'
import type { Download, Page } from '@playwright/test'
import { expect, signInAs, test } from './fixtures/console'

async function textOf(download: Download): Promise<string> {
  return readFile(await download.path(), 'utf8')
}

/** Whoever stands at an export of theirs, until the worker has written it. */
async function whenDone(page: Page): Promise<void> {
  await expect(page).toHaveURL(/\/exports\/exp_[\w-]+$/)
  await expect(page.getByRole('link', { name: 'Download' })).toBeVisible({ timeout: 45_000 })
}

test('a short list is a file at once; a long one is written by the worker, once for a double click, and taken from its page', async ({
  page,
}) => {
  test.setTimeout(120_000)
  await signInAs(page, 'analyst')
  await page.goto('/ledger/transactions?category=refund')
  const [small] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Export transactions as CSV' }).click(),
  ])
  expect(small.suggestedFilename()).toMatch(/^transactions-.*\.csv$/)
  expect(await textOf(small)).toContain('Filter,category: refund')

  await page.goto('/ledger/transactions')
  await page.getByRole('link', { name: 'Export transactions as CSV' }).dblclick()
  await whenDone(page)
  await expect(page.getByRole('heading', { name: 'Balance transactions as CSV', level: 1 })).toBeVisible()
  const said = await page.getByText(/^All [\d,]+ rows are written\.$/).textContent()
  const rows = Number(said?.replace(/\D/g, ''))
  expect(rows).toBeGreaterThan(1000)
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download' }).click(),
  ])
  const lines = (await textOf(download)).trimEnd().split('\n')
  expect(lines.slice(1, 3)).toEqual(['List,transactions', 'Filter,none'])
  expect(lines.some((line) => line === 'Zone of the marketplace,Europe/Berlin')).toBe(true)
  expect(lines.at(-1)).toBe(`Rows,${rows}`)
  expect(new Set(lines.filter((line) => line.includes(',txn_'))).size).toBe(rows)

  await page.getByRole('link', { name: 'Exports', exact: true }).click()
  // Beside the one that the demo has made.
  await expect(page.getByRole('link', { name: 'Balance transactions as CSV' })).toHaveCount(2)

  await page.goBack()
  const id = new URL(page.url()).pathname.split('/').at(-1)
  await page.goto(`/audit?subject=${id}`)
  for (const act of ['export.ask', 'export.finish', 'export.download'])
    await expect(page.getByRole('row', { name: new RegExp(act.replace('.', '\\.')) })).toHaveCount(1)
})

test('an export is one’s own: listed, refused to a colleague and to a stranger, and taken away', async ({
  page,
  browser,
  complaints,
}) => {
  test.setTimeout(120_000)
  complaints.expected.push(/40[34]/)
  await signInAs(page, 'admin')
  await page.goto('/ledger/transactions')
  await page.getByRole('link', { name: 'Export transactions as XLSX' }).click()
  await whenDone(page)
  const { pathname } = new URL(page.url())
  for (const who of ['analyst', 'stranger'] as const) {
    const other = await (await browser.newContext()).newPage()
    await signInAs(other, who)
    expect((await other.request.get(pathname)).status()).toBe(404)
    expect((await other.request.get(`${pathname}/file`)).status()).toBe(404)
    await other.context().close()
  }
  await page.getByRole('link', { name: 'Exports', exact: true }).click()
  const row = page.getByRole('table', { name: 'Yours' }).getByRole('row', { name: /Balance transactions as XLSX/ })
  await expect(row.first()).toContainText('done')
  await row.first().getByRole('link').click()
  await page.getByRole('button', { name: 'Take the file away' }).click()
  await expect(page.getByText('It was cancelled, and nothing of it was kept.')).toBeVisible()
  expect((await page.request.get(`${pathname}/file`)).status()).toBe(409)
})
