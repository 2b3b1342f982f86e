import { formatExact, formatInstant } from './instants'

/** An instant in the page's zone; the title has the seconds and the year. */
export function When({ at, zone }: { at: Date; zone: string }) {
  return (
    <time dateTime={at.toISOString()} title={`${formatExact(at, zone)} ${zone}`}>
      {formatInstant(at, zone)}
    </time>
  )
}
