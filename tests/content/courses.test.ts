import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { drillMarkup } from '../../app/learning/components/drill-card.tsx';
import { scenarioMarkup } from '../../app/learning/components/scenario-card.tsx';
import { compileAll, type CompiledCourse } from '../../app/learning/publishing/compile-course.server.ts';
import { problemLine } from '../../app/platform/content/problems.ts';
import { listCourseFolders } from '../../app/learning/publishing/read-course.server.ts';
import { writeAnswer } from '../../app/learning/rules/drill-answer.ts';
import { drawQuestions } from '../../app/learning/rules/draw-questions.ts';
import { drillLines } from '../../app/learning/rules/drill-words.ts';
import { drillFields } from '../../app/learning/rules/drill.ts';
import { markDrill } from '../../app/learning/rules/mark-drill.ts';
import { drillsOf } from '../../app/learning/rules/open-checks.ts';
import type { QuestionBody } from '../../app/learning/rules/question.ts';
import { solveDrill } from '../../app/learning/rules/solve-drill.ts';
import { drillTypes } from '../world/drills.ts';

/** The real content must be publishable at any commit. The day is fixed, so that a lapsed review date never breaks a build. */
const checks = await compileAll({ contentDir: 'content', publicDir: 'public', today: '2026-11-28' });
const courses = checks.flatMap((check) => check.course ?? []);

test('the courses of the product are there', () => {
  expect(listCourseFolders('content')).toEqual(expect.arrayContaining(['an-toan-thong-tin', 'de-an-06']));
});

describe.each(checks)('$slug', ({ problems, course }) => {
  test('has no errors', () => {
    expect(problems.filter((problem) => problem.severity === 'error').map(problemLine)).toEqual([]);
    expect(course).not.toBeNull();
  });

  test('has no warnings on the day of writing', () => {
    expect(problems.map(problemLine)).toEqual([]);
  });
});

