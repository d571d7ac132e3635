/** Rules for the source as a whole: no import cycles, no exports that nobody imports, no long functions. */
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'

const src = fileURLToPath(new URL('../src', import.meta.url))

const paths = readdirSync(src, { recursive: true, withFileTypes: true })
  .filter(({ name, parentPath }) => name.endsWith('.ts') && !parentPath.startsWith(join(src, 'kernel')))
  .map(({ name, parentPath }) => join(parentPath, name))

const sources = new Map(
  paths.map((path) => [
    relative(src, path),
    ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true),
  ]),
)

/** A name that a file takes from another; `*` for a whole module. */
interface Imported {
  readonly file: string
  readonly name: string
}

/** Everything a file imports from other source files: values, types and dynamic imports. */
function findImports(file: string, source: ts.SourceFile): readonly Imported[] {
  const found: Imported[] = []
  const add = (specifier: ts.Node | undefined, names: readonly string[]): void => {
    if (specifier === undefined || !ts.isStringLiteral(specifier) || !specifier.text.startsWith('.')) return
    const target = relative(src, join(src, file, '..', specifier.text))
    found.push(...names.map((name) => ({ file: target, name })))
  }
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) {
      const bindings = node.importClause?.namedBindings
      const isList = bindings !== undefined && ts.isNamedImports(bindings)
      // An import without names only loads the file.
      const whole = node.importClause === undefined ? [''] : ['*']
      const names = isList
        ? bindings.elements.map(({ propertyName, name }) => (propertyName ?? name).text)
        : whole
      add(node.moduleSpecifier, names)
    } else if (ts.isExportDeclaration(node)) {
      const clause = node.exportClause
      const isList = clause !== undefined && ts.isNamedExports(clause)
      add(
        node.moduleSpecifier,
        isList ? clause.elements.map(({ propertyName, name }) => (propertyName ?? name).text) : ['*'],
      )
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      add(node.arguments[0], ['*'])
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      add(node.argument.literal, ['*'])
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

const imports = new Map([...sources].map(([file, source]) => [file, findImports(file, source)]))

/** Groups of files that import each other in a circle (Tarjan's strongly connected components). */
function findCycles(): readonly (readonly string[])[] {
  const order = new Map<string, number>()
  const low = new Map<string, number>()
  const stack: string[] = []
  const cycles: string[][] = []
  const visit = (file: string): number => {
    const number = order.size
    order.set(file, number)
    low.set(file, number)
    stack.push(file)
    for (const { file: next } of imports.get(file) ?? []) {
      if (!order.has(next)) low.set(file, Math.min(low.get(file) ?? 0, visit(next)))
      else if (stack.includes(next)) low.set(file, Math.min(low.get(file) ?? 0, order.get(next) ?? 0))
    }
    const lowest = low.get(file) ?? 0
    if (lowest === number) {
      const group = stack.splice(stack.indexOf(file))
      const importsItself = imports.get(file)?.some((one) => one.file === file) ?? false
      if (group.length > 1 || importsItself) cycles.push(group.sort())
    }
    return lowest
  }
  for (const file of imports.keys()) if (!order.has(file)) visit(file)
  return cycles
}

describe('imports', () => {
  it('are found', () => {
    expect(imports.get('entries/main.ts')?.map(({ file }) => file)).toContain('cli/run.ts')
    expect(imports.get('cli/tree.ts')?.map(({ file }) => file)).toContain('wizard/start.ts')
  })

  it('go in no circle, types and dynamic imports included', () => {
    expect(findCycles()).toEqual([])
  })
})

/** Names that a file exports. */
function findExports(source: ts.SourceFile): readonly string[] {
  return source.statements.flatMap((statement) => {
    const isExported =
      ts.canHaveModifiers(statement) &&
      ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
    if (!isExported) return []
    if (ts.isVariableStatement(statement))
      return statement.declarationList.declarations.flatMap(({ name }) =>
        ts.isIdentifier(name) ? [name.text] : [],
      )
    const { name } = statement as ts.Statement & { readonly name?: ts.Identifier }
    return name === undefined ? [] : [name.text]
  })
}

describe('exports', () => {
  it('are imported by another file, a test or a script', () => {
    const used = new Set([...imports.values()].flat().map(({ file, name }) => `${file} ${name}`))
    const outside = ['test', 'scripts']
      .map((folder) => fileURLToPath(new URL(`../${folder}`, import.meta.url)))
      .flatMap((folder) =>
        readdirSync(folder, { recursive: true, withFileTypes: true })
          .filter(({ name }) => /\.(ts|mjs)$/.test(name))
          .map(({ name, parentPath }) => readFileSync(join(parentPath, name), 'utf8')),
      )
      .join('\n')
    const isUsed = (file: string, name: string): boolean =>
      used.has(`${file} ${name}`) || used.has(`${file} *`) || new RegExp(`\\b${name}\\b`).test(outside)
    const unused = [...sources].flatMap(([file, source]) =>
      findExports(source)
        .filter((name) => !isUsed(file, name))
        .map((name) => `${file}: ${name}`),
    )
    expect(unused).toEqual([])
  })
})

/** The longest a function may be, in lines. */
const longest = 60

describe('functions', () => {
  it(`are at most ${longest} lines long`, () => {
    const long: string[] = []
    // Words are tables of texts, one for each case: splitting them would only hide which is missing.
    for (const [file, source] of [...sources].filter(([file]) => !file.startsWith('words'))) {
      const lineAt = (position: number): number => source.getLineAndCharacterOfPosition(position).line
      const visit = (node: ts.Node): void => {
        if (ts.isFunctionLike(node) && 'body' in node && node.body !== undefined) {
          const lines = lineAt(node.end) - lineAt(node.getStart()) + 1
          if (lines > longest) long.push(`${file}:${lineAt(node.getStart()) + 1}: ${lines} lines`)
        }
        ts.forEachChild(node, visit)
      }
      visit(source)
    }
    expect(long).toEqual([])
  })
})

describe('files and JSON', () => {
  /** Files with a certain call, without what stands in comments. */
  const filesWith = (call: RegExp): readonly string[] =>
    [...sources]
      .filter(([, source]) => {
        let isThere = false
        const visit = (node: ts.Node): void => {
          if (ts.isCallExpression(node) && call.test(node.expression.getText(source))) isThere = true
          ts.forEachChild(node, visit)
        }
        visit(source)
        return isThere
      })
      .map(([file]) => file)
      .sort()

  it('of other people are read by the reader that keeps a limit', () => {
    expect(filesWith(/^(?:readFileSync|readSync|createReadStream|readFile)$/)).toEqual([
      // A function of its own with that name.
      'core/flow/parse.ts',
      // What this program wrote itself, in a folder that is closed to others; and files of the system.
      'system/lock.ts',
      // Shipped with the program.
      'system/picture-codes.ts',
      'system/read-limited.ts',
      'system/shipped.ts',
      'system/time-service.ts',
      // Functions of their own, which use the port.
      'tasks/open-exports.ts',
      'tasks/read-secret.ts',
    ])
  })

  it('that are printed are written by the one writer of JSON', () => {
    expect(filesWith(/^JSON\.stringify$/)).toEqual([
      // Encrypted, compared, or read again by this program or another: never printed.
      'commands/backup/export.ts',
      'commands/backup/rotate.ts',
      'commands/store/move.ts',
      'core/flow/packed-book.ts',
      'core/import/writers/aegis.ts',
      'core/import/writers/two-fas.ts',
      'system/age-copies.ts',
      'system/clipboard.ts',
      'system/keychain.ts',
      'system/lock.ts',
      'tasks/decide.ts',
      'ui/html.ts',
      'ui/json.ts',
      'wizard/saved-walk.ts',
    ])
  })
})
