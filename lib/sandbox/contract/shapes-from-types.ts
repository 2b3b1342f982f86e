import { join } from 'node:path'
import ts from 'typescript-6'
import type { Shape } from './shape'

/** Reads the shapes of `Served` out of the declarations in the stripe package. Takes a few seconds: once per test file. */
export function servedShapes(): Map<string, Shape> {
  const root = join(import.meta.dirname, 'served-types.ts')
  const program = ts.createProgram([root], {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    types: ['node'],
  })
  const checker = program.getTypeChecker()
  const source = program.getSourceFile(root)
  const module = source === undefined ? undefined : checker.getSymbolAtLocation(source)
  const served = module?.exports?.get(ts.escapeLeadingUnderscores('Served'))
  if (served === undefined) throw new Error(`${root} exports no Served`)
  const reader = new Reader(checker)
  const properties = checker.getDeclaredTypeOfSymbol(served).getProperties()
  return new Map(properties.map((property) => [property.name, reader.read(checker.getTypeOfSymbol(property))]))
}

class Reader {
  private readonly known = new Map<ts.Type, Shape>()

  constructor(private readonly checker: ts.TypeChecker) {}

  read(type: ts.Type): Shape {
    const before = this.known.get(type)
    if (before !== undefined) return before
    const shape = this.make(type)
    this.known.set(type, shape)
    return shape
  }

  private make(type: ts.Type): Shape {
    const { flags } = type
    if (flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) return { kind: 'anything' }
    if (flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Void | ts.TypeFlags.Never)) return { kind: 'nothing' }
    if (flags & ts.TypeFlags.Null) return { kind: 'null' }
    if (type.isStringLiteral() || type.isNumberLiteral()) return { kind: 'literal', value: type.value }
    if (flags & ts.TypeFlags.BooleanLiteral)
      return { kind: 'literal', value: this.checker.typeToString(type) === 'true' }
    if (flags & ts.TypeFlags.String) return { kind: 'string' }
    if (flags & ts.TypeFlags.Number) return { kind: 'number' }
    if (flags & ts.TypeFlags.Boolean) return { kind: 'boolean' }
    if (type.isUnion()) return { kind: 'union', of: type.types.map((member) => this.read(member)) }
    if (type.isIntersection() && type.types.some((member) => member.flags & ts.TypeFlags.String))
      return { kind: 'other_string' }
    return this.objectShape(type)
  }

  private objectShape(type: ts.Type): Shape {
    if (this.checker.isArrayType(type)) {
      const [element] = this.checker.getTypeArguments(type as ts.TypeReference)
      return { kind: 'array', of: () => (element === undefined ? { kind: 'anything' } : this.read(element)) }
    }
    const properties = type.getProperties()
    const index = type.getStringIndexType()
    if (index !== undefined && properties.length === 0) return { kind: 'map', of: () => this.read(index) }
    const fields = properties.map((property) => {
      const optional = (property.flags & ts.SymbolFlags.Optional) !== 0
      return [
        property.name,
        { optional, shape: once(() => this.read(this.checker.getTypeOfSymbol(property))) },
      ] as const
    })
    return { kind: 'object', name: this.checker.typeToString(type), fields: new Map(fields) }
  }
}

/** Types refer to each other in circles, so a shape is read when it is first asked for. */
function once(read: () => Shape): () => Shape {
  let shape: Shape | undefined
  return () => {
    shape ??= read()
    return shape
  }
}
