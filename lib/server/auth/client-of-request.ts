import { headers } from 'next/headers'
import { clientAddress } from '@/lib/domain/access/client-address'
import { deviceOf } from '@/lib/domain/access/device'
import { env } from '../env'

/** The address from which the present request comes, as far as the proxies in front of us can be believed. */
export async function clientOfRequest(): Promise<string> {
  const forwarded = (await headers()).get('x-forwarded-for') ?? undefined
  return clientAddress(forwarded, env().PROXY_HOPS)
}

/** What the person knows the browser of the present request by. */
export async function deviceOfRequest(): Promise<string> {
  return deviceOf((await headers()).get('user-agent'))
}
