import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { courseOnDisk, frontMatter, lessonText } from '../../../tests/content/course-on-disk.ts';
import { htmlOf } from '../../../tests/content/lesson-on-paper.ts';
import { wordsOf } from '../../../tests/support/page.tsx';
import { findModels } from '../content/read-models.server.ts';
import { fingerprintCourse } from './compile-course.server.ts';

const plan = findModels('content');
const html = await htmlOf('<ModelTable />');
const agency = new Map(plan?.agencies.map(({ key, name }) => [key, name]));

describe.each(plan?.models ?? [])('model $number', (model) => {
  const row = wordsOf(new RegExp(`<tr role="row"><th scope="row" role="rowheader"[^>]*>${model.number}\\. [\\s\\S]*?</tr>`).exec(html)?.[0] ?? '');

  it('stands in its row as the file has it, with nothing left out', () => {
    expect(row.startsWith(`${model.number}. ${model.name}`)).toBe(true);
    expect(row).toContain(model.goal ?? 'Kế hoạch không nêu');
    expect(row).toContain(model.deadline.text);
    for (const tool of model.plan_tools) expect(row).toContain(tool);
    for (const { agency: key } of model.roles) expect(row).toContain(agency.get(key));
    expect(row.includes('Chủ trì: ')).toBe(model.roles.some(({ role }) => role === 'LEAD'));
  });
});

describe('the file of models and the courses that show it', () => {
  const withTable = `${lessonText}\n<ModelTable group="G1" />\n`;
  const models = readFileSync('content/models.yaml', 'utf8');
  const fingerprints = (of: ReturnType<typeof courseOnDisk>) => {
    const seen: (string | null)[] = [];
    for (const text of [models, models.replace('of 02/8/2023', 'of 02/8/2023, looked through'), models.replace('name: Công an tỉnh', 'name: Công an tỉnh Ninh Bình')]) {
      of.put('../../models.yaml', text);
      seen.push(fingerprintCourse(of, 'khoa-mau'));
    }
    return seen;
  };

  it('a course that shows it is published anew when a fact changes, not when a comment does', () => {
    using course = courseOnDisk({ 'm1-dau/01-bai-mau.mdx': withTable });
    const [first, comment, fact] = fingerprints(course);
    expect([comment === first, fact === first]).toEqual([true, false]);
  });

  it('a course that does not show it stays as it is', () => {
    using course = courseOnDisk();
    expect(new Set(fingerprints(course)).size).toBe(1);
  });

  it.each([['no file', null], ['a broken file', 'models: []'], ['no YAML', '{']])('%s is told at the line of the table', async (_what, text) => {
    using course = courseOnDisk({ 'm1-dau/01-bai-mau.mdx': withTable, '../../models.yaml': text });
    const { problems, course: compiled } = await course.check();
    expect(compiled).toBeNull();
    expect(problems.filter(({ severity }) => severity === 'error').map(({ line, reason }) => [line, reason.en])).toEqual([[withTable.trimEnd().split('\n').length, 'content/models.yaml cannot be read, so the table of models cannot be drawn.']]);
  });

  it('a lesson without a table does not ask for the file at all', async () => {
    using course = courseOnDisk({ '../../models.yaml': '{' });
    expect((await course.check()).course).not.toBeNull();
    expect(frontMatter).not.toContain('ModelTable');
  });
});
