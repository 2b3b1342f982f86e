import { NothingHere } from '@/components/state/nothing-here'

export default function NotFound() {
  return (
    <main className="sheet">
      <NothingHere level={1} />
    </main>
  )
}
