import { describe, expect, it } from 'vitest';
import { testClock } from '../../tests/support/clock.ts';
import { freshDb } from '../../tests/support/db.ts';
import { call, testPorts } from '../../tests/world/calls.ts';
import { makeContest, makeOutsider, type OutsiderTraits } from '../../tests/world/contests.ts';
import { makeMailDelivery } from '../../tests/world/deliveries.ts';
import { makePerson, makeSession } from '../../tests/world/people.ts';
import { newId } from '../platform/ids.ts';
import { eraseAccount } from './commands/erase-account.server.ts';
import { profileForm } from './forms/outside.ts';
import * as erasure from './routes/outside-erasure.tsx';
import * as profile from './routes/outside-profile.tsx';
import * as ending from './routes/outside-sessions-ending.ts';

async function world(traits: OutsiderTraits = {}) {
  const db = await freshDb();
  const clock = testClock();
  const person = await makeOutsider(db, traits);
  const token = await makeSession(db, person, clock.now().toISOString());
  const send = (page: { action: unknown }, form: Record<string, string>, path = '/contests/profile') => call(page.action as never, { db, clock, path, form, token });
  const contestant = () => db.selectFrom('contestant').selectAll().where('user_id', '=', person.id).executeTakeFirst();
  return { db, clock, ports: testPorts(db, clock), person, token, send, contestant, [Symbol.asyncDispose]: () => db.destroy() };
}
const firm = { kind: 'ENTERPRISE', fullName: 'Lương Thế Vinh', legalName: 'Công ty Tràng An', taxCode: '2700 123 456', phone: '0912 345 678', place: 'Ninh Bình' };

describe('a profile', () => {
  it('of each kind is kept, and changes from one to another leave nothing of the old behind', async () => {
    await using w = await world({ isNew: true });
    expect((await w.send(profile, firm)).location).toBe('/contests/profile?done=saved');
    expect(await w.contestant()).toMatchObject({ kind: 'ENTERPRISE', legal_name: 'Công ty Tràng An', tax_code: '2700123456', phone: '+84912345678' });
    await w.send(profile, { ...firm, kind: 'ORGANISATION' });
    expect(await w.contestant()).toMatchObject({ kind: 'ORGANISATION', legal_name: 'Công ty Tràng An', tax_code: null });
    await w.send(profile, { ...firm, kind: 'INDIVIDUAL', taxCode: 'không có' });
    expect(await w.contestant()).toMatchObject({ kind: 'INDIVIDUAL', legal_name: null, tax_code: null });
  });

  it('goes on to where one wanted to go, inside the product', async () => {
    await using w = await world({ isNew: true });
    expect((await w.send(profile, firm, '/contests/profile?next=%2Fcontests%2Fa')).location).toBe('/contests/a');
    expect((await w.send(profile, firm, '/contests/profile?next=https%3A%2F%2Fevil.example')).location).toBe('/');
  });

  it.each<[string, Record<string, string>, string]>([
    ['without a kind', { kind: '' }, 'kind'],
    ['of a kind that is none', { kind: '__proto__' }, 'kind'],
    ['without a name', { fullName: ' ' }, 'fullName'],
    ['with HTML for a name', { fullName: '<img src=x onerror=alert(1)>' }, 'fullName'],
    ['of a firm without its name', { legalName: '' }, 'legalName'],
    ['of a firm with HTML for a name', { legalName: '<b>Công ty</b>' }, 'legalName'],
    ['of a firm with a tax code that is none', { taxCode: '123' }, 'taxCode'],
    ['with a telephone number that is none', { phone: '113' }, 'phone'],
    ['with a name that is too long', { legalName: 'ă'.repeat(201) }, 'legalName'],
  ])('%s is refused at its field, with what was typed', async (_what, changes, field) => {
    await using w = await world({ isNew: true });
    const answer = await w.send(profile, { ...firm, ...changes });
    const body = answer.body as { faults: Record<string, unknown>; values: Record<string, string> };
    expect([answer.status, Object.keys(body.faults), body.values['place']]).toEqual([422, [field], 'Ninh Bình']);
    expect(await w.contestant()).toBeUndefined();
  });

  it('keeps names as they are written: composed, with quotes and emoji', () => {
    expect(profileForm.parse({ ...firm, fullName: ' Trần Thị "Ánh" 😀 '.normalize('NFD'), legalName: 'Công ty \'); drop table contestant;--' })).toMatchObject({ fullName: 'Trần Thị "Ánh" 😀', legalName: 'Công ty \'); drop table contestant;--' });
  });

  it('of an official leaves the name of the account alone, and cannot be erased', async () => {
    await using w = await world();
    const official = await makePerson(w.db, { fullName: 'Trần Văn Bình' });
    const token = await makeSession(w.db, official, w.clock.now().toISOString());
    await call(profile.action as never, { db: w.db, clock: w.clock, path: '/contests/profile', form: { ...firm, kind: 'INDIVIDUAL', fullName: 'Tên Khác' }, token });
    expect(await w.db.selectFrom('user_account').select('full_name').where('id', '=', official.id).executeTakeFirst()).toEqual({ full_name: 'Trần Văn Bình' });
    expect((await call(erasure.action as never, { db: w.db, clock: w.clock, path: '/contests/profile/erasure', form: { confirm: 'on' }, token })).status).toBe(403);
    expect((await eraseAccount(w.ports, official)).ok).toBe(false);
  });

  it('signs out everywhere else', async () => {
    await using w = await world();
    for (let at = 0; at < 3; at += 1) await makeSession(w.db, w.person, w.clock.now().toISOString(), { id: `s${at}` });
    expect((await w.send(ending, {})).location).toBe('/contests/profile?done=signed-out');
    expect((await w.db.selectFrom('session').select('id').where('revoked_at', 'is', null).execute()).map((row) => row.id)).toEqual([w.person.sessionId]);
  });

  it('needs an account, and leads to the contest’s own sign-in', async () => {
    await using w = await world();
    expect((await call(profile.loader as never, { db: w.db, clock: w.clock, path: '/contests/profile' })).location).toBe('/contests/sign-in?next=%2Fcontests%2Fprofile');
  });

  it('that was sent after the session ended is kept for its writer', async () => {
    await using w = await world({ isNew: true });
    w.clock.pass({ minutes: 45 });
    expect((await w.send(profile, firm)).location).toMatch(/^\/contests\/sign-in\?next=%2Fheld%2F/);
  });
});