describe.each(courses)('what learners get of $slug', (course) => {
  test('every lesson has a check, sources and an outline', () => {
    for (const lesson of course.lessons) {
      expect(lesson.checks, lesson.slug).toBeGreaterThan(0);
      expect(lesson.details.sources.length, lesson.slug).toBeGreaterThan(0);
      expect(lesson.body.outline.length, lesson.slug).toBeGreaterThan(0);
    }
  });

  test('the markup holds nothing that a browser would run', () => {
    for (const html of markupOf(course)) {
      expect(html).not.toMatch(/<(script|style|iframe|object|embed|form|base|meta|link)\b/i);
      expect(html).not.toMatch(/\son\w+\s*=/i);
      expect(html).not.toMatch(/(javascript|data|vbscript):/i);
      expect(html).not.toMatch(/\sstyle=/i);
    }
  });

  test('ids of a lesson are unique, and every anchor exists in the markup', () => {
    for (const lesson of course.lessons) {
      const html = lesson.body.blocks.map((block) => (block.kind === 'html' ? block.html : `<fieldset id="${block.key}">`)).join('');
      const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
      expect(ids.length, lesson.slug).toBe(new Set(ids).size);
      for (const anchor of lesson.body.anchors) expect(ids, lesson.slug).toContain(anchor);
    }
  });

  test('a lesson stays below 60 kB of markup, and below a quarter of it on the wire', () => {
    for (const lesson of course.lessons) {
      const markup = JSON.stringify(lesson.body);
      expect(markup.length, lesson.slug).toBeLessThan(60_000);
      expect(gzipSync(markup).length, lesson.slug).toBeLessThan(15_000);
    }
  });

  test('the bank holds about 40 % to remember, 35 % to understand, 25 % to apply', () => {
    const share = (level: string) => course.questions.filter((question) => question.level === level).length / course.questions.length;
    for (const [level, wanted] of [['REMEMBER', 0.4], ['UNDERSTAND', 0.35], ['APPLY', 0.25]] as const) expect(Math.abs(share(level) - wanted), level).toBeLessThanOrEqual(0.03);
  });

  const { assessments } = course.settings;
  const bank = course.questions.map(({ key, moduleKey, level, expiresOn }) => ({ versionId: key, questionId: key, module: moduleKey, level, expiresOn }));

  test('every test can be drawn when all questions with an expiry are gone', () => {
    const today = [...bank.flatMap(({ expiresOn }) => expiresOn ?? []), '2026-11-28'].sort().at(-1) ?? '';
    const draws = assessments.map(({ key, blueprint }) => ({ key, draw: drawQuestions({ bank, blueprint, today, seen: new Set(), seed: key }) }));
    expect(draws.filter(({ draw }) => !draw.ok)).toEqual([]);
    expect(draws.flatMap(({ draw }) => (draw.ok ? draw.entries.filter(({ expiresOn }) => expiresOn !== null) : []))).toEqual([]);
  });

  test('a second try of a module can ask other questions than the first, and so it stays without those that lapse', () => {
    const lasting = (module: string, level: string) => bank.filter((entry) => entry.module === module && entry.level === level && entry.expiresOn === null).length;
    const scarce = assessments.flatMap(({ kind, blueprint }) => (kind === 'MODULE' ? blueprint.filter((row) => lasting(row.module, row.level) < row.count * 2) : []));
    expect(scarce).toEqual([]);
  });

  test('a module has three times as many questions as its test draws, and six to apply', () => {
    const drawn = (blueprint: readonly { count: number }[]) => blueprint.reduce((sum, { count }) => sum + count, 0);
    const small = assessments.filter(({ kind, module, blueprint }) => kind === 'MODULE' && bank.filter((entry) => entry.module === module).length < drawn(blueprint) * 3);
    expect(small.map(({ key }) => key)).toEqual([]);
    expect(course.settings.modules.filter(({ key }) => bank.filter((entry) => entry.module === key && entry.level === 'APPLY').length < 6).map(({ key }) => key)).toEqual([]);
  });

  test('a question names where its fact stands, never the lesson in which it is asked', () => {
    expect(course.questions.filter(({ source }) => /bài học|^bài \d/i.test(source)).map(({ key, source }) => `${key}: ${source}`)).toEqual([]);
  });

  test('what the course teaches by its own practice is among the sources of the lesson, and says so', () => {
    const ownTitles = new Map(course.lessons.map(({ moduleKey, slug, details }) => [`${moduleKey}/${slug}`, details.sources.map(({ title }) => title)]));
    const strange = course.questions.filter(({ source, moduleKey, lessonSlug }) => {
      const [title = ''] = source.split(' (');
      return title.startsWith('Thực hành ') && !(ownTitles.get(`${moduleKey}/${lessonSlug}`)?.includes(title) && /\((khoá học tự biên soạn|cần đối chiếu )/.test(source));
    });
    expect(strange.map(({ key, source }) => `${key}: ${source}`)).toEqual([]);
  });

  test('a reason says why, not that the lesson says so', () => {
    const reasons = course.questions.flatMap(({ key, body }) => [...JSON.stringify(body).matchAll(/"why(?:True|False)?":"((?:[^"\\]|\\.)*)"/g)].map(([, why = '']) => ({ key, why })));
    expect(reasons.length).toBeGreaterThan(course.questions.length);
    expect(reasons.filter(({ why }) => /(?:trong|theo) bài(?: học)?[.,]|bài học nêu/i.test(why))).toEqual([]);
  });

  test('whoever says “right” to every assertion of a module is wrong now and then, and so is whoever says “wrong”', () => {
    const answers = Map.groupBy(course.questions.flatMap(({ moduleKey, body }) => (body.type === 'true_false' ? [{ moduleKey, answer: body.answer }] : [])), ({ moduleKey }) => moduleKey);
    expect([...answers].filter(([, own]) => new Set(own.map(({ answer }) => answer)).size < 2).map(([moduleKey]) => moduleKey)).toEqual([]);
  });

  test('no two questions ask one thing in nearly the same words: a final test could draw both', () => {
    const asked = course.questions.map(({ key, body }) => ({ key, words: new Set(askedWords(body).toLowerCase().match(/[\p{L}\d]+/gu)) }));
    const alike = asked.flatMap((one, at) => asked.slice(at + 1).filter((other) => sharedWords(one.words, other.words) > 0.6).map(({ key }) => `${one.key} = ${key}`));
    expect(alike).toEqual([]);
  });

  test('the right option is not always at the same place', () => {
    const places = new Set(course.questions.flatMap(({ body }) => (body.type === 'single' ? [body.options.findIndex((option) => option.correct)] : [])));
    expect(places.size).toBeGreaterThan(2);
  });
});

/** What a question asks and what it wants to hear. */
function askedWords(body: QuestionBody): string {
  if (body.type === 'single' || body.type === 'multiple') return [body.text, ...body.options.flatMap(({ correct, text }) => (correct ? [text] : []))].join(' ');
  return body.type === 'short_answer' ? [body.text, ...body.accepted].join(' ') : body.text;
}

/** The share of all the words of two questions that stand in both. */
function sharedWords(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const shared = [...one].filter((word) => other.has(word)).length;
  return shared / (one.size + other.size - shared);
}

const place = { form: 'f', action: '/', locale: 'vi' } as const;

function markupOf(course: CompiledCourse): string[] {
  return course.lessons.flatMap((lesson) => lesson.body.blocks.flatMap((block) => (block.kind === 'html' ? [block.html] : block.kind === 'check' ? block.options.map((option) => option.html) : block.kind === 'drill' ? [drillMarkup(block, undefined, place)] : [scenarioMarkup(block, undefined, place)])));
}

/** What can be said of all practice, whoever wrote it. */
const lessons = courses.flatMap((course) => course.lessons.map((lesson) => ({ course: course.slug, ...lesson })));
const drills = lessons.flatMap((lesson) => drillsOf(lesson).map((drill) => [`${lesson.slug}/${drill.key}`, drill] as const));

test('every section of a lesson asks for something to do', () => {
  const asks = /<(Check|Scenario|SpotSigns|InboxDrill|CleanData|OrderSteps|WorkedExample)\b/;
  const sections = lessons.flatMap(({ slug, file }) => readFileSync(file, 'utf8').split(/^## /m).slice(1).map((text) => ({ name: `${slug}: ${text.slice(0, text.indexOf('\n'))}`, text })));
  expect(sections.length).toBeGreaterThan(300);
  expect(sections.filter(({ text }) => !asks.test(text)).map(({ name }) => name)).toEqual([]);
});

test('every kind is used, and every module has practice', () => {
  expect(new Set(drills.map(([, { body }]) => body.type))).toEqual(new Set(drillTypes));
  const modules = Map.groupBy(lessons, ({ course, moduleKey }) => `${course}/${moduleKey}`);
  expect([...modules].filter(([, own]) => own.every((lesson) => lesson.drills === 0)).map(([key]) => key)).toEqual([]);
});

test('no two practices of a lesson have one title: each is a part of the page that is named by it', () => {
  expect(lessons.filter((lesson) => new Set(drillsOf(lesson).map(({ title }) => title)).size < drillsOf(lesson).length).map(({ slug }) => slug)).toEqual([]);
});

test('the table of models stands in the lesson that speaks of them', () => {
  const shown = lessons.filter((lesson) => lesson.body.blocks.some((block) => block.kind === 'html' && block.html.includes('class="model-table"')));
  expect(shown.map(({ slug }) => slug)).toEqual(['ban-do-43-mo-hinh']);
});

describe.each(drills)('practice in %s', (_name, drill) => {
  const { body } = drill;
  const lines = drillLines(drill, (html) => html.replace(/<[^>]+>/g, ''));
  const whys = [...JSON.stringify(body).matchAll(/"why":"((?:[^"\\]|\\.)*)"/g)].map(([, why = '']) => why);

  test('can be done without a mistake, and is explained in whole sentences', () => {
    const solved = solveDrill(body);
    const { points, of } = markDrill(body, solved);
    expect(points).toBe(of);
    expect(whys.length).toBeGreaterThan(2);
    expect(whys.filter((why) => !/[.”]$/.test(why) || why.length < 20 || why.length > 200)).toEqual([]);
    const html = drillMarkup(drill, writeAnswer(body, { given: solved, isDone: true }), { form: 'f', action: '/', locale: 'vi' });
    expect(html).not.toContain('drill-why wrong');
  });

  test('leads nowhere: invented addresses only, nothing that can be followed or called', () => {
    const text = lines.join('\n');
    expect(drillMarkup(drill, undefined, { form: 'f', action: '/', locale: 'vi' })).not.toContain('<a ');
    const addresses = [...text.matchAll(/[\w-]+(?:\.[\w-]+)*\.(?:com|net|org|info|vn|invalid)(?:\.[\w-]+)*/g)].map(([address]) => address);
    expect(addresses.filter((address) => !address.endsWith('.invalid') && !['gov.vn'].includes(address))).toEqual([]);
    expect(text.match(/\b0[35789]\d{8}\b|https?:/g)).toBeNull();
  });

  test('has no one answer that is always right, and keeps within what a form may hold', () => {
    if (body.type === 'inbox') expect(Math.max(...Object.values(Object.groupBy(body.messages, ({ answer }) => answer)).map((own) => own.length))).toBeLessThanOrEqual(body.messages.length / 2);
    if (body.type === 'worked') expect(body.turns.length === 1 || new Set(Object.values(solveDrill(body))).size > 1).toBe(true);
    for (const { name, values } of drillFields(body)) expect([`${drill.key}.${name}`.length <= 100, values.every((value) => value.length <= 40)]).toEqual([true, true]);
  });

  test('shows only people who cannot exist', () => {
    if (body.type !== 'cleaning') return;
    const at = body.heads.indexOf('Số định danh');
    if (at < 0) return expect(body.heads).not.toContain('Họ tên');
    const [born, sex] = [body.heads.indexOf('Sinh'), body.heads.indexOf('Giới')];
    for (const { cells, fault } of body.records) {
      expect(cells[at]).toMatch(/^999/);
      if (fault?.cell === at + 1 || fault?.cell === born + 1) continue;
      // Whoever is not meant to have a fault in the number has one that agrees with sex and year of birth.
      expect(cells[at], cells[0]).toMatch(new RegExp(`^999${cells[sex] === 'Nam' ? '[02]' : '[13]'}${cells[born]?.slice(-2)}\\d{6}$`));
    }
  });
});
