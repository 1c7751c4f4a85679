import { describe, expect, it } from 'vitest';
import { listFiles, projectRoot, readSource } from '../../../tests/architecture/tree.ts';

const isCode = (file: string) => /\.tsx?$/.test(file) && !file.includes('.test.');
const sources = new Map(listFiles(projectRoot, ['app', 'jobs']).filter(isCode).map((file) => [file, readSource(projectRoot, file)]));
const catalogues = [...sources].filter(([file]) => file.startsWith('app/contest/messages/'));

/** Whether a template of a key could come to it: every hole takes something, what stands between the holes is as it is. */
function couldBe(template: string, key: string): boolean {
  const parts = template.split(/\$\{[^}]*\}/);
  if (parts.every((part) => /^[-.]?$/.test(part)) || parts.some((part) => /[\s/:#]/.test(part))) return false;
  return new RegExp(`^${parts.map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)).join('.+')}$`, 'u').test(key);
}

describe('a sentence of the contest', () => {
  it.each(catalogues)('of %s is said somewhere', (file, text) => {
    const name = /export const (\w+) = defineMessages/.exec(text)?.[1] ?? '';
    const users = [...sources].filter(([other, source]) => other !== file && new RegExp(`\\b${name}\\b`).test(source)).map(([, source]) => source).join('\n');
    const templates = [...users.matchAll(/`([^`\n]*\$\{[^`\n]*)`/g)].map(([, template]) => template ?? '');
    const keys = [...text.matchAll(/^ {2}(?:'([^']+)'|(\w+)): \[/gm)].map(([, quoted, bare]) => quoted ?? bare ?? '');
    expect(keys.length).toBeGreaterThan(0);
    expect(keys.filter((key) => !users.includes(`'${key}'`) && !templates.some((template) => couldBe(template, key)))).toEqual([]);
  });
});
