import { BlockList, isIP } from 'node:net'
import { ok, type Result, refuse } from '../base/result'

export type UrlRefusal = 'not_a_url' | 'not_https' | 'has_password' | 'too_long' | 'own_network'

export const urlSentences: Record<UrlRefusal, string> = {
  not_a_url: 'Write a whole address, as in https://example.org/hooks.',
  not_https: 'Only https is sent to: events must not be read on the way.',
  has_password: 'An address with a password in it is not taken: messages are signed instead.',
  too_long: 'Keep the address under 500 characters.',
  own_network: 'This address lies in a private network or on this machine: it is not sent to.',
}

/** What is not the public internet (IANA special-purpose registries): private, loopback, link-local, metadata, multicast … */
const notPublic = new BlockList()
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  notPublic.addSubnet(network, bits, 'ipv4')
const publicSix = new BlockList()
publicSix.addSubnet('2000::', 3, 'ipv6')
const notPublicSix = new BlockList()
for (const [network, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  notPublicSix.addSubnet(network, bits, 'ipv6')

/** Whether an address may be connected to: one of the public internet. Anything that is no address is none. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address)
  if (family === 4) return !notPublic.check(address, 'ipv4')
  return family === 6 && publicSix.check(address, 'ipv6') && !notPublicSix.check(address, 'ipv6')
}

/** An address as somebody wrote it. `local`: a demo may also send to this machine. */
export function checkUrl(text: string, local: boolean): Result<URL, UrlRefusal> {
  if (text.length > 500) return refuse('too_long')
  const url = URL.parse(text.trim())
  if (!url || url.hostname === '') return refuse('not_a_url')
  const isLocal = local && isLoopback(url.hostname)
  if (url.protocol !== 'https:' && !(isLocal && url.protocol === 'http:')) return refuse('not_https')
  if (url.username !== '' || url.password !== '') return refuse('has_password')
  const literal = url.hostname.replace(/^\[|\]$/g, '')
  if (!isLocal && (isLoopback(literal) || (isIP(literal) > 0 && !isPublicAddress(literal))))
    return refuse('own_network')
  return ok(url)
}

export function isLoopback(host: string): boolean {
  return (
    host === 'localhost' || host.endsWith('.localhost') || host === '127.0.0.1' || host === '::1' || host === '[::1]'
  )
}
