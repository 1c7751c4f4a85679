import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { counted } from '../../../tests/support/counted.ts';
import { done, entryWorld, wordsOfParts, type EntryWorld } from '../../../tests/world/contest-entries.ts';
import { extendContest, makeContest, makeOrganiser, makeOutsider, makeRules } from '../../../tests/world/contests.ts';
import { makePerson, makeSession } from '../../../tests/world/people.ts';
import type { Actor } from '../../people/actor.ts';
import { inviteMember, removeMember } from '../commands/entry-team.server.ts';
import { handInEntry } from '../commands/hand-in-entry.server.ts';
import { withdrawEntry } from '../commands/withdraw-entry.server.ts';
import { saveEntryPart } from '../commands/save-entry-part.server.ts';
import { startEntry } from '../commands/start-entry.server.ts';
import { beginUpload } from '../commands/upload-entry-file.server.ts';
import { checkReceiptFile, receiptPublicKey } from '../receipt-signature.server.ts';
import { filesOf, fileToSend, handInView, originalToSend, receiptsOf, receiptView } from './entry-files.server.ts';
import { entryHead, myEntries, newEntryView, partView } from './entry-page.server.ts';
import { invitationOf, teamOf } from './entry-team.server.ts';
import { getOwnEntry, isEntrant, teamOf as behind } from './own-entry.server.ts';
import { readProfile } from './profile.server.ts';

const at = '2026-11-23T01:00:00.000Z';
const gone = { kind: 'not-found' };

