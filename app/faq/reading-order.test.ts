import { beforeEach, describe, expect, it } from 'vitest';
import { makeAnswer } from '../../tests/world/answers.ts';
import { callDesk } from '../../tests/world/call-desk.ts';
import { makeUnit } from '../../tests/world/people.ts';
import { nameColumns } from '../people/rules/sort-key.ts';
import { newId } from '../platform/ids.ts';
import { listColleagues } from './queries/call-desk.server.ts';
import { findAnswer } from './queries/current-answers.server.ts';
import { deskChoices } from './queries/desk-entry.server.ts';
import { besideAnswer, findTopic, listNumbers } from './queries/help-page.server.ts';
import { listDocuments } from './queries/legal-documents.server.ts';
import { deedChoices, listOpenBodies, newTicketChoices } from './queries/tickets.server.ts';

const now = { at: '2026-11-23T01:00:00.000Z', today: '2026-11-23' };
/** Names in the order of a Vietnamese reader; by their bytes Đ, Ô and Ủ would stand behind Z. */
const inOrder = ['Ban Dân vận', 'Công an xã', 'Đoàn luật sư', 'Sở 2', 'Sở 10', 'Ủy ban xã', 'Văn phòng', 'Zalo'];
const mixed = ['Zalo', 'Ủy ban xã', 'Sở 10', 'Công an xã', 'Đoàn luật sư', 'Văn phòng', 'Sở 2', 'Ban Dân vận'];

let w: Awaited<ReturnType<typeof callDesk>>;
beforeEach(async () => {
  w = await callDesk();
  return () => w.db.destroy();
});
const makeBodies = () => w.db.insertInto('competent_body').values(mixed.map((name, at) => ({ key: `b-${at}`, name, phone: '1900' }))).execute();
const named = (rows: readonly { name: string }[]) => rows.map(({ name }) => name);

describe('lists that somebody reads stand in Vietnamese order', () => {
  it('bodies, wherever one is chosen or called', async () => {
    await makeBodies();
    const lists = [await listOpenBodies(w.db, now.at), await listNumbers(w.db, now.at), (await deskChoices(w.db, now.at)).bodies, (await deedChoices(w.db, now.at)).bodies, (await newTicketChoices(w.db, now)).bodies];
    for (const list of lists) expect(named(list)).toEqual(inOrder);
  });

  it('communes of a new ticket, by the name that holds today', async () => {
    for (const name of mixed) await makeUnit(w.db, { name });
    const own = new Set(mixed);
    expect((await newTicketChoices(w.db, now)).communes.filter((name) => own.has(name))).toEqual(inOrder);
  });

  it('questions of a topic, and answers that are related', async () => {
    for (const question of mixed) await makeAnswer(w.db, { topic: 'thu-tu', question, slug: `c-${mixed.indexOf(question)}` });
    expect((await findTopic(w.db, 'thu-tu', false, now))?.answers.map(({ question }) => question)).toEqual(inOrder);
    await makeAnswer(w.db, { slug: 'day', related: mixed.map((_question, at) => `c-${at}`) });
    const answer = await findAnswer(w.db, 'day', false, now);
    expect(answer && (await besideAnswer(w.db, answer, false, now)).related.map(({ question }) => question)).toEqual(inOrder);
  });

  it('documents: first those that end, then by name', async () => {
    for (const name of mixed) await w.db.insertInto('legal_document').values({ id: newId(), name, effective_to: null }).execute();
    await w.db.insertInto('legal_document').values({ id: newId(), name: 'Zz hết hạn', effective_to: '2026-12-31' }).execute();
    expect(named(await listDocuments(w.db, now))).toEqual(['Zz hết hạn', ...inOrder]);
    expect(named((await deskChoices(w.db, now.at)).documents)).toEqual([...inOrder, 'Zz hết hạn']);
  });

  it('colleagues by their given names, each once however many roles they have', async () => {
    const people = ['Trần Văn Đức', 'Lê Thị An', 'Nguyễn Văn Ân', 'Phạm Thị Dung', 'Hoàng Ánh'];
    for (const name of people) await w.person(name, 'CALL_AGENT', 'CALL_SUPERVISOR');
    await w.db.updateTable('user_account').set(nameColumns('Zen Ở')).where('id', 'in', [w.other.id, w.supervisor.id]).execute();
    const own = new Set(people);
    expect(named(await listColleagues(w.db, w.agent.id)).filter((name) => own.has(name))).toEqual(['Lê Thị An', 'Hoàng Ánh', 'Nguyễn Văn Ân', 'Phạm Thị Dung', 'Trần Văn Đức']);
  });
});

describe('whom an answer sends people to', () => {
  const asked = async () => {
    const answer = await findAnswer(w.db, 'hoi-ai', false, now);
    return answer && (await besideAnswer(w.db, answer, false, now)).body;
  };
  const bodies = (rows: { key: string; closed_at?: string; successor_key?: string }[]) => w.db.insertInto('competent_body').values(rows.toReversed().map((row) => ({ name: row.key.toUpperCase(), phone: '1900', ...row }))).execute();
  const closed = '2026-07-01T00:00:00.000Z';

  it.each<[string, { key: string; closed_at?: string; successor_key?: string }[], string | null]>([
    ['the body itself while it is open', [{ key: 'a' }], 'A'],
    ['who follows one that was merged', [{ key: 'a', closed_at: closed, successor_key: 'b' }, { key: 'b' }], 'B'],
    ['who follows after two mergers', [{ key: 'a', closed_at: closed, successor_key: 'b' }, { key: 'b', closed_at: closed, successor_key: 'c' }, { key: 'c' }], 'C'],
    ['nobody when it was closed and nobody follows', [{ key: 'a', closed_at: closed }], null],
    ['nobody when all that follow are closed', [{ key: 'a', closed_at: closed, successor_key: 'b' }, { key: 'b', closed_at: closed }], null],
  ])('is %s', async (_what, rows, expected) => {
    await bodies(rows);
    await makeAnswer(w.db, { slug: 'hoi-ai', transferTo: 'a' });
    expect((await asked())?.name ?? null).toBe(expected);
  });

  it('is nobody for an answer that names none', async () => {
    await makeAnswer(w.db, { slug: 'hoi-ai', transferTo: null });
    expect(await asked()).toBeNull();
  });
});
