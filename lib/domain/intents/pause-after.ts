import { intentPolicy } from './policy'

/** How long an act rests after so many failures in a row: doubled each time, up to the longest pause. */
export function pauseSeconds(failures: number): number {
  const { firstPauseSeconds, longestPauseSeconds } = intentPolicy
  return Math.min(longestPauseSeconds, firstPauseSeconds * 2 ** Math.min(Math.max(failures - 1, 0), 20))
}
