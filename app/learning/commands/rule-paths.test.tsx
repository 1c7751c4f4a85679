import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { drawPart, wordsOf } from '../../../tests/support/page.tsx';
import { assignmentWorld, type AssignmentWorld } from '../../../tests/world/assignments.ts';
import { makeCourse, type MadeCourse } from '../../../tests/world/courses.ts';
import { makePerson } from '../../../tests/world/people.ts';
import { makePath } from '../../../tests/world/paths.ts';
import { newId } from '../../platform/ids.ts';
import { AssignmentPreviewPage } from '../components/assignment-preview-page.tsx';
import { AssignmentRulePage } from '../components/assignment-rule-page.tsx';
import { AssignmentWhatPage } from '../components/assignment-what-page.tsx';
import { draftPage, rulePage } from '../queries/assignment-pages.server.ts';
import { rulePreview } from '../queries/assignment-preview.server.ts';
import { everybody, type RuleWhat } from '../rules/assignment-rule.ts';
import { draftRule, openRuleVersion, saveWhat } from './draft-rule.server.ts';

let w: AssignmentWorld;
let second: MadeCourse;
beforeEach(async () => {
  w = await assignmentWorld();
  second = await makeCourse(w.db, { slug: 'thu-hai', title: 'Khoá thứ hai' });
  const step = (course: string) => ({ course, module: 'm1', lessons: null });
  await makePath(w.db, { key: 'mot-cua', title: 'Một cửa', steps: [step('an-toan'), step('thu-hai'), step('an-toan')] });
  await makePath(w.db, { key: 'lac', title: 'Lạc lối', steps: [step('khong-co')] });
});
afterEach(() => w[Symbol.asyncDispose]());

async function draft(what: Partial<RuleWhat>): Promise<{ id: string; outcome: { ok: boolean; faults?: object } }> {
  const id = newId();
  await draftRule(w.ports, w.admin, { id, unitId: null, name: 'Theo lộ trình', who: everybody });
  const outcome = await saveWhat(w.ports, w.admin, id, { revision: 0, what: { courses: [], due: { kind: 'AFTER', days: 30 }, isMandatory: true, ...what }, validFrom: w.today(), validTo: null });
  return { id, outcome };
}
const whatOf = async (id: string) => (await w.rule(id)).draft?.what;
/** The boxes that are ticked in a form. */
const ticked = (markup: string) => [...markup.matchAll(/<input[^>]*>/g)].map(([tag]) => tag).filter((tag) => tag.includes('checked=""') && tag.includes('type="checkbox"')).map((tag) => /value="([^"]*)"/.exec(tag)?.[1]);

describe('a rule along a path', () => {
  it('assigns each course through which the path leads, once, and those that were chosen besides', async () => {
    const third = await makeCourse(w.db, { slug: 'thu-ba' });
    const { id, outcome } = await draft({ courses: [third.courseId, second.courseId], paths: ['mot-cua'] });
    expect(outcome).toEqual({ ok: true });
    expect(await whatOf(id)).toMatchObject({ courses: [third.courseId, second.courseId, w.course.courseId], paths: ['mot-cua'] });
    const person = await makePerson(w.db, { unitId: w.units.office });
    await w.confirm(id);
    await w.runAll();
    for (const course of [w.course, second, third]) expect((await w.enrolments(course.courseId)).map(({ userId }) => userId)).toContain(person.id);
  });

  it('keeps what it assigns when the path changes, until it is saved again', async () => {
    const { id } = await draft({ paths: ['mot-cua'] });
    await w.confirm(id);
    await w.db.updateTable('learning_path').set({ steps: JSON.stringify([{ course: 'thu-hai', module: 'm1', lessons: null }]) }).where('key', '=', 'mot-cua').execute();
    expect((await w.rule(id)).held?.what?.courses).toHaveLength(2);
    await openRuleVersion(w.ports, w.admin, id);
    const { revision } = await w.rule(id);
    expect(await saveWhat(w.ports, w.admin, id, { revision, what: { courses: [], paths: ['mot-cua'], due: { kind: 'NONE' }, isMandatory: true }, validFrom: w.today(), validTo: null })).toEqual({ ok: true });
    expect((await whatOf(id))?.courses).toEqual([second.courseId]);
  });

  it.each<[string, Partial<RuleWhat>, string]>([
    ['a path that there is not', { paths: ['khong-co'] }, 'paths'],
    ['a path through nothing that can be assigned', { paths: ['lac'] }, 'paths'],
    ['one of each', { paths: ['mot-cua', 'lac'] }, 'paths'],
    ['neither path nor course', {}, 'courses'],
  ])('is refused for %s', async (_what, change, field) => {
    const { id, outcome } = await draft(change);
    expect(Object.keys(outcome.faults ?? {})).toEqual([field]);
    expect(await whatOf(id)).toBeNull();
  });

  it('is said wherever the rule is read, and a path that is gone is said no more', async () => {
    const { id } = await draft({ paths: ['mot-cua'] });
    const rule = await w.rule(id);
    expect(wordsOf(drawPart(<AssignmentPreviewPage rule={rule} preview={await rulePreview(w.db, w.admin, rule, w.today())} today={w.today()} />))).toContain('Theo lộ trình: Một cửa');
    const page = async () => wordsOf(drawPart(<AssignmentRulePage shown={await rulePage(w.db, w.admin, id, { q: '', page: 1 }, w.today())} q="" done={undefined} />));
    expect(await page()).toContain('Theo lộ trình: Một cửa');
    await w.db.deleteFrom('learning_path').where('key', '=', 'mot-cua').execute();
    expect(await page()).not.toContain('Theo lộ trình: ');
  });

  it('in the form: the path is ticked and not its courses, so that taking it out takes them out; what was refused is ticked as it was', async () => {
    const third = await makeCourse(w.db, { slug: 'thu-ba' });
    const { id } = await draft({ courses: [third.courseId], paths: ['mot-cua'] });
    const shown = await draftPage(w.db, w.admin, id, w.today());
    expect(shown.choices.paths.map(({ key }) => key)).toEqual(['mot-cua']);
    expect(ticked(drawPart(<AssignmentWhatPage shown={shown} />))).toEqual(['mot-cua', third.courseId]);
    const answer = { ok: false, faults: { dueOn: { vi: 'x', en: 'x' } }, values: { paths: 'mot-cua', courses: second.courseId } };
    expect(ticked(drawPart(<AssignmentWhatPage shown={shown} />, { answer }))).toEqual(['mot-cua', second.courseId]);
  });
});
