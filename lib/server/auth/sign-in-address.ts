import { headers } from 'next/headers'

/** Set by proxy.ts from the request itself, whatever a client may have sent under this name. */
const askedPathHeader = 'x-asked-path'

/** Where to sign in, and what page to come back to afterwards. The sign-in page takes only paths of this site. */
export async function signInAddress(): Promise<string> {
  const asked = (await headers()).get(askedPathHeader)
  return asked && asked !== '/' ? `/sign-in?${new URLSearchParams({ callbackUrl: asked })}` : '/sign-in'
}
