import { useFormats, useLocale, useText } from '../../platform/i18n/react.tsx';
import { Disclosure, Notice } from '../../ui/index.ts';
import { exemptionMessages } from '../messages/exemptions.ts';
import { whyMessages } from '../messages/why.ts';
import type { RuleForMe, WhyAssigned } from '../queries/why-assigned.server.ts';
import { reasonWords, whoWords } from '../rules/assignment-words.ts';

/** The answer to “why me”: by which rules and for which reasons, since when, by when, and whom to ask. */
export function WhyAssignedBox({ why }: { why: WhyAssigned }) {
  const t = useText(whyMessages);
  const formats = useFormats();
  const { source, kept } = why;
  if (source === null) return null;
  return (
    <Disclosure summary={t('title')} id="why">
      <div className="stack">
        <p>{t(`source.${source}`, { day: formats.day(why.enrolledAt ?? '') })}</p>
        {why.rules.map((rule) => <RuleWords key={`${rule.name} ${rule.since}`} rule={rule} why={why} />)}
        {why.rules.length > 1 && why.dueOn && source === 'ASSIGNED' ? <p>{t('due-counts', { day: formats.day(why.dueOn) })}</p> : null}
        {source === 'PLAN' || (source === 'ASSIGNED' && why.rules.length === 0 && !kept) ? <p>{why.reason}</p> : null}
        {kept ? <p>{t('kept', { rule: kept.name, day: formats.day(kept.at) })}</p> : null}
        <p className="muted">{why.askUnit ? t('ask', { unit: why.askUnit }) : t('ask-nobody')}</p>
      </div>
    </Disclosure>
  );
}

function RuleWords({ rule, why }: { rule: RuleForMe; why: WhyAssigned }) {
  const t = useText(whyMessages);
  const locale = useLocale();
  const formats = useFormats();
  return (
    <div>
      <p><strong>{t('rule', { rule: rule.name })}</strong></p>
      <ul className="bullets">
        <li>{t('who', { who: whoWords(rule.who, { unitId: rule.unitId, names: why.names, locale }) })}</li>
        {rule.because.map((reason) => <li key={reason.key}>{reasonWords(reason, why.names, locale)}</li>)}
        <li>{t('since', { day: formats.day(rule.since) })} {rule.dueOn ? t('due', { day: formats.day(rule.dueOn) }) : t('due-none')}</li>
      </ul>
    </div>
  );
}

/** Says that somebody need not take a course for the time being, and why; and that what she had begun stays hers. */
export function WhyNotice({ why }: { why: WhyAssigned | null }) {
  const t = useText(whyMessages);
  const kinds = useText(exemptionMessages);
  const formats = useFormats();
  const exemption = why?.exemption;
  if (exemption?.kind === 'RECOGNISED') return <Notice tone="ok" live={false} title={t('recognised.title', { day: formats.day(exemption.lastDay) })}>{t('recognised.text', { number: exemption.number ?? '', issuer: exemption.issuer ?? '', issued: formats.day(exemption.issuedOn ?? '') })}</Notice>;
  if (exemption) return <Notice live={false} title={t('exempt.title', { day: formats.day(exemption.lastDay) })}>{t('exempt.text', { kind: kinds(`kind.${exemption.kind}`).toLocaleLowerCase('vi'), reason: exemption.reason })}</Notice>;
  if (why?.kept) return <Notice live={false}>{t('kept', { rule: why.kept.name, day: formats.day(why.kept.at) })}</Notice>;
  return null;
}
