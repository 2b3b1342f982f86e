import { type NextRequest, NextResponse } from 'next/server'

/** A fresh nonce for every page; what is the same for every answer stands in next.config.ts. Sign-in is checked where data is read, never only here. */
export function proxy(request: NextRequest): NextResponse {
  // Postgres knows no NUL, and no address of ours has one.
  if (request.nextUrl.href.includes('%00')) return new NextResponse('This address is malformed.', { status: 400 })
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64')
  const policy = contentSecurityPolicy(nonce)
  const headers = new Headers(request.headers)
  headers.set('x-nonce', nonce)
  headers.set('x-asked-path', askedPath(request))
  headers.set('content-security-policy', policy)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('content-security-policy', policy)
  return response
}

/** What a signed-out visitor is brought back to: a page, never an act. */
function askedPath({ method, nextUrl }: NextRequest): string {
  const params = new URLSearchParams(nextUrl.search)
  params.delete('_rsc')
  const search = params.size > 0 ? `?${params}` : ''
  return method === 'GET' ? nextUrl.pathname + search : ''
}

function contentSecurityPolicy(nonce: string): string {
  const develop = process.env.NODE_ENV === 'development'
  return [
    `default-src 'self'`,
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${develop ? " 'unsafe-eval'" : ''}`,
    `style-src 'self' ${develop ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    `style-src-attr 'unsafe-inline'`,
    `img-src 'self' data:`,
    `font-src 'self'`,
    `connect-src 'self'${develop ? ' ws:' : ''}`,
    `object-src 'none'`,
    `base-uri 'none'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
  ].join('; ')
}

export const config = {
  matcher: [
    '/((?!_next/static|_next/image|favicon.ico|api/stripe|api/v1|exceptions/[^/]+/attachments|exceptions/[^/]+/looking|books/upload|statements/upload|ledger/reports/upload).*)',
  ],
}