describe('an entry and its people', () => {
  let w: EntryWorld;
  let member: Actor & { email: string };
  let fileId: string;
  let openId: string;
  const others: [string, Actor][] = [];

  beforeAll(async () => {
    w = await entryWorld();
    ({ actor: member } = await w.join({ fullName: 'Lê Quý Đôn' }));
    const { actor: removed, memberId } = await w.join();
    await done(removeMember(w.ports, w.lead, w.entryId, memberId));
    const invited = await makeOutsider(w.db);
    await done(inviteMember(w.ports, w.lead, w.entryId, { email: invited.email, fullName: 'Chờ' }));
    await w.fill();
    fileId = await w.attach('Bản vẽ.pdf');
    await done(w.handIn());
    openId = (await done(beginUpload(w.ports, w.lead, w.entryId, { name: 'nua.pdf', bytes: 500, sha256: null }))).fileId;
    others.push(['removed', removed], ['invited', invited], ['stranger', await makeOutsider(w.db)], ['organiser', await makeOrganiser(w.db)], ['auditor', await makePerson(w.db, { grants: [{ role: 'AUDITOR', scope: 'ALL', unitId: null }] })]);
  });
  afterAll(() => w[Symbol.asyncDispose]());

  it('are not there for anybody outside the team, by any question', async () => {
    const questions: Record<string, (as: Actor) => Promise<unknown>> = {
      head: (as) => entryHead(w.db, as, w.entryId, at),
      part: (as) => partView(w.db, as, w.entryId, 'PLAN'),
      team: (as) => teamOf(w.db, as, w.entryId, at),
      files: (as) => filesOf(w.db, as, w.entryId),
      file: (as) => fileToSend(w.db, as, w.entryId, fileId),
      receipt: (as) => receiptView(w.db, as, w.entryId, 1),
      'hand-in': (as) => handInView(w.db, as, w.entryId),
      own: (as) => getOwnEntry(w.db, as, w.entryId),
    };
    for (const [name, ask] of Object.entries(questions)) {
      for (const person of [w.lead, member]) await expect(ask(person), name).resolves.toBeDefined();
      for (const [who, person] of others) await expect(ask(person), `${name} by ${who}`).rejects.toMatchObject(gone);
    }
    for (const [who, person] of others) expect([who, await myEntries(w.db, person)]).toEqual([who, []]);
  });

  it('have one head for all, and the lead alone leads', async () => {
    const [mine, hers] = [await entryHead(w.db, w.lead, w.entryId, at), await entryHead(w.db, member, w.entryId, at)];
    expect(mine).toMatchObject({ isLead: true, isOpen: true, isOver: false, state: 'SUBMITTED', version: 1, marks: [], missing: [{ step: 'files', why: 'UNFINISHED_FILE' }], close: '2026-12-31T16:59:59.000Z' });
    expect(hers).toEqual({ ...mine, isLead: false });
    expect(mine.done).toEqual(['summary', 'problem', 'solution', 'data', 'legality', 'effect', 'maturity', 'plan', 'team', 'check']);
  });

  it('show the team with who leads, has joined, is invited or let the time pass', async () => {
    const states = async (now: string) => (await teamOf(w.db, member, w.entryId, now)).map(({ name, state, isSelf }) => `${name} ${state}${isSelf ? ' self' : ''}`);
    expect(await states(at)).toEqual(['Đoàn Thị Điểm LEAD', 'Lê Quý Đôn MEMBER self', 'Chờ INVITED']);
    expect((await states('2026-12-07T01:00:00.000Z')).at(-1)).toBe('Chờ INVITED');
    expect((await states('2026-12-07T01:00:00.001Z')).at(-1)).toBe('Chờ EXPIRED');
  });

  it('hand out files that have arrived, to the desk only those that were handed in', async () => {
    expect((await filesOf(w.db, member, w.entryId)).map(({ name, isComplete, scan }) => [name, isComplete, scan])).toEqual([['Bản vẽ.pdf', true, 'UNSCANNED'], ['nua.pdf', false, 'UNSCANNED']]);
    expect(await fileToSend(w.db, member, w.entryId, fileId)).toMatchObject({ kind: 'PDF' });
    for (const id of [openId, 'x', '']) {
      await expect(fileToSend(w.db, member, w.entryId, id)).rejects.toMatchObject(gone);
      await expect(originalToSend(w.db, w.entryId, id)).rejects.toMatchObject(gone);
    }
    expect((await originalToSend(w.db, w.entryId, fileId)).id).toBe(fileId);
    await w.db.updateTable('entry_file').set({ removed_at: at }).where('id', '=', fileId).execute();
    await expect(fileToSend(w.db, member, w.entryId, fileId)).rejects.toMatchObject(gone);
    expect((await originalToSend(w.db, w.entryId, fileId)).id).toBe(fileId);
    await w.db.updateTable('entry_file').set({ removed_at: null }).where('id', '=', fileId).execute();
    // A file of the draft alone is none of the desk's business.
    const draft = await w.attach('nháp.pdf');
    await expect(originalToSend(w.db, w.entryId, draft)).rejects.toMatchObject(gone);
    await w.db.deleteFrom('entry_file').where('id', '=', draft).execute();
  });

  it('have receipts that prove themselves, by version', async () => {
    expect(await receiptsOf(w.db, w.entryId)).toEqual([{ version: 1, at }]);
    const { receipt, by, file } = await receiptView(w.db, member, w.entryId, 1);
    expect([receipt.version, receipt.files.map(({ name }) => name), by]).toEqual([1, ['Bản vẽ.pdf'], 'Đoàn Thị Điểm']);
    expect(checkReceiptFile(file, receiptPublicKey(w.ports.secret))).toMatchObject({ ok: true, hasContent: true });
    for (const version of [0, 2, -1, 1.5]) await expect(receiptView(w.db, member, w.entryId, version)).rejects.toMatchObject(gone);
  });

  it('say before handing in who leads, which rules count and what nobody has scanned', async () => {
    expect(await handInView(w.db, member, w.entryId)).toEqual({ lead: 'Đoàn Thị Điểm', rules: { id: w.contest.rulesId, version: 1 }, unscanned: 1 });
    const draft = await makeRules(w.db, w.contest, { version: 2, publishedAt: null });
    expect((await handInView(w.db, w.lead, w.entryId)).rules?.version).toBe(1);
    await w.db.deleteFrom('contest_rules').where('id', '=', draft).execute();
  });

  it('stand behind it as long as they belong to it', async () => {
    expect(new Set(await behind(w.db, w.entryId))).toEqual(new Set([w.lead.id, member.id]));
    expect(await behind(w.db, 'x')).toEqual([]);
    const known = async (contest: string) => Promise.all([w.lead, member, ...others.map(([, person]) => person)].map(({ id }) => isEntrant(w.db, contest, id)));
    expect(await known(w.contest.id)).toEqual([true, true, false, false, false, false, false]);
    expect(await known((await makeContest(w.db)).id)).toEqual([false, false, false, false, false, false, false]);
    expect(await getOwnEntry(w.db, member, w.entryId)).toMatchObject({ id: w.entryId, contestId: w.contest.id, contestSlug: w.contest.slug, isOwner: false });
    expect((await getOwnEntry(w.db, w.lead, w.entryId)).isOwner).toBe(true);
    await expect(getOwnEntry(w.db, w.lead, 'x')).rejects.toMatchObject(gone);
  });

  it('an invitation tells no more of the entry than its number, and whether it is one’s own', async () => {
    const invitee = await makeOutsider(w.db, { email: 'Chữ-Hoa@vi-du.invalid'.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '') });
    const { token, memberId } = await done(inviteMember(w.ports, w.lead, w.entryId, { email: ` ${invitee.email.toUpperCase()} `, fullName: 'X' }));
    const seen = await invitationOf(w.db, invitee, token, at);
    expect(seen).toEqual({ contest: { slug: w.contest.slug, title: 'Sáng kiến dữ liệu vì người dân' }, number: expect.stringMatching(/-0001$/), by: 'Đoàn Thị Điểm', ends: '2026-12-07T01:00:00.000Z', isOver: false, isOwn: true });
    expect(JSON.stringify(seen)).not.toContain('Bản đồ');
    expect(await invitationOf(w.db, w.lead, token, '2026-12-07T01:00:00.001Z')).toMatchObject({ isOwn: false, isOver: true });
    for (const wrong of ['', 'x', token.slice(1), `${token} `, "' or 1=1 --"]) await expect(invitationOf(w.db, invitee, wrong, at)).rejects.toMatchObject(gone);
    await done(removeMember(w.ports, w.lead, w.entryId, memberId));
    await expect(invitationOf(w.db, invitee, token, at)).rejects.toMatchObject(gone);
  });
});

