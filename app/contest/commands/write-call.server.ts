import type { Tx } from '../../../db/client.ts';
import type { Actor } from '../../people/actor.ts';
import { findUnit, momentOf, refuse, type Outcome, type Ports, type Refusal } from '../../people/index.server.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import type { Day } from '../../platform/clock.ts';
import { newId } from '../../platform/ids.ts';
import { instantOf } from '../../platform/local-time.ts';
import type { AboutFields, DesignFields, TimetableFields } from '../forms/calls.ts';
import { callDeskMessages as messages } from '../messages/calls-desk.ts';
import { frozenDesign } from '../rules/design.ts';
import { momentKinds, type Timetable } from '../rules/phase.ts';
import { slugOf } from '../rules/slug.ts';
import { faultsOfTimetable, movedFixed, withExtensions } from '../rules/timetable.ts';
import { contestZone } from '../rules/zone.ts';
import { changeCall, demandOrganiser } from './change-call.server.ts';

const aboutColumns = (form: AboutFields) => ({ title: form.title, code: form.code, summary: form.summary, eligibility: form.eligibility, organiser_unit_id: form.unitId });

/** Starts a call as a draft that only the desk sees. */
export async function addCall(ports: Ports, actor: Actor, form: AboutFields): Promise<Outcome<{ id: string }>> {
  demandOrganiser(actor);
  const { at, today } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome<{ id: string }>> => {
    const id = newId();
    const fault = await faultOfAbout(tx, id, form, today);
    if (fault) return fault;
    const slug = form.slug || (await freeSlug(tx, form.title));
    await tx.insertInto('contest').values({ id, slug, ...aboutColumns(form), created_by: actor.id, created_at: at }).execute();
    await recordAudit(tx, { at, actor, action: 'contest.create', objectType: 'contest', objectId: id, details: { contestCode: form.code } });
    return { ok: true, id };
  });
}

/** Names and words of a call. The address that people have written down stays once it is published. */
export function editAbout(ports: Ports, actor: Actor, id: string, form: AboutFields & { revision: number }): Promise<Outcome> {
  const { today } = momentOf(ports);
  return changeCall(ports, actor, { id, revision: form.revision, action: 'contest.edit', details: { part: 'about' } }, async (tx, call) => {
    if (call.publishedAt && form.slug && form.slug !== call.slug) return refuse('slug', messages.both('fault.slug-fixed'));
    if (call.publishedAt && form.code !== call.code) return refuse('code', messages.both('fault.code-fixed'));
    const fault = await faultOfAbout(tx, id, form, today);
    if (fault) return fault;
    await tx.updateTable('contest').set({ ...aboutColumns(form), slug: form.slug || call.slug }).where('id', '=', id).execute();
    return null;
  });
}

async function faultOfAbout(tx: Tx, id: string, form: AboutFields, today: Day): Promise<Refusal | null> {
  if (!(await findUnit(tx, form.unitId, today))) return refuse('unitId', messages.both('fault.unit'));
  if (await tx.selectFrom('contest').select('id').where('code', '=', form.code).where('id', '!=', id).executeTakeFirst()) return refuse('code', messages.both('fault.code-used'));
  if (form.slug && (await tx.selectFrom('contest').select('id').where('slug', '=', form.slug).where('id', '!=', id).executeTakeFirst())) return refuse('slug', messages.both('fault.slug-used'));
  return null;
}

async function freeSlug(tx: Tx, title: string): Promise<string> {
  const wish = slugOf(title);
  for (let at = 1; ; at += 1) {
    const slug = at === 1 ? wish : `${wish.slice(0, 54).replace(/-$/, '')}-${at}`;
    if (!(await tx.selectFrom('contest').select('id').where('slug', '=', slug).executeTakeFirst())) return slug;
  }
}

/** The timetable, typed as wall-clock times of the province. What was announced is moved by nobody: only an extension, for everybody. */
export function editTimetable(ports: Ports, actor: Actor, id: string, form: TimetableFields): Promise<Outcome> {
  const moments = Object.fromEntries(momentKinds.flatMap((kind) => (form[kind] ? [[kind, instantOf(form[kind], contestZone)]] : []))) as Timetable;
  return changeCall(ports, actor, { id, revision: form.revision, action: 'contest.edit', details: { part: 'timetable' } }, async (tx, call) => {
    const [moved] = call.publishedAt ? movedFixed(call.moments, moments) : [];
    if (moved) return refuse(moved, messages.both('fault.moment-fixed'));
    const faults = faultsOfTimetable(withExtensions(moments, call.extensions)).filter(({ fault }) => fault === 'order' || call.publishedAt !== null);
    if (faults.length > 0) return { ok: false, faults: Object.fromEntries(faults.map(({ kind, fault }) => [kind, messages.both(`fault.moment-${fault}`)])) };
    await tx.deleteFrom('contest_moment').where('contest_id', '=', id).execute();
    for (const [kind, at] of Object.entries(moments)) await tx.insertInto('contest_moment').values({ contest_id: id, kind, at }).execute();
    return null;
  });
}

/** How entries are judged. Each part stands still from the moment on which changing it would favour somebody. */
export function editDesign(ports: Ports, actor: Actor, id: string, form: DesignFields): Promise<Outcome> {
  return changeCall(ports, actor, { id, revision: form.revision, action: 'contest.edit', details: { part: 'design', method: form.scoringMethod } }, async (tx, call) => {
    const wanted = { isBlind: form.blind, reviewsPerEntry: form.reviewsPerEntry, scoringMethod: form.scoringMethod, finalists: form.finalists, graceSeconds: form.graceSeconds, lateUploadMinutes: form.lateUploadMinutes, publicVote: form.publicVote, pairReasons: form.pairReasons };
    const [moved] = frozenDesign(call).filter((key) => wanted[key] !== call[key]);
    if (moved) return refuse(moved === 'isBlind' ? 'blind' : moved, messages.both(`fault.design-${moved}`));
    await tx.updateTable('contest').set({ blind: form.blind ? 1 : 0, reviews_per_entry: form.reviewsPerEntry, scoring_method: form.scoringMethod, finalists: form.finalists, grace_seconds: form.graceSeconds, late_upload_minutes: form.lateUploadMinutes, public_vote: form.publicVote, pair_reasons: form.pairReasons }).where('id', '=', id).execute();
    return null;
  });
}
