import ts from 'typescript';
import { listFiles, readSource } from './tree.ts';

export const budgets = { file: 250, function: 40, loader: 15, action: 25 } as const;

/** Something that is longer than the house allows: `file:app/x.ts`, `function:app/x.ts#name`, `loader:…`, `action:…`. */
export interface Oversize {
  what: string;
  lines: number;
}

const rooms = ['app', 'db', 'jobs'];
const exempt = /\.test\.tsx?$|^db\/schema\.ts$|^db\/migrations\/\d/;

/** Everything below the root that is larger than its budget. */
export function listOversize(root: string, starts: readonly string[] = rooms): Oversize[] {
  return listFiles(root, starts)
    .filter((file) => /\.(tsx?|js)$/.test(file) && !exempt.test(file))
    .flatMap((file) => measureFile(file, readSource(root, file)));
}

function measureFile(file: string, text: string): Oversize[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS);
  const found: Oversize[] = [];
  const weigh = (kind: keyof typeof budgets, name: string, lines: number) => {
    if (lines > budgets[kind]) found.push({ what: `${kind}:${file}${name && `#${name}`}`, lines });
  };
  weigh('file', '', text.trimEnd().split('\n').length);
  const visit = (node: ts.Node) => {
    if (ts.isFunctionLike(node) && 'body' in node && node.body) weigh('function', nameOf(node), linesOf(source, node));
    if (ts.isVariableDeclaration(node) && (node.name.getText() === 'loader' || node.name.getText() === 'action')) {
      const callback = callbackOf(source, node.initializer);
      if (callback) weigh(node.name.getText() as 'loader' | 'action', '', linesOf(source, callback));
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function linesOf(source: ts.SourceFile, node: ts.Node): number {
  const line = (position: number) => source.getLineAndCharacterOfPosition(position).line;
  return line(node.getEnd()) - line(node.getStart(source)) + 1;
}

function nameOf(node: ts.SignatureDeclaration): string {
  if (node.name) return node.name.getText();
  const { parent } = node;
  return ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent) ? parent.name.getText() : 'anonymous';
}

/** The function that `page(...)` or `submit(...)` was given, also when it is named elsewhere in the file. */
function callbackOf(source: ts.SourceFile, maker: ts.Expression | undefined): ts.Node | undefined {
  const last = maker && ts.isCallExpression(maker) ? maker.arguments.at(-1) : maker;
  if (!last || !ts.isIdentifier(last)) return last;
  for (const statement of source.statements) {
    if (ts.isFunctionDeclaration(statement) && statement.name?.text === last.text) return statement;
    if (!ts.isVariableStatement(statement)) continue;
    const own = statement.declarationList.declarations.find((declaration) => declaration.name.getText() === last.text);
    if (own) return own.initializer;
  }
  return undefined;
}

/**
 * Holds what was found against the allow-list, which only ever shrinks: an entry with more lines than it needs, or one that is not needed
 * any more, is a fault too.
 */
export function compareWithAllowed(found: readonly Oversize[], allowed: Readonly<Record<string, number>>): string[] {
  const faults = found.filter(({ what, lines }) => lines !== allowed[what]).map(({ what, lines }) => (allowed[what] === undefined ? `${what} has ${lines} lines` : `${what} has ${lines} lines, the allow-list says ${allowed[what]}`));
  const needed = new Set(found.map(({ what }) => what));
  return [...faults, ...Object.keys(allowed).filter((what) => !needed.has(what)).map((what) => `${what} needs its entry in the allow-list no longer`)];
}