describe('the head of an entry', () => {
  it('says where it stands through its whole life', async () => {
    await using w = await entryWorld({ graceSeconds: 60 });
    const head = async (now = w.clock.now().toISOString()) => entryHead(w.db, w.lead, w.entryId, now);
    const where = async () => (({ state, version }) => `${state} ${version}`)(await head());
    expect([await where(), (await head()).missing.length]).toEqual(['DRAFT 0', 8]);
    await w.fill();
    expect([await where(), (await head()).missing]).toEqual(['DRAFT 0', []]);
    await done(w.handIn());
    expect(await where()).toBe('SUBMITTED 1');
    await done(saveEntryPart(w.ports, w.lead, { entryId: w.entryId, part: 'PLAN' }, { body: 'Khác\nTUYỆT MẬT', revision: 1 }));
    expect([await where(), (await head()).marks]).toEqual(['CHANGED 1', ['TUYỆT MẬT']]);
    await done(saveEntryPart(w.ports, w.lead, { entryId: w.entryId, part: 'PLAN' }, { body: wordsOfParts.PLAN, revision: 2 }));
    expect(await where()).toBe('SUBMITTED 1');
    await done(withdrawEntry(w.ports, w.lead, w.entryId));
    expect([await where(), (await head()).withdrawnAt]).toEqual(['WITHDRAWN 1', w.clock.now().toISOString()]);
    await done(w.handIn());
    expect(await where()).toBe('SUBMITTED 2');
    await makeRules(w.db, w.contest, { version: 2, body: 'Mới' });
    expect(await where()).toBe('CHANGED 2');
  });

  it('is open by the limit that everybody reads: not a moment before it opens, not in the grace', async () => {
    await using w = await entryWorld({ graceSeconds: 60 });
    const open = async (now: string) => (({ isOpen, isOver }) => [isOpen, isOver])(await entryHead(w.db, w.lead, w.entryId, now));
    expect(await open('2026-11-01T00:59:59.999Z')).toEqual([false, false]);
    expect(await open('2026-11-01T01:00:00.000Z')).toEqual([true, false]);
    expect(await open('2026-12-31T16:59:59.999Z')).toEqual([true, false]);
    expect(await open('2026-12-31T17:00:00.000Z')).toEqual([false, true]);
    await extendContest(w.db, w.contest, 30);
    expect(await open('2026-12-31T17:29:59.999Z')).toEqual([true, false]);
    expect(await open('2026-12-31T17:30:00.000Z')).toEqual([false, true]);
    await w.db.updateTable('contest').set({ closed_at: at }).execute();
    expect(await open(at)).toEqual([false, false]);
  });
});

