/** A declared type, boiled down to what JSON can break. */
export type Shape =
  | { kind: 'anything' | 'string' | 'number' | 'boolean' | 'null' | 'nothing' }
  /** The tail of an open enum. It admits nothing here: a value the package does not know is a mismatch. */
  | { kind: 'other_string' }
  | { kind: 'literal'; value: string | number | boolean }
  | { kind: 'array'; of: () => Shape }
  | { kind: 'map'; of: () => Shape }
  | { kind: 'object'; name: string; fields: ReadonlyMap<string, Field> }
  | { kind: 'union'; of: readonly Shape[] }

export type Field = { optional: boolean; shape: () => Shape }
