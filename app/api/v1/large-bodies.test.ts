import { unstable_doesMiddlewareMatch as passesProxy } from 'next/experimental/testing/server'
import { expect, test } from 'vitest'
import nextConfig from '@/next.config'
import { config } from '@/proxy'

const passes = (url: string) => passesProxy({ config, nextConfig, url })

/** What passes the proxy is buffered, and cut off after 10 MB without a word: half a call would look like a whole one. */
test.each([
  '/api/v1/book-entries',
  '/api/v1/fee-contracts',
  '/api/v1/bank-statements',
  '/books/upload',
  '/statements/upload',
  '/ledger/reports/upload',
  '/api/stripe/webhook',
])('bodies of %s reach their handler whole, past the proxy', (url) => expect(passes(url)).toBe(false))

test.each([
  '/',
  '/books',
  '/books/import',
  '/statements',
  '/statements/import',
  '/ledger/reports',
  '/audit',
  '/sign-in',
  '/exceptions',
])('%s is a page and gets its policy', (url) => expect(passes(url)).toBe(true))
