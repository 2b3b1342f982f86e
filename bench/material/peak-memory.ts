import { readdir, readFile } from 'node:fs/promises'
import type pg from 'pg'

export type Peak = { stop(): Promise<number> }

const everyMs = 250

/**
 * What this process and all of Postgres hold at once, at its highest, in MB: the proportional set size, so that the
 * buffers which the server's processes share count once.
 */
export async function watchMemory(admin: pg.Pool): Promise<Peak> {
  const { rows } = await admin.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')
  const server = await parentOf(rows[0]?.pid ?? 0)
  let peak = 0
  let isOver = false
  const watching = (async () => {
    while (!isOver) {
      const kilobytes = await Promise.all([process.pid, server, ...(await childrenOf(server))].map(heldBy))
      peak = Math.max(
        peak,
        kilobytes.reduce((sum, held) => sum + held, 0),
      )
      await new Promise((resolve) => setTimeout(resolve, everyMs))
    }
  })()
  return {
    stop: async () => {
      isOver = true
      await watching
      return peak / 1024
    },
  }
}

async function childrenOf(server: number): Promise<number[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number)
  const parents = await Promise.all(pids.map(parentOf))
  return pids.filter((_, place) => parents[place] === server)
}

/** 0 for a process that has ended meanwhile. */
async function parentOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  return Number(/^PPid:\s+(\d+)/m.exec(status)?.[1] ?? '0')
}

async function heldBy(pid: number): Promise<number> {
  const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '')
  return Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1] ?? '0')
}
