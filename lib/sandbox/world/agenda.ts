type Task = { at: number; order: number; run: () => void }

/** What is to happen and when: a heap by time, and by order of planning within one second. */
export class Agenda {
  private readonly heap: Task[] = []
  private planned = 0

  add(at: number, run: () => void): void {
    this.heap.push({ at, order: this.planned, run })
    this.planned += 1
    this.rise(this.heap.length - 1)
  }

  /** Takes the earliest task that is due before `end`, or nothing. */
  takeBefore(end: number): { at: number; run: () => void } | undefined {
    const first = this.heap[0]
    if (first === undefined || first.at >= end) return undefined
    const last = this.heap.pop()!
    if (this.heap.length > 0) {
      this.heap[0] = last
      this.sink(0)
    }
    return first
  }

  private rise(from: number): void {
    let index = from
    while (index > 0) {
      const parent = (index - 1) >> 1
      if (!isBefore(this.heap[index]!, this.heap[parent]!)) return
      this.swap(index, parent)
      index = parent
    }
  }

  private sink(from: number): void {
    let index = from
    for (;;) {
      const left = 2 * index + 1
      const right = left + 1
      let least = index
      if (left < this.heap.length && isBefore(this.heap[left]!, this.heap[least]!)) least = left
      if (right < this.heap.length && isBefore(this.heap[right]!, this.heap[least]!)) least = right
      if (least === index) return
      this.swap(index, least)
      index = least
    }
  }

  private swap(a: number, b: number): void {
    const held = this.heap[a]!
    this.heap[a] = this.heap[b]!
    this.heap[b] = held
  }
}

function isBefore(a: Task, b: Task): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order)
}
