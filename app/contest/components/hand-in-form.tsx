import { useFaults } from '../../people/index.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { Button, Card, Checkbox, LinkButton, Notice } from '../../ui/index.ts';
import { entryFaults } from '../messages/entry-faults.ts';
import { entryMessages as messages } from '../messages/entries.ts';
import type { EntryHead } from '../queries/entry-page.server.ts';
import { stepHref } from './entry-parts.tsx';

/** What still keeps an entry from being handed in, each with the way to its step. */
export function MissingList({ entry }: { entry: EntryHead }) {
  const t = useText(messages);
  const f = useText(entryFaults);
  if (entry.missing.length === 0) return <Notice tone="ok" live={false}>{t('check.whole')}</Notice>;
  return (
    <Card title={t('check.missing')} id="missing">
      <ul className="bullets">{entry.missing.map(({ step, why }) => <li key={step + why} id={step}><a href={stepHref(entry.id, step)}>{t(`step.${step}`)}</a>: {f(`missing.${why}`)}</li>)}</ul>
    </Card>
  );
}

interface Props {
  entry: EntryHead;
  view: { lead: string; rules: { id: string; version: number } | null; unscanned: number };
  /** Names this form, so that sending it twice is one submission. */
  formKey: string;
}

/** Agreement and the button; while something is not written the way to it instead. After the deadline it stays for a file that is still on its way; the server decides. */
export function HandInForm({ entry, view, formKey }: Props) {
  const t = useText(messages);
  const f = useText(entryFaults);
  const { say } = useFaults();
  if (!entry.isLead) return <Notice live={false}>{t('check.lead-only', { name: view.lead })}</Notice>;
  const gap = entry.isOpen ? entry.missing.find(({ why }) => why === 'EMPTY' || why === 'NO_TITLE' || why === 'NO_TRACK') : undefined;
  if (gap) return <div className="row"><LinkButton iconAfter="arrow-right" href={stepHref(entry.id, gap.step)}>{t('page.continue', { step: t(`step.${gap.step}`) })}</LinkButton></div>;
  if (!view.rules) return <Notice tone="warn" live={false}>{f('no-rules')}</Notice>;
  return (
    <form method="post" noValidate className="stack">
      {entry.state === 'SUBMITTED' ? <Notice live={false}>{t('check.same', { version: entry.version })}</Notice> : null}
      {view.unscanned > 0 ? <p className="muted">{t('check.unscanned', { count: view.unscanned })}</p> : null}
      <input type="hidden" name="key" value={formKey} />
      <input type="hidden" name="rulesId" value={view.rules.id} />
      <p><a href={`/contests/${entry.contest.slug}/rules`}>{t('check.rules-link')}</a></p>
      <Checkbox name="agreesRules" label={t('check.agree-rules', { version: view.rules.version })} error={say('agreesRules') ?? say('rules')} required />
      <Checkbox name="agreesData" label={t('check.agree-data')} error={say('agreesData')} required />
      <div className="row"><Button icon="send">{t(entry.version > 0 ? 'check.hand-in-again' : 'check.hand-in')}</Button></div>
    </form>
  );
}