/** An entry of a person with its parts, a submission and a team. */
async function enter(w: Awaited<ReturnType<typeof world>>, mate?: { id: string }) {
  const contest = await makeContest(w.db);
  const [entry, at] = [newId(), '2026-11-20T00:00:00.000Z'];
  await w.db.insertInto('entry').values({ id: entry, contest_id: contest.id, number: `${contest.code}-0001`, owner_id: w.person.id, title: 'Bản đồ dịch vụ', created_at: at, submitted_at: at }).execute();
  await w.db.insertInto('entry_part').values({ entry_id: entry, part: 'SUMMARY', body: 'Lời của Lương Thế Vinh', revision: 1, saved_at: at, saved_by: w.person.id }).execute();
  await w.db.insertInto('entry_submission').values({ id: newId(), entry_id: entry, version: 1, submitted_by: w.person.id, submitted_at: at, rules_id: contest.rulesId, content: '{"summary":"Lời của Lương Thế Vinh"}', content_hash: 'h'.repeat(64), receipt: 'r', signature: 's' }).execute();
  await w.db.insertInto('contest_consent').values({ entry_id: entry, user_id: w.person.id, rules_id: contest.rulesId, agreed_at: at }).execute();
  await w.db.insertInto('entry_member').values({ id: newId(), entry_id: entry, user_id: w.person.id, email: w.person.email, full_name: w.person.fullName, is_lead: 1, invited_at: at, accepted_at: at }).execute();
  if (mate) await w.db.insertInto('entry_member').values({ id: newId(), entry_id: entry, user_id: mate.id, email: 'ban@vi-du.invalid', full_name: 'Bạn Đội', invited_at: at, accepted_at: at }).execute();
  return { contest, entry };
}

