import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Card, LinkButton } from '../../ui/index.ts';
import { campaignMessages } from '../messages/campaigns.ts';
import { composerMessages } from '../messages/composer.ts';
import type { AudiencePreview } from '../queries/audience.server.ts';

/** How many people a campaign reaches by mail, and why the others not; some names as a check by eye. */
export function AudienceCard({ preview, sentence, next }: { preview: AudiencePreview; sentence: string; next?: string }) {
  const t = useText(composerMessages);
  const c = useText(campaignMessages);
  const formats = useFormats();
  const rows: [string, number][] = [
    [t('audience.count'), preview.count],
    [t('audience.mail'), preview.mail.reachable],
    [t('audience.no-mail'), preview.mail.noAddress],
    [t('audience.suppressed'), preview.mail.suppressed],
    [t('audience.opted-out'), preview.mail.optedOut],
    [t('audience.over-cap'), preview.overCap],
  ];
  return (
    <div className="stack">
      <Card title={t('audience.who')} id="who">
        <p>{sentence}</p>
        <dl className="facts facts-numbers">
          {rows.map(([label, count]) => <div key={label}><dt>{label}</dt><dd>{formats.number(count)}</dd></div>)}
        </dl>
        {preview.sample.length > 0 ? (
          <>
            <h3>{t('audience.sample')}</h3>
            <ul className="plain-list">{preview.sample.map((person, at) => <li key={at}><div>{person.fullName}<br /><span className="muted small">{person.unitName}</span></div></li>)}</ul>
          </>
        ) : null}
      </Card>
      {next ? <div className="row"><LinkButton href={next} variant="ghost" iconAfter="arrow-right">{c('step.next', { step: c('step.content') })}</LinkButton></div> : null}
    </div>
  );
}
