/**
 * The address from which a request came, as the outermost of our own proxies saw it: counted from the right, because
 * everything to the left is the sender's word. One household or office holds a whole /64 of IPv6, so that counts as one.
 * `hops` is the number of own proxies; each appends one address to X-Forwarded-For.
 */
export function clientAddress(forwardedFor: string | null | undefined, hops: number): string {
  const seen = (forwardedFor ?? '').split(',').map((part) => part.trim())
  const address = seen.at(-Math.min(hops, seen.length)) ?? ''
  return address === '' ? 'unknown' : networkOf(address.toLowerCase())
}

function networkOf(address: string): string {
  const bare = address.replace(/^\[([^\]]*)\](:\d+)?$/, '$1').replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1')
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(bare)?.[1]
  if (mapped) return mapped
  return bare.includes(':') ? `${prefix64(bare)}::/64` : bare
}

function prefix64(address: string): string {
  const [head = '', tail] = (address.split('%')[0] ?? '').split('::')
  const groups = head === '' ? [] : head.split(':')
  const after = tail === undefined || tail === '' ? [] : tail.split(':')
  while (tail !== undefined && groups.length + after.length < 8) groups.push('0')
  return [...groups, ...after]
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')
}
