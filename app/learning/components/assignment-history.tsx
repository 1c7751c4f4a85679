import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Card, Tag } from '../../ui/index.ts';
import { assignmentMessages } from '../messages/assignments.ts';
import type { Rule } from '../queries/assignment-rules.server.ts';
import type { Run } from '../queries/assignment-run.server.ts';
import type { RuleNames } from '../rules/assignment-words.ts';
import { useRuleWords, useRunWords } from './assignment-parts.tsx';

/** Every confirmed version of a rule, the newest first. */
export function VersionsCard({ rule, names }: { rule: Rule; names: RuleNames }) {
  const t = useText(assignmentMessages);
  const formats = useFormats();
  const words = useRuleWords(names);
  const confirmed = rule.versions.filter(({ isConfirmed }) => isConfirmed);
  if (confirmed.length === 0) return null;
  return (
    <Card title={t('versions.title')} id="versions">
      <ul className="stack">
        {confirmed.map((version) => (
          <li key={version.id}>
            <strong>{t('versions.one', { n: version.number, day: formats.day(version.validFrom ?? '') })}</strong>{' '}
            {rule.state === 'IN_FORCE' && version.id === rule.held?.id ? <Tag tone="ok">{t('versions.now')}</Tag> : null}
            <span className="muted small block">{t('versions.by', { time: formats.moment(version.confirmedAt ?? ''), person: version.confirmedBy ?? t('versions.system') })}</span>
            {version.what ? <span className="small block">{`${words.due(version.what)} · ${words.duty(version.what)}`}</span> : null}
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** What a rule did and when. */
export function RunsCard({ runs }: { runs: readonly Run[] }) {
  const t = useText(assignmentMessages);
  const formats = useFormats();
  const words = useRunWords();
  return (
    <Card title={t('runs.title')} id="runs">
      {runs.length === 0 ? <p className="muted">{t('runs.none')}</p> : (
        <ul className="stack">
          {runs.map((run) => (
            <li key={run.id}>
              <a href={`/admin/assignments/runs/${run.id}`}>{formats.moment(run.createdAt)}</a>
              <span className="small block">{`${t(`cause.${run.cause}`)}${run.startedBy ? `, ${run.startedBy}` : ''}: ${run.state === 'DONE' ? words(run.counts) : t(`run-state.${run.state}`)}`}</span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
