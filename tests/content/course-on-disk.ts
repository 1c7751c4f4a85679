import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { compileCourse, type CompiledCourse, type ContentFolder, type CourseCheck } from '../../app/learning/publishing/compile-course.server.ts';

/** The day on which the tests live. */
export const today = '2026-11-23';

export const frontMatter = `---
title: Bài mẫu
minutes: 1
summary: Một câu nói bài này giúp được gì.
sources:
  - title: Luật An ninh mạng số 116/2025/QH15
    confidence: A
checked_on: 2026-11-23
review_by: 2027-05-23
appraiser_role: Chuyên viên an toàn thông tin
---
`;

export const lessonText = `${frontMatter}
Mở bài bằng một tình huống thật gần.

<Anchor id="dau-hieu" />

## Dấu hiệu

Văn xuôi về dấu hiệu.

<Check id="c1" question="Việc đầu tiên là gì?">
<Option why="Tắt máy làm mất dấu vết.">Tắt máy</Option>
<Option correct why="Đầu mối cần biết ngay.">Báo **đầu mối**</Option>
</Check>
`;

export const courseYaml = `slug: khoa-mau
title: Khoá học mẫu
summary: Một câu.
aim: Làm được một việc.
audience: Cán bộ
models: [43]
periods: 1
pass_score: 8
certificate_valid_months: 12
modules:
  - key: m1-dau
    title: Mô-đun một
    aim: Biết dấu hiệu.
assessments:
  - key: kiem-tra-m1
    kind: MODULE
    module: m1-dau
    title: Bài kiểm tra mô-đun 1
    minutes: 12
    pass_score: 8
    attempts: 5
    cooldown_minutes: 0
    blueprint:
      - { module: m1-dau, level: REMEMBER, count: 1 }
`;

/** A question of the bank as YAML; fields can be replaced or added. */
export function questionYaml(id: string, fields: Record<string, string> = {}): string {
  const all: Record<string, string> = {
    type: 'single',
    level: 'REMEMBER',
    lesson: 'bai-mau',
    anchor: 'dau-hieu',
    source: 'Bài học mẫu',
    as_of: '2026-11-23',
    text: `Câu hỏi ${id}?`,
    options: '[{ key: a, text: Đúng, correct: true, why: Vì đúng }, { key: b, text: Sai, why: Vì sai }, { key: c, text: Lệch, why: Vì lệch }]',
    ...fields,
  };
  const lines = Object.entries(all).filter(([, value]) => value !== '');
  return [`  - id: ${id}`, ...lines.map(([key, value]) => `    ${key}: ${value}`)].join('\n');
}

export function bankYaml(...questions: string[]): string {
  return `questions:\n${questions.join('\n')}\n`;
}

export interface DiskCourse extends ContentFolder, Disposable {
  /** Writes a file below the course's folder; null removes it. */
  put(path: string, text: string | Uint8Array | null): void;
  /** Writes a file into the public folder. */
  putPublic(path: string, text: string): void;
  check(): Promise<CourseCheck>;
  /** The compiled course; fails the test when there are errors. */
  compile(): Promise<CompiledCourse>;
}

/** A small right course in a folder of its own; `files` replace, add or (null) remove files of the course. */
export function courseOnDisk(files: Record<string, string | Uint8Array | null> = {}, slug = 'khoa-mau'): DiskCourse {
  const root = mkdtempSync(join(tmpdir(), 'hoc06-content-'));
  const folder: ContentFolder = { contentDir: join(root, 'content'), publicDir: join(root, 'public'), today };
  const write = (path: string, text: string | Uint8Array) => {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  };
  const course: DiskCourse = {
    ...folder,
    put: (path, text) => (text === null ? rmSync(join(folder.contentDir, 'courses', slug, path), { recursive: true, force: true }) : write(join(folder.contentDir, 'courses', slug, path), text)),
    putPublic: (path, text) => write(join(folder.publicDir, path), text),
    check: () => compileCourse(folder, slug),
    async compile() {
      const check = await compileCourse(folder, slug);
      if (!check.course) throw new Error(JSON.stringify(check.problems, null, 1));
      return check.course;
    },
    [Symbol.dispose]: () => rmSync(root, { recursive: true, force: true }),
  };
  const standard = { 'course.yaml': courseYaml, 'm1-dau/01-bai-mau.mdx': lessonText, 'm1-dau/questions.yaml': bankYaml(questionYaml('m1-q01'), questionYaml('m1-q02')) };
  for (const [path, text] of Object.entries({ ...standard, ...files })) course.put(path, text);
  return course;
}
