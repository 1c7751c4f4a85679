import { afterAll, beforeAll, expect, it } from 'vitest';
import { drawPage, wordsOf } from '../../../tests/support/page.tsx';
import { assignmentWorld, type AssignmentWorld } from '../../../tests/world/assignments.ts';
import { makeSession, makeUnit } from '../../../tests/world/people.ts';
import { postPage } from '../../../tests/world/whole-posts.ts';
import { discardDraft, openRuleVersion } from '../commands/draft-rule.server.ts';
import { endRule } from '../commands/end-rule.server.ts';
import { newRuleForm } from '../forms/assignments.ts';
import { newId } from '../../platform/ids.ts';
import * as ending from './assignment-ending.tsx';
import * as preview from './assignment-preview.tsx';
import * as what from './assignment-what.tsx';
import * as who from './assignment-who.tsx';

let w: AssignmentWorld;
let rule: string;
let token: string;
beforeAll(async () => {
  w = await assignmentWorld();
  rule = await w.force({ name: 'Mọi người' });
  await openRuleVersion(w.ports, w.admin, rule);
  token = await makeSession(w.db, w.admin, w.clock.now().toISOString());
});
afterAll(() => w[Symbol.asyncDispose]());

async function send(page: { default: unknown }, name: string, form: Record<string, string>) {
  const posted = await postPage(page, { db: w.db, clock: w.clock, pattern: `admin/assignments/:rule/${name}`, path: `/admin/assignments/${rule}/${name}`, token, form });
  return { ...posted, markup: posted.loaded === null ? '' : drawPage(page.default as never, { data: posted.loaded, answer: posted.sent }) };
}
const meanwhile = 'Quy tắc vừa được thay đổi ở nơi khác';

it('a form whose draft somebody else has thrown away comes back with what was typed and why', async () => {
  const { revision } = await w.rule(rule);
  await discardDraft(w.ports, w.admin, rule);
  const whom = await send(who, 'who', { revision: String(revision), name: 'Tên vừa gõ', positions: 'tiếp dân, văn thư' });
  expect([whom.status, whom.markup.includes('Tên vừa gõ'), whom.markup.includes('tiếp dân, văn thư'), wordsOf(whom.markup).includes(meanwhile)]).toEqual([409, true, true, true]);
  const given = await send(what, 'what', { revision: String(revision), 'courses[]': w.course.courseId, dueKind: 'AFTER', dueDays: '77', duty: 'yes', validFrom: '2026-12-24' });
  expect([given.status, given.markup.includes('value="77"'), wordsOf(given.markup).includes(meanwhile)]).toEqual([409, true, true]);
  // The preview has nothing left to show; it says why.
  expect((await send(preview, 'preview', { revision: String(revision) })).thrown).toMatchObject({ data: { kind: 'conflict', say: { vi: expect.stringContaining(meanwhile) } } });
});

it('ending a rule that somebody else has ended says so', async () => {
  const { revision } = await w.rule(rule);
  await endRule(w.ports, w.admin, rule, { revision, releases: false });
  const { status, markup } = await send(ending, 'ending', { revision: String(revision), releases: 'yes' });
  expect([status, wordsOf(markup).includes(meanwhile)]).toEqual([409, true]);
});

it('a rule that names more units than it can hold is refused with a sentence, not cut off', async () => {
  const units: string[] = [];
  for (let at = 0; at < 41; at += 1) units.push(await makeUnit(w.db));
  const read = (list: string[]) => newRuleForm.safeParse({ id: newId(), name: 'Nhiều đơn vị', units: list, notUnits: [] });
  expect(read(units.slice(1)).data?.who.units).toHaveLength(40);
  const { error } = read(units);
  expect(error?.issues.map(({ path, message }) => [path.join('.'), message])).toEqual([['units', expect.stringContaining('nhiều nhất 40 đơn vị')]]);
});

it('whoever started a run is told in her inbox when it has ended, and once', async () => {
  const told = async () => (await w.db.selectFrom('message as m').innerJoin('message_recipient as r', 'r.message_id', 'm.id').select(['m.content', 'r.user_id as userId', 'r.variables']).where('m.source_id', 'like', 'assignment-run:%').execute()).map(({ content, ...row }) => ({ ...row, words: (JSON.parse(content) as { vi: { body: string }; link: string }) }));
  // The one of the beginning; what the night does is nobody's.
  const [first, ...more] = await told();
  expect([first?.userId, first?.variables, more]).toEqual([w.admin.id, JSON.stringify({ quy_tac: 'Mọi người' }), []]);
  expect([first?.words.vi.body, first?.words.link]).toEqual(['Quy tắc {{quy_tac}} đã áp dụng xong: giao mới 2.', expect.stringMatching(/^\/admin\/assignments\/runs\//)]);
});
