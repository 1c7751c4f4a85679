import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { listFiles, readSource } from './tree.ts';

/** Where files of the project begin when a document names them from the root. */
const rooms = 'app|content|db|docs|jobs|public|tests';
/** `docs/decisions/0016` stands for the record with that number. */
const decision = /^docs\/decisions\/\d{4}$/;

/** Links, paths and commands of the documents that lead nowhere, each with its document; addresses of the site and of others are not asked. Texts for learners (content/) have links of their own kind and a check of their own. */
export function faultsOfDocuments(root: string): string[] {
  const documents = listFiles(root).filter((file) => file.endsWith('.md') && (!file.startsWith('content/') || file === 'content/README.md'));
  const scripts = existsSync(join(root, 'package.json')) ? Object.keys((JSON.parse(readSource(root, 'package.json')) as { scripts?: object }).scripts ?? {}) : [];
  const records = listFiles(root).filter((file) => file.startsWith('docs/decisions/'));
  return documents.flatMap((file) => {
    const text = readSource(root, file);
    const isThere = (path: string) => existsSync(join(root, path)) || (decision.test(path) && records.some((record) => record.startsWith(`${path}-`)));
    return [
      ...found(text, /\]\(([^)\s#]+)[^)\s]*\)/g).filter((link) => !/^([a-z]+:|\/)/.test(link) && !existsSync(join(root, dirname(file), link))).map((link) => `${file}: there is nothing at ${link}`),
      ...found(text, new RegExp(`(?<![\\w/.*>}-])((?:${rooms})/[\\w./*<>{}-]*[\\w*>}])`, 'g')).filter((path) => !/[*<>{}]/.test(path) && !isThere(path)).map((path) => `${file}: there is no ${path}`),
      ...found(text, /npm run ([a-z][\w:-]*)/g).filter((script) => !scripts.includes(script)).map((script) => `${file}: there is no command ${script}`),
    ];
  });
}

const found = (text: string, pattern: RegExp): string[] => [...new Set([...text.matchAll(pattern)].flatMap(([, one]) => one ?? []))];

/** The first cells of the table below a heading, without their marks: a cell may name several things. */
export function namesInTable(text: string, heading: string): string[] {
  const [, below = ''] = text.split(`\n## ${heading}\n`);
  const [part = ''] = below.split('\n## ');
  return part.split('\n').filter((line) => line.startsWith('| `')).flatMap((line) => found(line.split(' | ')[0] ?? '', /`([^`]+)`/g));
}