describe('a part as it is edited', () => {
  it('has the choices of its contest, in order, with what was chosen, and who saved last', async () => {
    await using w = await entryWorld({ datasets: ['Ô nhiễm', 'Đất đai', 'An sinh'] });
    await makeContest(w.db, { datasets: ['Của cuộc thi khác'], tracks: ['Khác'] });
    expect(await partView(w.db, w.lead, w.entryId, 'DATA')).toMatchObject({ body: '', revision: 0, savedAt: null, savedBy: null, marks: [] });
    const [first, , third] = w.contest.datasets;
    await done(saveEntryPart(w.ports, w.lead, { entryId: w.entryId, part: 'DATA' }, { body: 'Dùng hai bộ', revision: 0, datasets: [third ?? '', first ?? '', third ?? ''] }));
    const view = await partView(w.db, w.lead, w.entryId, 'DATA');
    expect([view.body, view.revision, view.savedBy, view.savedAt]).toEqual(['Dùng hai bộ', 1, 'Đoàn Thị Điểm', at]);
    expect(new Set(view.datasets.flatMap(({ title, isChosen }) => (isChosen ? [title] : [])))).toEqual(new Set(['Ô nhiễm', 'An sinh']));
    expect([view.datasets.length, view.tracks.map(({ title }) => title)]).toEqual([3, ['Chính quyền số', 'Y tế và giáo dục']]);
    await w.db.updateTable('entry').set({ title: 'Đề án TỐI MẬT' }).execute();
    const marks = async (part: 'SUMMARY' | 'PLAN') => (await partView(w.db, w.lead, w.entryId, part)).marks;
    expect([await marks('SUMMARY'), await marks('PLAN')]).toEqual([['TỐI MẬT'], []]);
  });
});

describe('beginning an entry', () => {
  it('says in which phase the contest is, by what everybody reads, and whether a profile is there', async () => {
    await using w = await entryWorld({ graceSeconds: 300 });
    const view = async (now: string, as: Actor = w.lead) => newEntryView(w.db, as, w.contest.slug, now);
    const phases = await Promise.all(['2026-11-01T00:59:59.999Z', '2026-11-01T01:00:00.000Z', '2026-12-31T16:59:59.999Z', '2026-12-31T17:00:00.000Z'].map(async (now) => (await view(now)).phase));
    expect(phases).toEqual(['EARLY', 'OPEN', 'OPEN', 'LATE']);
    expect([(await view(at)).hasProfile, (await view(at, await makeOutsider(w.db, { isNew: true }))).hasProfile, (await view(at, await makePerson(w.db))).hasProfile]).toEqual([true, false, false]);
    expect(JSON.stringify(await view(at))).not.toMatch(/grace|:300\b/);
    await w.db.updateTable('contest').set({ closed_at: at }).execute();
    expect((await view(at)).phase).toBe('CLOSED');
    await w.db.updateTable('contest').set({ published_at: null }).execute();
    for (const slug of [w.contest.slug, 'khong-co', '', "' or 1=1"]) await expect(newEntryView(w.db, w.lead, slug, at)).rejects.toMatchObject(gone);
  });
});

