import { Faults, useFaults } from '../../people/index.ts';
import { plusDays } from '../../platform/days.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Button, Card, Checkbox, LinkButton, Meta, Notice, PageHead } from '../../ui/index.ts';
import { assignmentMessages } from '../messages/assignments.ts';
import type { RulePreview } from '../queries/assignment-preview.server.ts';
import type { Rule } from '../queries/assignment-rules.server.ts';
import { CoursesOfRule, RuleCrumbs, RuleSteps, useRuleWords } from './assignment-parts.tsx';
import { PreviewDay } from './assignment-preview-people.tsx';
import { ConflictCard, CoursesCard, ReleasedCard, SampleCard, UnitsCard } from './assignment-preview-parts.tsx';

export interface PreviewView {
  rule: Rule;
  preview: RulePreview;
  today: string;
}

/** The third step: what the draft would do, and the button that does it. */
export function AssignmentPreviewPage({ rule, preview, today }: PreviewView) {
  const t = useText(assignmentMessages);
  const formats = useFormats();
  const { draft } = rule;
  if (!draft) return null;
  const title = t('preview.title', { name: draft.name });
  return (
    <div className="stack-l">
      <PageHead title={title} lead={t(preview.on > today ? 'preview.lead-later' : 'preview.lead', { day: formats.day(preview.on) })} breadcrumb={<RuleCrumbs rule={{ id: rule.id, name: draft.name }} here={t('step.preview')} />} />
      <RuleSteps id={rule.id} at="preview" />
      <Faults />
      <PreviewDay rule={rule.id} on={preview.on} first={draft.validFrom && draft.validFrom > today ? draft.validFrom : today} />
      <Warnings preview={preview} />
      <RuleCard rule={rule} preview={preview} />
      <CoursesCard preview={preview} />
      <ConflictCard preview={preview} />
      <ReleasedCard preview={preview} rule={rule.id} />
      <UnitsCard preview={preview} />
      <SampleCard preview={preview} rule={rule.id} />
      <ConfirmCard rule={rule} preview={preview} today={today} />
    </div>
  );
}

function Warnings({ preview: { warnings } }: { preview: RulePreview }) {
  const t = useText(assignmentMessages);
  const formats = useFormats();
  if (warnings.length === 0) return null;
  const words = ({ kind, count, names }: (typeof warnings)[number]) => {
    if (kind === 'NOBODY') return t('warning.NOBODY');
    if (kind === 'FIRST_COURSE') return t('warning.FIRST_COURSE', { n: formats.number(count), course: names[0] ?? '', first: names[1] ?? '' });
    return kind === 'CLOSED_UNIT' ? t('warning.CLOSED_UNIT', { names: names.join(', ') }) : t(`warning.${kind}`, { n: formats.number(count) });
  };
  return <Notice tone="warn" live={false} title={t('warning.title')}><ul className="bullets">{warnings.map((warning) => <li key={[warning.kind, ...warning.names].join(' ')}>{words(warning)}</li>)}</ul></Notice>;
}

function RuleCard({ rule, preview }: Pick<PreviewView, 'rule' | 'preview'>) {
  const t = useText(assignmentMessages);
  const formats = useFormats();
  const words = useRuleWords(preview.names);
  const { draft } = rule;
  if (!draft?.what || !draft.validFrom) return null;
  const period = draft.validTo ? t('preview.from-until', { day: formats.day(draft.validFrom), until: formats.day(plusDays(draft.validTo, -1)) }) : t('preview.from', { day: formats.day(draft.validFrom) });
  return (
    <Card title={t('preview.matched', { n: formats.number(preview.matched) })} id="rule" lead={period}>
      <Meta
        layout="stacked"
        items={[
          { term: t('rule.who'), detail: words.who(draft, rule.unitId) },
          { term: t('rule.what'), detail: <CoursesOfRule courses={draft.what.courses} paths={preview.paths} names={preview.names} /> },
          { term: t('rule.due'), detail: `${words.due(draft.what)} · ${words.duty(draft.what)}` },
        ]}
      />
    </Card>
  );
}

function ConfirmCard({ rule, preview, today }: PreviewView) {
  const t = useText(assignmentMessages);
  const formats = useFormats();
  const { say } = useFaults();
  const from = rule.draft?.validFrom ?? today;
  return (
    <Card title={t('confirm.title')} id="confirm" lead={from > today ? t('confirm.later', { day: formats.day(from) }) : t('confirm.now')}>
      <form method="post" action={`/admin/assignments/${rule.id}/preview`} className="stack" noValidate>
        <input type="hidden" name="revision" value={rule.revision} />
        {preview.mustBeSure ? <Checkbox name="sure" value="on" label={t('confirm.sure')} error={say('sure')} required /> : null}
        <div className="actions">
          <Button icon="check">{t('confirm.button')}</Button>
          <LinkButton href={`/admin/assignments/${rule.id}/what`} variant="ghost">{t('back')}</LinkButton>
        </div>
      </form>
    </Card>
  );
}
