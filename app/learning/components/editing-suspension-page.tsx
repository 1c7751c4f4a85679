import type { ReactNode } from 'react';
import { Faults, useFaults } from '../../people/index.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Button, Card, LinkButton, Meta, Notice, PageHead, TextArea } from '../../ui/index.ts';
import { questionMessages } from '../messages/questions.ts';
import type { QuestionIdentity } from '../queries/question-identity.server.ts';
import type { SuspensionCheck } from '../queries/suspension-check.server.ts';
import { QuestionCrumbs } from './question-parts.tsx';

/** The last look before a question goes out of use: what would change, and why. */
export function EditingSuspensionPage({ check }: { check: SuspensionCheck }) {
  const t = useText(questionMessages);
  const formats = useFormats();
  const { effect, shortage } = check;
  const n = (value: number) => formats.number(value);
  const facts = [
    { term: t('suspend.submitted'), detail: n(effect.submitted) },
    { term: t('suspend.running'), detail: effect.running > 0 ? t('suspend.running-note', { n: n(effect.running) }) : '0' },
    { term: t('suspend.changed'), detail: n(effect.changed) },
    { term: t('suspend.passing'), detail: n(effect.passing) },
    { term: t('suspend.people'), detail: n(effect.people) },
  ];
  const { title, module, found, count } = shortage ?? {};
  const bar = check.suspensionId ? t('fault.suspended-already') : shortage ? t('fault.shortage', { title: title ?? '', module: module ?? '', found: found ?? 0, count: count ?? 0 }) : null;
  return (
    <StepPage question={check} step="suspend">
      <Card title={t('suspend.preview')} id="effect" lead={check.text}>
        <Meta items={facts} />
        <p className="muted">{t('suspend.rule')}</p>
      </Card>
      {bar ? <Notice tone="warn" live={false} title={t('suspend.impossible')} action={<Back question={check} />}>{bar}</Notice> : <ReasonForm step="suspend" question={check} hidden={{ version: check.versionId }} />}
    </StepPage>
  );
}

/** The same before it comes back. */
export function EditingReinstatementPage({ question }: { question: QuestionIdentity }) {
  const t = useText(questionMessages);
  return (
    <StepPage question={question} step="reinstate">
      {question.suspensionId ? <ReasonForm step="reinstate" question={question} hidden={{ suspension: question.suspensionId }} /> : <Notice tone="info" live={false} action={<Back question={question} />}>{t('fault.reinstated-already')}</Notice>}
    </StepPage>
  );
}

type Step = 'suspend' | 'reinstate';

function StepPage({ question, step, children }: { question: QuestionIdentity; step: Step; children: ReactNode }) {
  const t = useText(questionMessages);
  const course = { slug: question.courseSlug, title: question.courseTitle };
  return (
    <div className="stack">
      <PageHead title={t(`${step}.title`)} lead={t(`${step}.lead`)} breadcrumb={<QuestionCrumbs course={course} question={question.key} here={t(`${step}.title`)} />} />
      <Faults />
      {children}
    </div>
  );
}

function ReasonForm({ step, question, hidden }: { step: Step; question: QuestionIdentity; hidden: Record<string, string> }) {
  const t = useText(questionMessages);
  const { say, value } = useFaults();
  return (
    <Card className="form">
      <form method="post" className="stack" noValidate key={question.id}>
        {Object.entries(hidden).map(([name, stored]) => <input key={name} type="hidden" name={name} value={stored} />)}
        <TextArea name="reason" label={t('suspend.reason')} hint={t('suspend.reason-hint')} error={say('reason')} defaultValue={value('reason')} rows={3} maxLength={500} required />
        <div className="row"><Button variant={step === 'suspend' ? 'danger' : 'primary'}>{t(`${step}.confirm`)}</Button><Back question={question} /></div>
      </form>
    </Card>
  );
}

function Back({ question }: { question: QuestionIdentity }) {
  return <LinkButton variant="ghost" href={`/admin/courses/${question.courseSlug}/questions/${question.key}`}>{useText(questionMessages)('back')}</LinkButton>;
}