describe('the entries of somebody', () => {
  it('are hers and her teams’, the newest first, each with the limit of its contest, in four statements however many', async () => {
    await using w = await entryWorld();
    const slugs = [w.contest.slug];
    for (const extension of [0, 30, 60]) {
      const contest = await makeContest(w.db, { title: `Cuộc thi ${extension}` });
      if (extension > 0) await extendContest(w.db, contest, extension);
      slugs.push(contest.slug);
      w.clock.pass({ minutes: 1 });
      const { id } = await done(startEntry(w.ports, w.lead, { slug: contest.slug, title: `Bài ${extension}`, trackId: contest.tracks[0] ?? null }));
      if (extension === 30) {
        for (const part of ['SUMMARY', 'PROBLEM', 'SOLUTION', 'DATA', 'LEGALITY', 'EFFECT', 'MATURITY', 'PLAN'] as const) await done(saveEntryPart(w.ports, w.lead, { entryId: id, part }, { body: 'Chữ', revision: 0 }));
        await done(handInEntry(w.ports, w.lead, { entryId: id, key: 'form-30-30', rulesId: contest.rulesId }));
      }
    }
    const { db, count } = counted(w.db);
    const mine = await myEntries(db, w.lead);
    const calls = count();
    expect(mine.map(({ title, close, state, version }) => [title, close, state, version])).toEqual([
      ['Bài 60', '2026-12-31T17:59:59.000Z', 'DRAFT', 0],
      ['Bài 30', '2026-12-31T17:29:59.000Z', 'SUBMITTED', 1],
      ['Bài 0', '2026-12-31T16:59:59.000Z', 'DRAFT', 0],
      ['Bản đồ ngập úng', '2026-12-31T16:59:59.000Z', 'DRAFT', 0],
    ]);
    expect([calls, mine.length]).toEqual([12, slugs.length]);
    const handedIn = mine.find(({ state }) => state === 'SUBMITTED')?.id ?? '';
    await done(saveEntryPart(w.ports, w.lead, { entryId: handedIn, part: 'PLAN' }, { body: 'Kế hoạch mới', revision: 1 }));
    const [listed, page] = [(await myEntries(w.db, w.lead)).find(({ id }) => id === handedIn), await entryHead(w.db, w.lead, handedIn, w.clock.now().toISOString())];
    expect([listed?.state, listed?.version, page.state, page.version]).toEqual(['CHANGED', 1, 'CHANGED', 1]);
    const { actor } = await w.join();
    expect((await myEntries(w.db, actor)).map(({ title }) => title)).toEqual(['Bản đồ ngập úng']);
    await w.db.deleteFrom('contest_moment').where('kind', '=', 'ENTRIES_CLOSE').execute();
    expect((await myEntries(w.db, actor)).map(({ close }) => close)).toEqual([null]);
  });
});

describe('a profile', () => {
  it('counts sessions that live, and says who comes from outside', async () => {
    await using w = await entryWorld();
    const session = (id: string, hours: number) => makeSession(w.db, { ...w.lead, sessionId: id }, at, { hours, idleMinutes: 60 });
    for (const [id, hours] of [['one', 1], ['two', 2], ['over', -1], ['ended', 3]] as const) await session(id, hours);
    await w.db.updateTable('session').set({ revoked_at: at }).where('id', '=', 'ended').execute();
    expect(await readProfile(w.db, w.lead, at)).toMatchObject({ isNew: false, isOutside: true, kind: 'INDIVIDUAL', email: w.lead.email, sessions: 2 });
    const official = await makePerson(w.db);
    expect(await readProfile(w.db, official, at)).toMatchObject({ isNew: true, isOutside: false, kind: null, sessions: 0 });
    await expect(readProfile(w.db, { ...official, id: 'x' }, at)).rejects.toThrow();
  });
});
