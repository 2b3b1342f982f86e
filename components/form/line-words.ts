/** "1 line", "1,204 lines". */
export function lineCount(lines: number): string {
  return lines === 1 ? '1 line' : `${lines.toLocaleString('en-GB')} lines`
}

/** On the button that leaves out what was refused. */
export function importGood(lines: number): string {
  return lines === 1 ? 'Import the one good line' : `Import the ${lines.toLocaleString('en-GB')} good lines`
}
