import { useFaults } from '../../people/index.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { Button, Card, LinkButton, Notice, Select, TextArea, TextInput } from '../../ui/index.ts';
import { ticketPageMessages } from '../messages/ticket-pages.ts';
import { ticketMessages } from '../messages/tickets.ts';
import { aidGroups, kindsWithLimitation, matters, replyChannels, type Matter, type TicketKind } from '../rules/ticket.ts';
import { CommuneList } from './commune-list.tsx';
import { useAidName } from './ticket-parts.tsx';

export interface TicketChoices {
  bodies: { key: string; name: string }[];
  /** Names to choose from, those of old among them. */
  communes: string[];
  hours: string;
}

const hrefOf = (matter: Matter, call: string | undefined) => (matter === 'INFORMATION' ? '/help' : `${matter === 'CRIME_REPORT' ? '/tickets/crime-report' : '/tickets/new'}?${new URLSearchParams({ ...(matter === 'CRIME_REPORT' ? {} : { kind: matter }), ...(call ? { call } : {}) }).toString()}`);

/** First of all: what it is. Each kind with its one line, because they differ in law. */
export function MatterChoice({ call }: { call: string | undefined }) {
  const t = useText(ticketPageMessages);
  const w = useText(ticketMessages);
  return (
    <section className="stack" aria-labelledby="choose">
      <h2 id="choose">{t('new.choose')}</h2>
      <p>{t('new.choose-lead')}</p>
      <ul className="grid-cards">
        {matters.map((matter) => (
          <li key={matter}><Card level={3} tight title={<a href={hrefOf(matter, call)}>{w(`kind.${matter}`)}</a>} lead={w(`about.${matter}`)} /></li>
        ))}
      </ul>
    </section>
  );
}

export interface NewTicket {
  kind: TicketKind;
  call: string | undefined;
  once: string;
  /** What the commune of the call is called today: it is the likely one. */
  commune: string | null;
  choices: TicketChoices;
}

/** A new ticket of one kind. */
export function TicketForm({ kind, call, once, commune, choices }: NewTicket) {
  const t = useText(ticketPageMessages);
  const w = useText(ticketMessages);
  const { say, value } = useFaults();
  return (
    <form method="post" className="form stack" noValidate>
      <input type="hidden" name="once" value={value('once', once)} />
      <input type="hidden" name="kind" value={kind} />
      <input type="hidden" name="callId" value={value('callId', call)} />
      {kind === 'LEGAL_HELP' || kind === 'LEGAL_AID' ? <Notice live={false}>{w('disclaimer')}</Notice> : null}
      <Notice tone="warn" live={false}>{t('new.secret')}</Notice>
      <TextArea name="summary" label={t('new.summary')} hint={t('new.summary-hint')} error={say('summary')} defaultValue={value('summary')} maxLength={3_000} required />
      <Select name="bodyKey" label={t('new.body')} error={say('bodyKey')} defaultValue={value('bodyKey', kind === 'LEGAL_AID' ? 'tro-giup-phap-ly' : '')} emptyLabel={t('new.body-none')} options={choices.bodies.map(({ key, name }) => ({ value: key, label: name }))} required />
      <TextInput name="commune" list="commune-names" label={t('new.unit')} hint={t('new.unit-hint')} error={say('commune') ?? say('unitId')} defaultValue={value('commune', commune)} autoComplete="off" maxLength={120} />
      <CommuneList communes={choices.communes} />
      <TextInput name="name" label={t('new.name')} hint={t('new.name-hint')} error={say('name')} defaultValue={value('name')} autoComplete="off" maxLength={120} />
      <Select name="replyChannel" label={t('new.channel')} error={say('replyChannel')} defaultValue={value('replyChannel', 'PHONE')} options={replyChannels.map((channel) => ({ value: channel, label: w(`channel.${channel}`) }))} required />
      <TextInput name="contact" label={t('new.contact')} hint={t('new.contact-hint')} error={say('contact')} defaultValue={value('contact')} autoComplete="off" maxLength={200} />
      {kind === 'LEGAL_AID' ? <AidGroupField /> : null}
      {kindsWithLimitation.has(kind) ? <LimitationField hours={choices.hours} /> : null}
      {kind === 'LEGAL_HELP' || kind === 'LEGAL_AID' ? <PartyField /> : null}
      <div className="row"><Button icon="check">{t('new.button')}</Button><LinkButton variant="ghost" href={`/tickets/new${call ? `?call=${encodeURIComponent(call)}` : ''}`}>{t('new.other')}</LinkButton></div>
    </form>
  );
}

function AidGroupField() {
  const t = useText(ticketPageMessages);
  const nameOf = useAidName();
  const { say, value } = useFaults();
  return <Select name="aidGroup" label={t('new.aid')} hint={t('new.aid-hint')} error={say('aidGroup')} defaultValue={value('aidGroup', 'UNKNOWN')} options={aidGroups.map((group) => ({ value: group, label: nameOf(group) }))} />;
}

/** The day after which rights may be lost; it pulls the ticket's due time forward. */
function LimitationField({ hours }: { hours: string }) {
  const t = useText(ticketPageMessages);
  const { say, value } = useFaults();
  return <TextInput name="limitationOn" type="date" width="middle" label={t('new.limitation')} hint={t('new.limitation-hours', { hint: t('new.limitation-hint'), hours })} error={say('limitationOn')} defaultValue={value('limitationOn')} />;
}

function PartyField() {
  const t = useText(ticketPageMessages);
  const { say, value } = useFaults();
  return <TextInput name="party" label={t('new.party')} hint={t('new.party-hint')} error={say('party')} defaultValue={value('party')} autoComplete="off" maxLength={120} />;
}
