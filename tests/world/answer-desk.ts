import type { Actor, Role } from '../../app/people/actor.ts';
import { approveAnswer } from '../../app/faq/commands/appraise-answer.server.ts';
import { handInAnswer } from '../../app/faq/commands/hand-in-answer.server.ts';
import { publishAnswer } from '../../app/faq/commands/publish-answer.server.ts';
import { addAnswer, editAnswer, openDraft } from '../../app/faq/commands/write-answer.server.ts';
import { findAnswer } from '../../app/faq/queries/current-answers.server.ts';
import type { AnswerFields } from '../../app/faq/rules/answer.ts';
import { momentOf } from '../../app/people/ports.ts';
import { testClock } from '../support/clock.ts';
import { freshDb } from '../support/db.ts';
import { anAnswer } from './answers.ts';
import { testPorts } from './calls.ts';
import { makePerson, makeUnit } from './people.ts';

/** The answer desk with its people: writers, appraisers, one who is both, one who only reads. */
export async function answerDesk() {
  const db = await freshDb();
  const clock = testClock();
  const ports = testPorts(db, clock);
  const unit = await makeUnit(db);
  const person = (fullName: string, ...roles: Role[]): Promise<Actor> => makePerson(db, { fullName, unitId: unit, grants: roles.map((role) => ({ role, scope: 'ALL', unitId: null })) });
  const editor = await person('Lê Hoài Ân', 'CONTENT_EDITOR');
  const second = await person('Đỗ Thị Ấm', 'CONTENT_EDITOR');
  const appraiser = await person('Doãn Thế Hiển', 'ANSWER_APPRAISER');
  const both = await person('Vũ Kiêm Nhiệm', 'CONTENT_EDITOR', 'ANSWER_APPRAISER');
  const reader = await person('Ngô Ý Nhi');
  await db.insertInto('faq_topic').values({ key: 'tai-khoan', title: 'Tài khoản định danh điện tử', title_en: 'Account', position: 1 }).execute();
  await db.insertInto('competent_body').values({ key: 'cong-an-xa', name: 'Công an cấp xã', phone: null }).execute();

  const written = (changes: Partial<AnswerFields> = {}) => ({ fields: { ...anAnswer, ...changes }, confirmedBy: null });
  const add = async (changes: Partial<AnswerFields> & { slug?: string } = {}, who = editor): Promise<string> => {
    const { slug = '', ...fields } = changes;
    const made = await addAnswer(ports, who, { ...written(fields), slug });
    if (!made.ok) throw new Error(JSON.stringify(made.faults));
    return made.id;
  };
  const newest = (id: string) => db.selectFrom('faq_version').selectAll().where('entry_id', '=', id).orderBy('number', 'desc').limit(1).executeTakeFirstOrThrow();
  const edit = async (id: string, changes: Partial<AnswerFields>, who = editor, revision?: number, confirmedBy: string | null = null) => editAnswer(ports, who, id, { fields: { ...anAnswer, ...changes }, confirmedBy, revision: revision ?? (await newest(id)).revision });
  const handIn = async (id: string, who = editor) => handInAnswer(ports, who, { entryId: id, revision: (await newest(id)).revision });
  const approve = async (id: string, who = appraiser, hash?: string) => approveAnswer(ports, who, { entryId: id, hash: hash ?? (await newest(id)).hash ?? '', note: 'Đúng' });
  const publish = async (id: string, publishAt: string | null = null, withdrawAt: string | null = null, who = appraiser) => publishAnswer(ports, who, { entryId: id, versionId: (await newest(id)).id, publishAt, withdrawAt });
  /** Written, appraised and shown from now on. */
  const published = async (changes: Partial<AnswerFields> & { slug?: string } = {}): Promise<string> => {
    const id = await add(changes);
    for (const step of [handIn, approve, publish]) await must(step(id));
    return id;
  };
  const nextVersion = async (id: string, changes: Partial<AnswerFields>) => {
    await must(openDraft(ports, editor, id));
    await must(edit(id, changes));
    for (const step of [handIn, approve]) await must(step(id));
  };
  const must = async (outcome: Promise<{ ok: boolean; faults?: unknown }>) => {
    const got = await outcome;
    if (!got.ok) throw new Error(JSON.stringify(got.faults));
    return got;
  };
  const shown = async (slug: string, at?: string) => {
    const moment = at ? { at, today: at.slice(0, 10) } : momentOf(ports);
    return findAnswer(db, slug, true, moment);
  };
  const audited = async () => (await db.selectFrom('audit_event').select('action').orderBy('seq').execute()).map(({ action }) => action);
  return { db, clock, ports, editor, second, appraiser, both, reader, written, add, newest, edit, handIn, approve, publish, published, nextVersion, must, shown, audited, [Symbol.asyncDispose]: () => db.destroy() };
}

/** The sentences of a refusal, by field; empty when there was none. */
export const sentences = (outcome: unknown): Record<string, string> => Object.fromEntries(Object.entries((outcome as { faults?: Record<string, { vi: string }> }).faults ?? {}).map(([field, { vi }]) => [field, vi]));
