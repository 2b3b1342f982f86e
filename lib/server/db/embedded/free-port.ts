import { createServer } from 'node:net'

/** The wanted loopback port if nobody listens there, else the next free one. */
export async function freePort(wanted: number): Promise<number> {
  for (let port = wanted; port < wanted + 200; port++) {
    if (await isFree(port)) return port
  }
  throw new Error(`No free port between ${wanted} and ${wanted + 199}`)
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)))
  })
}
