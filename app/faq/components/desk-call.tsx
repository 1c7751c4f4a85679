import { useFaults } from '../../people/index.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Button, Select, TextArea, TextInput } from '../../ui/index.ts';
import { callMessages as messages } from '../messages/call.ts';
import type { CallInHand, CallRead, WaitingCall } from '../queries/call-desk.server.ts';
import { channels, wrapCodes } from '../rules/call.ts';

export type ShownCall = Omit<CallInHand, 'numberSealed'>;
/** Who or what a call can be handed to. */
interface Receivers {
  colleagues: { id: string; name: string }[];
  bodies: { key: string; name: string }[];
}

/** The call in hand: who, in whose words, what was read, how it ended. One form, so that every key saves all of it. */
export function CallPane({ call, ...receivers }: { call: ShownCall | null } & Receivers) {
  return call ? <CallFields call={call} {...receivers} /> : <StartFields />;
}

/** The fields of an open call; without one they are what the desk's script shows when it opens a call by itself. */
export function CallFields({ call, colleagues, bodies }: { call: ShownCall | null } & Receivers) {
  const t = useText(messages);
  const { say, value } = useFaults();
  return (
    <div className="stack">
      <Caller call={call} />
      <TextArea form="desk-call" name="question" aria-keyshortcuts="Alt+1" label={t('call.words')} hint={t('call.words-hint')} error={say('question')} defaultValue={value('question', call?.question)} rows={3} maxLength={2_000} />
      <Reads reads={call?.reads ?? []} />
      <TextArea form="desk-call" name="note" aria-keyshortcuts="Alt+5" label={t('call.note')} error={say('note')} defaultValue={value('note', call?.note)} rows={3} maxLength={4_000} />
      <TextInput form="desk-call" name="number" type="tel" autoComplete="off" label={t('call.number')} hint={call?.mask ? t('call.number-kept', { mask: call.mask }) : undefined} error={say('number')} defaultValue={value('number')} maxLength={40} />
      <TextInput form="desk-call" name="name" autoComplete="off" label={t('call.name')} optionalText={t('call.optional')} defaultValue={value('name', call?.name)} maxLength={120} />
      <TextInput form="desk-call" name="commune" list="commune-names" autoComplete="off" label={t('call.commune')} hint={<span data-commune-hint>{call?.communeNow ? t('call.commune-now', { name: call.communeNow }) : t('call.commune-hint')}</span>} optionalText={t('call.optional')} defaultValue={value('commune', call?.commune)} maxLength={120} />
      <Select form="desk-call" name="wrap" aria-keyshortcuts="Alt+0" label={t('call.wrap')} error={say('wrap')} defaultValue={value('wrap')} emptyLabel={t('call.wrap-empty')} options={wrapCodes.map((code) => ({ value: code, label: t(`wrap.${code}`) }))} />
      <TextInput form="desk-call" name="callbackAt" type="datetime-local" label={t('call.callback-at')} error={say('callbackAt')} defaultValue={value('callbackAt')} width="middle" />
      <Select form="desk-call" name="handTo" label={t('call.hand-to')} error={say('handTo')} defaultValue={value('handTo')} emptyLabel={t('call.hand-any')} options={colleagues.map(({ id, name }) => ({ value: id, label: name }))} />
      <Select form="desk-call" name="handBody" label={t('call.hand-body')} hint={t('call.hand-body-hint')} error={say('handBody')} defaultValue={value('handBody')} emptyLabel={t('call.hand-none')} options={bodies.map(({ key, name }) => ({ value: key, label: name }))} />
      <CallButtons />
    </div>
  );
}

function Caller({ call }: { call: ShownCall | null }) {
  const t = useText(messages);
  const formats = useFormats();
  if (!call) return null;
  return <p className="desk-caller"><strong>{call.mask ?? t(`channel.${call.channel}`)}</strong><span>{formats.time(call.startedAt)}</span>{call.before > 0 ? <span>{t('call.again', { count: call.before })}</span> : null}</p>;
}

function Reads({ reads }: { reads: CallRead[] }) {
  const t = useText(messages);
  const formats = useFormats();
  return <div><p className="field-label">{t('call.reads')}</p><ul className="bullets" id="desk-reads">{reads.length === 0 ? <li className="muted">{t('call.reads-none')}</li> : reads.map((read) => <li key={`${read.versionId}${read.at}`}>{read.question} · {t('desk.version', { number: read.number })} · {formats.time(read.at)}</li>)}</ul></div>;
}

function CallButtons() {
  const t = useText(messages);
  return (
    <div className="actions">
      <Button form="desk-call" name="deed" value="wrap" aria-keyshortcuts="F6 Alt+6" data-key="F6">{t('call.end')} <kbd>F6</kbd></Button>
      <Button form="desk-call" name="deed" value="not-found" variant="ghost" aria-keyshortcuts="F9 Alt+9" data-key="F9">{t('call.not-found')} <kbd>F9</kbd></Button>
      <Button form="desk-call" name="deed" value="save" variant="ghost">{t('call.save')}</Button>
      <Button form="desk-call" name="deed" value="park" variant="quiet">{t('call.park')}</Button>
    </div>
  );
}

function StartFields() {
  const t = useText(messages);
  const { say, value } = useFaults();
  return (
    <div className="stack">
      <p className="muted">{t('call.none')}</p>
      <Select form="desk-call" name="channel" label={t('call.channel')} defaultValue={value('channel', 'PHONE')} options={channels.map((channel) => ({ value: channel, label: t(`channel.${channel}`) }))} />
      <TextInput form="desk-call" name="number" type="tel" autoComplete="off" label={t('call.number')} optionalText={t('call.optional')} error={say('number')} defaultValue={value('number')} maxLength={40} />
      <div><Button form="desk-call" name="deed" value="start" icon="phone" aria-keyshortcuts="F2 Alt+2" data-key="F2">{t('call.start')} <kbd>F2</kbd></Button></div>
    </div>
  );
}

/** Calls that wait for this agent: parked by her, or handed to her. */
export function WaitingCalls({ title, calls, verb }: { title: string; calls: WaitingCall[]; verb: string }) {
  const t = useText(messages);
  const formats = useFormats();
  if (calls.length === 0) return null;
  return (
    <section className="stack" aria-label={title}>
      <h3>{title}</h3>
      <ul className="plain-list">
        {calls.map((call) => (
          <li key={call.id}>
            <span><strong>{call.mask ?? t('call.title')}</strong> {call.words}{call.from ? <><br /><span className="muted">{t('call.from', { name: call.from, at: formats.moment(call.at) })}</span></> : null}</span>
            <form method="post"><input type="hidden" name="deed" value="take" /><Button variant="ghost" name="take" value={call.id}>{verb}</Button></form>
          </li>
        ))}
      </ul>
    </section>
  );
}
