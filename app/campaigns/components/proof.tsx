import { useFaults } from '../../people/index.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Button, Card, Field, Notice, TextArea, TextInput } from '../../ui/index.ts';
import { broadcastMessages } from '../messages/broadcast.ts';
import { composerMessages } from '../messages/composer.ts';
import { wayMessages } from '../messages/ways.ts';
import type { getSlot } from '../queries/broadcast.server.ts';
import { isTakenBack } from '../rules/campaign-state.ts';
import type { PublicMedium } from '../rules/media.ts';
import { SlotState } from './slots.tsx';

export interface SlotData {
  slot: Awaited<ReturnType<typeof getSlot>>;
  now: string;
  localNow: string;
  localStart: string;
  canConfirm: boolean;
}

const isPost = ({ medium }: { medium: string }) => medium === 'POST';

/** What is known of a slot, with its proof. */
export function ProofShown({ slot, now }: SlotData) {
  const t = useText(broadcastMessages);
  const c = useText(composerMessages);
  const w = useText(wayMessages);
  const formats = useFormats();
  return (
    <Card>
      <p><SlotState slot={slot} now={now} /></p>
      <dl className="facts">
        <div><dt>{t('slots.medium')}</dt><dd>{c(`medium.${slot.medium as PublicMedium}`)}</dd></div>
        <div><dt>{t('slots.at')}</dt><dd>{formats.moment(slot.startsAt)}</dd></div>
        {slot.playedAt ? <div><dt>{isPost(slot) ? w('proof.posted-at') : t('slot.played-at')}</dt><dd>{formats.moment(slot.playedAt)}</dd></div> : null}
        {slot.postUrl ? <div><dt>{w('proof.url')}</dt><dd className="pre-line"><a href={slot.postUrl} rel="noopener noreferrer nofollow">{slot.postUrl}</a></dd></div> : null}
        {slot.missedReason ? <div><dt>{t('slot.missed-reason')}</dt><dd>{slot.missedReason}</dd></div> : null}
        {slot.note ? <div><dt>{t('slot.note')}</dt><dd>{slot.note}</dd></div> : null}
        {slot.confirmedAt ? <div><dt>{t('slot.title')}</dt><dd>{t('slot.by', { person: slot.confirmedBy ?? '', at: formats.moment(slot.confirmedAt) })}</dd></div> : null}
      </dl>
      {slot.photo ? <img className="proof-photo" src={`/campaigns/slots/${slot.id}/photo`} alt={isPost(slot) ? w('proof.photo-alt', { place: slot.place }) : t('slot.photo-alt', { place: slot.place })} /> : null}
    </Card>
  );
}

/** Confirms a broadcast, or says why it did not happen. */
export function ProofForms({ localNow, localStart, slot, now }: SlotData) {
  const t = useText(broadcastMessages);
  const { say, value } = useFaults();
  const w = useText(wayMessages);
  const says = isPost(slot) ? { at: w('proof.posted-at'), photo: w('proof.photo'), photoHint: w('proof.photo-hint') } : { at: t('slot.played-at'), photo: t('slot.photo'), photoHint: t('slot.photo-hint') };
  if (isTakenBack(slot)) return <Notice live={false}>{t('slot.cancelled')}</Notice>;
  if (!slot.launchedAt || slot.startsAt > now) return <Notice live={false}>{t('slot.not-yet')}</Notice>;
  return (
    <>
      <Card>
        <form method="post" noValidate encType="multipart/form-data" className="stack">
          <input type="hidden" name="deed" value="played" />
          <TextInput name="playedAt" type="datetime-local" label={says.at} error={say('playedAt')} defaultValue={value('playedAt', localStart)} max={localNow} width="middle" required />
          {isPost(slot) ? <TextInput name="url" type="url" label={w('proof.url')} hint={w('proof.url-hint')} error={say('url')} defaultValue={value('url')} maxLength={500} required /> : null}
          <TextArea name="note" label={t('slot.note')} error={say('note')} defaultValue={value('note')} rows={2} />
          <Field id="photo" label={says.photo} hint={`${says.photoHint} ${t('slot.photo-kept')}`} error={say('photo')}>
            <input type="file" id="photo" name="photo" accept="image/jpeg,image/png,image/webp" className="input" aria-describedby="photo-hint" />
          </Field>
          <div className="row"><Button>{t('slot.confirm')}</Button></div>
        </form>
      </Card>
      <Card title={t('slot.missed-title')} id="missed">
        <form method="post" noValidate encType="multipart/form-data" className="stack">
          <input type="hidden" name="deed" value="missed" />
          <TextArea name="missedReason" label={t('slot.missed-reason')} error={say('missedReason')} defaultValue={value('missedReason')} rows={2} required />
          <div className="row"><Button variant="ghost">{t('slot.missed-button')}</Button></div>
        </form>
      </Card>
    </>
  );
}
