/** Encodings in which banks write, as they may be declared. */
export const statementEncodings = ['utf-8', 'windows-1252', 'iso-8859-1', 'utf-16le', 'utf-16be'] as const
export type StatementEncoding = (typeof statementEncodings)[number]
