import ts from 'typescript';
import { listFiles, readSource } from './tree.ts';

export interface Text {
  where: string;
  vi: string;
  en: string;
}

/** Names that are written the same in both languages. */
const names = ['Học 06', 'Tiếng Việt', 'Đề án 06', 'Ninh Bình', 'Hoa Lư', 'Hà Nam', 'Nam Định', 'English'];

/** Every text of every `defineMessages({...})` below app/ and jobs/; a text that is not written out is a fault of its own. */
export function listTexts(root: string, starts: readonly string[] = ['app', 'jobs']): { texts: Text[]; faults: string[] } {
  const texts: Text[] = [];
  const faults: string[] = [];
  for (const file of listFiles(root, starts)) {
    if (!/\.tsx?$/.test(file) || /\.test\.tsx?$/.test(file)) continue;
    const source = readSource(root, file);
    if (source.includes('defineMessages(')) collect(ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX), file, texts, faults);
  }
  return { texts, faults };
}

function collect(source: ts.SourceFile, file: string, texts: Text[], faults: string[]): void {
  const visit = (node: ts.Node) => {
    if (ts.isCallExpression(node) && node.expression.getText() === 'defineMessages') {
      const [catalogue] = node.arguments;
      const properties = catalogue && ts.isObjectLiteralExpression(catalogue) ? catalogue.properties : [];
      if (properties.length === 0) faults.push(`${file}: the catalogue is empty or not written out`);
      for (const property of properties) {
        const text = textOf(property, file);
        if (typeof text === 'string') faults.push(text);
        else texts.push(text);
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
}

function textOf(property: ts.ObjectLiteralElementLike, file: string): Text | string {
  const key = property.name && (ts.isStringLiteral(property.name) || ts.isIdentifier(property.name)) ? property.name.text : '?';
  const where = `${file} ${key}`;
  if (!ts.isPropertyAssignment(property) || !ts.isArrayLiteralExpression(property.initializer)) return `${where}: is not [Vietnamese, English]`;
  const [vi, en, more] = property.initializer.elements;
  if (!vi || !en || more || !ts.isStringLiteralLike(vi) || !ts.isStringLiteralLike(en)) return `${where}: is not [Vietnamese, English]`;
  return { where, vi: vi.text, en: en.text };
}

const englishWords = /(?<![\p{L}\d])(the|and|of|your|you|please|with|for|this|that|is|are|was|were|not|from|has|have|been|cannot|could|will|which|there|sign in|save|delete|submit|search|course|courses|lesson|lessons|password|certificate|account)(?![\p{L}\d])/iu;
const vietnameseLetters = /[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]/iu;

/** Both ways of writing are right; on one page they look like a slip, so the house writes y: kỹ, lý, tỷ lệ, kỳ. */
const otherSpelling = /(?<!\p{L})(kĩ|lí|mĩ|quí|kì|tỉ lệ)(?!\p{L})/iu;

/** What is wrong with one text. */
export function faultsOfText({ where, vi, en }: Text): string[] {
  const faults: string[] = [];
  if (!vi.trim() || !en.trim()) faults.push(`${where}: a language is missing`);
  if (placeholders(vi) !== placeholders(en)) faults.push(`${where}: placeholders differ (${placeholders(vi)} / ${placeholders(en)})`);
  if (/[!！]/.test(vi + en)) faults.push(`${where}: has an exclamation mark`);
  const [viOnly, enOnly] = [withoutNames(vi), withoutNames(en)];
  const words = viOnly.match(/\p{L}{2,}/gu) ?? [];
  if (englishWords.test(viOnly) || (words.length >= 4 && !vietnameseLetters.test(viOnly.normalize('NFC')))) faults.push(`${where}: English is left in the Vietnamese text: "${vi}"`);
  const spelt = otherSpelling.exec(vi)?.[0];
  if (spelt) faults.push(`${where}: is spelt in two ways: "${spelt}"`);
  if (vietnameseLetters.test(enOnly.normalize('NFC'))) faults.push(`${where}: Vietnamese is left in the English text: "${en}"`);
  if (vi !== vi.normalize('NFC')) faults.push(`${where}: is not in composed Unicode (NFC)`);
  return faults;
}

function placeholders(text: string): string {
  return [...new Set(text.match(/\{\w+\}/g))].toSorted().join(' ');
}

function withoutNames(text: string): string {
  // Placeholders, file names and names of fields (`course.yaml`, `content/courses`, `as_of`) are the same in both languages.
  let rest = text.replace(/\{\w+\}|[\w-]+([./_][\w-]+)+/g, ' ');
  for (const name of names) rest = rest.replaceAll(name, ' ');
  return rest;
}