describe('erasure', () => {
  it('takes name, contact and words away, and keeps hashes, receipts and what was agreed', async () => {
    await using w = await world({ fullName: 'Lương Thế Vinh', email: 'the-vinh@vi-du.invalid' });
    const { entry } = await enter(w);
    await w.db.insertInto('contest_question').values({ id: 'q', contest_id: (await w.db.selectFrom('contest').select('id').executeTakeFirstOrThrow()).id, asked_by: w.person.id, question: 'Hỏi gì đó?', asked_at: '2026-11-20T00:00:00.000Z' }).execute();
    const answer = await w.send(erasure, { confirm: 'on' }, '/contests/profile/erasure');
    expect([answer.status, answer.location, answer.cookie]).toEqual([303, '/contests?done=erased', expect.stringContaining('Max-Age=0')]);
    const tables = ['user_account', 'external_account', 'contestant', 'entry', 'entry_part', 'entry_submission', 'entry_member', 'contest_question', 'sign_in_code', 'audit_event'] as const;
    const left = JSON.stringify(await Promise.all(tables.map((table) => w.db.selectFrom(table).selectAll().execute())));
    for (const trace of ['Lương Thế Vinh', 'luong the vinh', 'the-vinh@', '0912345678']) expect(left).not.toContain(trace);
    expect(await w.db.selectFrom('entry_submission').select(['content', 'content_hash', 'signature']).executeTakeFirst()).toEqual({ content: '{}', content_hash: 'h'.repeat(64), signature: 's' });
    expect((await w.db.selectFrom('contest_consent').selectAll().execute()).length).toBe(1);
    expect(await w.db.selectFrom('entry').select(['erased_at', 'withdrawn_at']).where('id', '=', entry).executeTakeFirst()).toEqual({ erased_at: '2026-11-23T01:00:00.000Z', withdrawn_at: '2026-11-23T01:00:00.000Z' });
    expect((await call(profile.loader as never, { db: w.db, clock: w.clock, path: '/contests/profile', token: w.token })).status).toBe(302);
  });

  it('also takes away what she said to the organisers, whom she worked for, and what was found in her files', async () => {
    await using w = await world({ fullName: 'Lương Thế Vinh' });
    const { contest, entry } = await enter(w, await makeOutsider(w.db));
    const [at, by] = ['2026-11-20T00:00:00.000Z', contest.organiserId];
    await w.db.insertInto('entry_file').values({ id: 'tep', entry_id: entry, name: 'a.pdf', kind: 'PDF', declared_bytes: 1, received_bytes: 1, sha256: 'x', uploaded_by: w.person.id, begun_at: at, completed_at: at }).execute();
    await w.db.insertInto('blind_copy').values({ file_id: 'tep', entry_id: entry, name: 'tep-1.pdf', bytes: 1, sha256: 'x', leftovers: '[{"kind":"NAME","text":"Lương Thế Vinh"}]', made_at: at }).execute();
    await w.db.insertInto('result_appeal').values({ id: 'k', entry_id: entry, raised_by: w.person.id, words: 'Tôi, Lương Thế Vinh, khiếu nại', raised_at: at }).execute();
    await w.db.insertInto('eligibility_check').values({ id: 'x', entry_id: entry, outcome: 'UNCLEAR', reason: 'Chưa rõ', checked_by: by, checked_at: at, reply: 'Lương Thế Vinh giải trình', replied_at: at }).execute();
    await w.db.insertInto('judge').values({ id: 'j', contest_id: contest.id, user_id: w.person.id, max_reviews: 1, employer: 'Công ty Lương Thế Vinh', invited_by: by, invited_at: at }).execute();
    expect((await eraseAccount(w.ports, w.person)).ok).toBe(true);
    const left = JSON.stringify(await Promise.all((['blind_copy', 'result_appeal', 'eligibility_check', 'judge'] as const).map((table) => w.db.selectFrom(table).selectAll().execute())));
    expect(left).not.toContain('Lương Thế Vinh');
    // A copy in which something was found stays shut.
    expect(await w.db.selectFrom('blind_copy').select('leftovers').execute()).toEqual([{ leftovers: '[{"kind":"NAME","text":""}]' }]);
  });

  it('also takes the addresses out of the books of messages, and sends nothing more', async () => {
    await using w = await world({ email: 'the-vinh@vi-du.invalid' });
    await makeMailDelivery(w.db, w.person.id);
    await w.db.updateTable('delivery').set({ address: 'the-vinh@vi-du.invalid' }).execute();
    await eraseAccount(w.ports, w.person);
    const [delivery] = await w.db.selectFrom('delivery').select(['address', 'state']).execute();
    expect(delivery?.address).toBeNull();
    expect(['QUEUED', 'UNCERTAIN']).not.toContain(delivery?.state);
  });

  it('needs the box to be ticked', async () => {
    await using w = await world();
    expect((await w.send(erasure, {}, '/contests/profile/erasure')).status).toBe(422);
    expect(await w.contestant()).toBeDefined();
  });

  it('leaves a team its work, and takes only the person out of it', async () => {
    await using w = await world();
    const { entry } = await enter(w, await makeOutsider(w.db));
    expect((await eraseAccount(w.ports, w.person)).ok).toBe(true);
    expect((await w.db.selectFrom('entry_part').select('body').execute()).length).toBe(1);
    expect(await w.db.selectFrom('entry').select('erased_at').where('id', '=', entry).executeTakeFirst()).toEqual({ erased_at: null });
    expect((await w.db.selectFrom('entry_member').select('full_name').orderBy('full_name').execute()).map((row) => row.full_name)).toEqual(['Bạn Đội', 'Người dự thi đã xoá thông tin']);
  });

  it('passes the lead on to whoever has been in the team longest', async () => {
    await using w = await world();
    const [late, early, waiting] = [await makeOutsider(w.db), await makeOutsider(w.db), await makeOutsider(w.db)];
    const { entry } = await enter(w, late);
    const member = { entry_id: entry, invited_at: '2026-11-01T00:00:00.000Z' };
    await w.db.insertInto('entry_member').values([{ ...member, id: newId(), user_id: early.id, email: 'som@vi-du.invalid', full_name: 'Người Sớm', accepted_at: '2026-11-19T00:00:00.000Z' }, { ...member, id: newId(), user_id: waiting.id, email: 'cho@vi-du.invalid', full_name: 'Người Chờ' }]).execute();
    expect((await eraseAccount(w.ports, w.person)).ok).toBe(true);
    expect(await w.db.selectFrom('entry_member').select('user_id').where('is_lead', '=', 1).execute()).toEqual([{ user_id: early.id }]);
    expect(await w.db.selectFrom('entry').select(['owner_id', 'withdrawn_at']).executeTakeFirst()).toEqual({ owner_id: early.id, withdrawn_at: null });
    expect(await w.db.selectFrom('audit_event').select('actor_name').where('action', '=', 'entry.hand-over').execute()).toEqual([{ actor_name: 'Người dự thi' }]);
  });

  it('is refused while a prize runs, with the entry, and possible once the contest is closed or the decision is taken back', async () => {
    await using w = await world();
    const { contest, entry } = await enter(w);
    await w.db.insertInto('contest_decision').values({ id: 'd', contest_id: contest.id, entry_id: entry, prize_id: contest.prizes[0] ?? null, reason: 'Bài tốt nhất', decided_by: contest.organiserId, decided_at: '2026-11-22T00:00:00.000Z' }).execute();
    const refused = await w.send(erasure, { confirm: 'on' }, '/contests/profile/erasure');
    expect([refused.status, JSON.stringify(refused.body)]).toEqual([409, expect.stringContaining(`bài ${contest.code}-0001 có giải thưởng`)]);
    expect(await w.contestant()).toBeDefined();
    await w.db.updateTable('contest').set({ closed_at: '2026-11-22T00:00:00.000Z' }).where('id', '=', contest.id).execute();
    expect((await eraseAccount(w.ports, w.person)).ok).toBe(true);
  });

  it('of a team mate is refused for the prize of the team, too', async () => {
    await using w = await world();
    const mate = await makeOutsider(w.db);
    const { contest, entry } = await enter(w, mate);
    await w.db.insertInto('contest_decision').values({ id: 'd', contest_id: contest.id, entry_id: entry, prize_id: contest.prizes[0] ?? null, reason: 'Bài tốt nhất', decided_by: contest.organiserId, decided_at: '2026-11-22T00:00:00.000Z' }).execute();
    expect((await eraseAccount(w.ports, mate)).ok).toBe(false);
  });

  it('frees the address for a new beginning', async () => {
    await using w = await world({ email: 'tro-lai@vi-du.invalid' });
    await eraseAccount(w.ports, w.person);
    const again = await makeOutsider(w.db, { email: 'tro-lai@vi-du.invalid' });
    expect(again.id).not.toBe(w.person.id);
  });
});
