import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, openItem, queueRows, signInAs, test } from './fixtures/console'

type Heard = { type: string; subject: string; signature: string }

async function listen(heard: Heard[]): Promise<{ server: Server; url: string }> {
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => {
      body += chunk
    })
    request.on('end', () => {
      const { type, subject } = JSON.parse(body)
      heard.push({ type, subject, signature: String(request.headers['webhook-signature']) })
      response.writeHead(204).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks` }
}

test('an admin says where events go; a test arrives, an assignment is told, and a removed endpoint hears no more', async ({
  page,
  browser,
}) => {
  test.setTimeout(120_000)
  const heard: Heard[] = []
  const { server, url } = await listen(heard)
  await signInAs(page, 'admin')
  await page.goto('/settings/webhooks')
  await page.getByRole('button', { name: 'Make an endpoint…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Address').fill('http://10.0.0.1/hooks')
  await dialog.getByRole('button', { name: 'Make the endpoint' }).click()
  await expect(dialog.getByText('Only https is sent to')).toBeVisible()
  await dialog.getByLabel('Address').fill(url)
  await dialog.getByRole('button', { name: 'Make the endpoint' }).click()
  await expect(dialog.getByLabel('The secret')).toHaveValue(/^whsec_/)
  await dialog.getByRole('button', { name: 'I have it' }).click()
  await page.getByRole('button', { name: `Send a test ${url}` }).click()
  // What runs do to other exceptions meanwhile is heard as well.
  const heardOf = (type: string) => heard.filter((one) => one.type === type).length
  await expect.poll(() => heardOf('endpoint.test'), { timeout: 30_000 }).toBe(1)

  const analyst = await (await browser.newContext()).newPage()
  await signInAs(analyst, 'analyst')
  // One that nobody owns: given to whom it belongs already, nothing would have happened.
  await analyst.goto('/exceptions?owner=nobody')
  const href = (await queueRows(analyst).first().getAttribute('href')) ?? ''
  await analyst.goto(`/exceptions/${new URL(href, 'http://own').searchParams.get('item')}`)
  for (const [person, said] of [
    [/you/, 'Assigned.'],
    ['No one', 'No one owns it now.'],
  ] as const) {
    await openItem(analyst)
      .getByRole('button', { name: /^Assign/ })
      .click()
    await analyst.getByRole('menuitem', { name: person }).click()
    await expect(analyst.getByText(said)).toBeVisible()
  }
  await expect.poll(() => heardOf('exception.assigned'), { timeout: 30_000 }).toBe(2)
  for (const { signature } of heard) expect(signature).toMatch(/^v1,/)
  const sent = page.getByRole('table', { name: 'Messages' }).getByRole('row', { name: /answered 204/ })
  // What was answered is noted a moment after it was heard.
  await expect(async () => {
    await page.reload()
    await expect(sent.filter({ hasText: /exception\.assigned|endpoint\.test/ })).toHaveCount(3, { timeout: 2_000 })
  }).toPass()
  await page.getByRole('button', { name: `Remove ${url}` }).click()
  await expect(page.getByText('Nobody outside is told anything yet.')).toBeVisible()
  await analyst.context().close()
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})
