import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defineConfig, devices } from '@playwright/test'
import { findBrowser } from './e2e/fixtures/find-browser'

// The config is read by every worker: the first reading fixes folder and port for all.
process.env.E2E_DATA ??= mkdtempSync(join(tmpdir(), 'counterfoil-e2e-'))
process.env.E2E_PORT ??= String(3900 + (process.pid % 90))
process.env.E2E_BASE_URL ??= `http://localhost:${process.env.E2E_PORT}`
process.env.DEMO_PASSWORD ??= 'counterfoil-demo'
// The world is small: a list is long here that has more rows than this.
process.env.EXPORT_JOB_FROM_ROWS ??= '1000'
// Single sign-on by a provider that the journey starts itself.
process.env.E2E_OIDC_PORT ??= String(Number(process.env.E2E_PORT) + 100)
Object.assign(process.env, {
  OIDC_ISSUER: `http://localhost:${process.env.E2E_OIDC_PORT}`,
  OIDC_CLIENT_ID: 'counterfoil',
  OIDC_CLIENT_SECRET: 'a secret of the journeys',
  OIDC_NAME: 'Hollow ID',
  OIDC_DOMAINS: 'hollow.example',
  OIDC_ROLES: 'money=fernhollow:analyst,board=fernhollow:executive,money=saltmarsh:executive',
})
const browser = await findBrowser()
// A whole month and two days more: a month can be closed.
const world = '--seed 11 --sellers 40 --days 32 --speed 0'

export default defineConfig({
  testDir: 'e2e',
  fullyParallel: false,
  workers: 1,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: {
    baseURL: process.env.E2E_BASE_URL,
    timezoneId: 'Asia/Kathmandu',
    launchOptions: { executablePath: browser.executablePath, args: browser.args },
    trace: 'retain-on-failure',
  },
  projects: [{ name: 'desktop', use: { ...devices['Desktop Chrome'], viewport: { width: 1440, height: 900 } } }],
  webServer: {
    command: `tsx lib/demo/demo.ts ${world} --port ${process.env.E2E_PORT} --data ${process.env.E2E_DATA}`,
    wait: { stdout: /Counterfoil is at/ },
    timeout: 300_000,
    stdout: 'pipe',
    stderr: 'pipe',
    gracefulShutdown: { signal: 'SIGTERM', timeout: 20_000 },
  },
})
