import { expect, test } from 'vitest'
import { type DayFormat, dayFromWritten } from './written-day'

test.each<[string, DayFormat, string | null]>([
  ['2026-10-31', 'YYYY-MM-DD', '2026-10-31'],
  ['2026-10-31 14:05:00', 'YYYY-MM-DD', '2026-10-31'],
  ['31.10.2026', 'DD.MM.YYYY', '2026-10-31'],
  ['1.2.26', 'DD.MM.YY', '2026-02-01'],
  ['03/04/2026', 'DD/MM/YYYY', '2026-04-03'],
  ['03/04/2026', 'MM/DD/YYYY', '2026-03-04'],
  ['20260229', 'YYYYMMDD', null],
  ['20240229', 'YYYYMMDD', '2024-02-29'],
  ['31.04.2026', 'DD.MM.YYYY', null],
  ['13/13/2026', 'MM/DD/YYYY', null],
  ['2026-10-31', 'DD.MM.YYYY', null],
  ['', 'YYYY-MM-DD', null],
])('%s as %s is %s', (written, format, day) => expect(dayFromWritten(written, format)).toBe(day))
