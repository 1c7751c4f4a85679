import { Faults, useFaults } from '../../people/index.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Button, Card, LinkButton, PageHead, RadioGroup } from '../../ui/index.ts';
import { assignmentMessages } from '../messages/assignments.ts';
import type { Rule } from '../queries/assignment-rules.server.ts';
import { RuleCrumbs } from './assignment-parts.tsx';

/** Ends a rule, and asks what becomes of what it assigned. */
export function AssignmentEndPage({ rule, name, people }: { rule: Rule; name: string; people: number }) {
  const t = useText(assignmentMessages);
  const formats = useFormats();
  const { say, value } = useFaults();
  const title = t('end.title', { name });
  return (
    <div className="stack-l">
      <PageHead title={title} lead={t('end.lead', { n: formats.number(people) })} breadcrumb={<RuleCrumbs rule={{ id: rule.id, name }} here={t('end.button')} />} />
      <Faults />
      <Card>
        <form method="post" className="form stack" noValidate>
          <input type="hidden" name="revision" value={rule.revision} />
          <RadioGroup name="releases" legend={t('end.choice')} error={say('releases')} required value={value('releases', 'no')} options={[{ value: 'no', label: t('end.keep') }, { value: 'yes', label: t('end.release') }]} />
          <div className="actions">
            <Button variant="danger">{t('end.button')}</Button>
            <LinkButton href={`/admin/assignments/${rule.id}`} variant="ghost">{t('back')}</LinkButton>
          </div>
        </form>
      </Card>
    </div>
  );
}
