import { recordAudit } from '../../platform/audit.server.ts';
import { newId } from '../../platform/ids.ts';
import { instantOf, isLocalTime } from '../../platform/local-time.ts';
import { momentOf, refuse, type Actor, type Outcome } from '../../people/index.server.ts';
import { typedMoment } from '../../platform/typed-time.ts';
import type { DeskForm } from '../forms/call.ts';
import { callMessages as messages } from '../messages/call.ts';
import { findCallInHand, type CallInHand } from '../queries/call-desk.server.ts';
import type { CallSnapshot, WrapCode } from '../rules/call.ts';
import { saveCall, wasPublished, type DeskPorts } from './call-save.server.ts';
import { takeExtension } from './call-extension.server.ts';
import { takeHandover, takeUpCall } from './call-take.server.ts';

type Worked = { done: 'wrapped' | 'parked' | 'saved' | null };

/** What the desk's form asks for, where no script does it in the browser. Whatever was typed is saved with every deed. */
export async function workCall(ports: DeskPorts, actor: Actor, form: DeskForm): Promise<Outcome<Worked>> {
  const call = await findCallInHand(ports.db, actor.id, momentOf(ports).today);
  if (form.deed === 'start') return call ? refuse('form', messages.both('fault.in-hand')) : startCall(ports, actor, form);
  if (form.deed === 'take') return call ? refuse('form', messages.both('fault.in-hand')) : take(ports, actor, form.take);
  if (form.deed === 'extension') return takeExtension(ports, actor, form.extension).then(() => ({ ok: true, done: 'saved' }));
  if (!call) return refuse('form', messages.both('fault.no-call'));
  if (form.deed === 'wrap' && form.wrap === '') return refuse('wrap', messages.both('fault.wrap'));
  if (form.deed === 'read' && !(await wasPublished(ports.db, form.version, momentOf(ports).at))) return refuse('form', messages.both('fault.version'));
  const saved = await saveCall(ports, actor, snapshotOf(ports, call, form));
  if (!saved.ok) return saved;
  if (form.deed === 'park') await parkCall(ports, actor, call.id);
  return { ok: true, done: form.deed === 'park' ? 'parked' : form.deed === 'wrap' || form.deed === 'not-found' ? 'wrapped' : form.q || form.open ? null : 'saved' };
}

async function startCall(ports: DeskPorts, actor: Actor, form: DeskForm): Promise<Outcome<Worked>> {
  const { at, now } = momentOf(ports);
  const { channel, number, name, commune, note } = form;
  const saved = await saveCall(ports, actor, { clientKey: newId(), revision: now.getTime(), channel, source: 'ONLINE', startedAt: at, endedAt: null, number, name, commune, question: form.question || form.q, note, reads: [], wrap: null, callbackAt: null, handTo: null, handBody: null });
  return saved.ok ? { ok: true, done: null } : saved;
}

async function take(ports: DeskPorts, actor: Actor, id: string): Promise<Outcome<Worked>> {
  const taken = (await takeUpCall(ports, actor, id)) ?? (await takeHandover(ports, actor, id));
  return taken.ok ? { ok: true, done: null } : taken;
}

/** The call as it is stored with what the form says about it now. */
function snapshotOf(ports: DeskPorts, call: CallInHand, form: DeskForm): CallSnapshot {
  const { at, now } = momentOf(ports);
  const wrap: WrapCode | null = form.deed === 'not-found' ? 'NOT_FOUND' : form.deed === 'wrap' ? form.wrap || null : null;
  return {
    clientKey: call.clientKey, revision: Math.max(now.getTime(), call.revision + 1), channel: call.channel, source: call.source, startedAt: call.startedAt, endedAt: wrap ? (call.endedAt ?? at) : call.endedAt,
    number: form.number, name: form.name, commune: form.commune, question: form.question || (form.deed === 'not-found' ? form.q : ''), note: form.note,
    reads: form.deed === 'read' ? [{ versionId: form.version, at }] : [], wrap, callbackAt: momentOfField(form.callbackAt, ports.timeZone), handTo: form.handTo || null, handBody: form.handBody || null,
  };
}

function momentOfField(local: string, timeZone: string): string | null {
  const moment = typedMoment(local);
  return isLocalTime(moment) ? instantOf(moment, timeZone) : null;
}

/** Sets a call aside, so that another can be taken. */
async function parkCall(ports: DeskPorts, actor: Actor, id: string): Promise<void> {
  const { at } = momentOf(ports);
  await ports.db.transaction().execute(async (tx) => {
    await tx.updateTable('call_record').set({ parked_at: at }).where('id', '=', id).where('wrapped_at', 'is', null).execute();
    await recordAudit(tx, { at, actor, action: 'call.park', objectType: 'call_record', objectId: id });
  });
}
