/** A piece of work; what it returns is work that it found out about. */
export type Task = () => Promise<Task[]>

/**
 * Works off tasks, `width` at a time; found work goes to the front so that what was begun is finished first. The first
 * error stops the hand-out, waits for what is under way, and is thrown.
 */
export async function workOff(tasks: readonly Task[], width: number): Promise<void> {
  const waiting = [...tasks]
  const failures: unknown[] = []
  let busy = 0
  let wake: (() => void)[] = []

  async function worker(): Promise<void> {
    while (failures.length === 0) {
      const task = waiting.shift()
      if (!task) {
        if (busy === 0) break
        await new Promise<void>((resolve) => wake.push(resolve))
        continue
      }
      busy++
      try {
        waiting.unshift(...(await task()))
      } catch (error) {
        failures.push(error)
      }
      busy--
      for (const resolve of wake) resolve()
      wake = []
    }
  }

  await Promise.all(Array.from({ length: width }, worker))
  if (failures.length > 0) throw failures[0]
}
