import { Faults, FileCard, useFaults } from '../../people/index.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Breadcrumb, Button, Card, Disclosure, EmptyState, LinkButton, Notice, PageHead, Select, StepList, TextArea, TextInput } from '../../ui/index.ts';
import { certificateMessages } from '../messages/certificates.ts';
import { recognitionRequestMessages as messages } from '../messages/recognition-requests.ts';
import type { CourseChoice } from '../queries/assignment-choices.server.ts';
import type { RecognitionRequest } from '../queries/recognition-requests.server.ts';
import { copyEndings } from '../rules/recognition-request.ts';
import { CopyLine, RequestFacts, RequestTag } from './recognition-parts.tsx';

const base = '/certificates/recognition';

function Crumbs({ request, here }: { request?: RecognitionRequest | null; here: string }) {
  const t = useText(certificateMessages);
  return <Breadcrumb label={t('manage.crumbs')} items={[{ label: t('list.title'), href: '/certificates' }, ...(request ? [{ label: request.title, href: `/certificates/recognition/${request.id}` }] : []), { label: here }]} />;
}

type Stage = 'facts' | 'copy' | 'send';
const stages: readonly Stage[] = ['facts', 'copy', 'send'];

function Stages({ now }: { now: Stage }) {
  const t = useText(messages);
  const at = stages.indexOf(now);
  return <StepList label={t('steps')} steps={stages.map((stage, place) => ({ label: t(`step.${stage}`), state: place < at ? 'done' : place === at ? 'current' : 'todo' }))} stateLabels={{ done: t('step.done'), current: t('step.current'), todo: t('step.todo') }} />;
}

/** What the certificate says: of a new request, or of one that has not been sent. */
export function RequestFormPage({ id, request, courses, course }: { id: string; request: RecognitionRequest | null; courses: readonly CourseChoice[]; course: string | null }) {
  const t = useText(messages);
  const title = t(request ? 'edit.title' : 'new.title');
  // What was typed comes back with its refusal, also when another tab has asked for the last course meanwhile.
  const isBlank = useFaults().list.length === 0;
  return (
    <div className="stack-l">
      <PageHead title={title} lead={t('new.lead')} breadcrumb={<Crumbs request={request} here={title} />} />
      <Stages now="facts" />
      <Faults />
      {courses.length === 0 && isBlank ? <EmptyState icon="award" title={t('new.none')} action={<LinkButton href="/certificates" variant="ghost">{t('form.back')}</LinkButton>}>{t('new.none-text')}</EmptyState> : (
        <Card>
          <form method="post" className="form stack" noValidate>
            <input type="hidden" name="id" value={id} />
            <input type="hidden" name="revision" value={request?.revision ?? 0} />
            <RequestFields request={request} courses={courses} course={course} />
            <div className="actions">
              <Button icon="save">{t(request ? 'form.save' : 'form.next')}</Button>
              <LinkButton href={request ? `${base}/${request.id}` : '/certificates'} variant="ghost">{t('form.back')}</LinkButton>
            </div>
          </form>
        </Card>
      )}
    </div>
  );
}

function RequestFields({ request, courses, course }: { request: RecognitionRequest | null; courses: readonly CourseChoice[]; course: string | null }) {
  const t = useText(messages);
  const { say, value } = useFaults();
  const chosen = courses.find(({ slug }) => slug === course)?.id ?? (courses.length === 1 ? courses[0]?.id : undefined);
  const field = (name: string, stored: string | null | undefined) => ({ name, error: say(name), defaultValue: value(name, stored ?? '') });
  return (
    <>
      <Select {...field('courseId', request?.courseId ?? chosen)} label={t('field.courseId')} emptyLabel={t('field.courseId-empty')} options={courses.map(({ id, title }) => ({ value: id, label: title }))} required />
      <TextInput {...field('title', request?.title)} label={t('field.title')} maxLength={200} required />
      <TextInput {...field('number', request?.number)} label={t('field.number')} maxLength={100} width="middle" required />
      <TextInput {...field('issuer', request?.issuer)} label={t('field.issuer')} maxLength={200} required />
      <TextInput {...field('issuedOn', request?.issuedOn)} type="date" width="middle" label={t('field.issuedOn')} required />
      <TextInput {...field('lastDay', request?.lastDay)} type="date" width="middle" label={t('field.lastDay')} hint={t('field.lastDay-hint')} />
      <TextArea {...field('note', request?.note)} label={t('field.note')} hint={t('field.note-hint')} rows={2} maxLength={500} />
    </>
  );
}

export type OwnRequestDone = 'saved' | 'uploaded' | 'sent' | 'withdrawn';

/** One's own request: what is still to do, or what became of it. */
export function OwnRequestPage({ request, done }: { request: RecognitionRequest; done: OwnRequestDone | null }) {
  const t = useText(messages);
  const isDraft = request.state === 'DRAFT';
  return (
    <div className="stack-l">
      <PageHead title={request.title} eyebrow={t('own.title')} breadcrumb={<Crumbs here={request.title} />} tags={<RequestTag state={request.state} />} />
      {isDraft ? <Stages now={request.copy ? 'send' : 'copy'} /> : null}
      {done ? <Notice tone="ok" focused>{t(`done.${done}`)}</Notice> : null}
      <Faults />
      {isDraft ? null : <Outcome request={request} />}
      <Card title={t('facts.title')} id="facts" action={isDraft ? <a href={`${base}/${request.id}/edit`} aria-label={t('facts.edit-of')}>{t('facts.edit')}</a> : undefined}><RequestFacts request={request} /></Card>
      {request.copy ? <Card title={t('copy.title')} id="copy"><CopyLine copy={request.copy} href={`${base}/${request.id}/file`} /></Card> : null}
      {isDraft && request.copy ? <Send id={request.id} /> : null}
      {isDraft ? <Upload hasCopy={request.copy !== null} /> : null}
      {isDraft || request.state === 'WAITING' ? <Withdraw request={request} /> : <div className="row"><LinkButton href="/certificates" variant="ghost">{t('form.back')}</LinkButton></div>}
    </div>
  );
}

/** The one next step, or something that few need once a copy is there. */
function Upload({ hasCopy }: { hasCopy: boolean }) {
  const t = useText(messages);
  const { say } = useFaults();
  const card = <div className="form"><FileCard words={{ send: t(hasCopy ? 'copy.replace' : 'copy.send'), choose: t('copy.choose'), hint: t('copy.hint') }} accept={copyEndings} /></div>;
  return hasCopy ? <Disclosure summary={t('copy.replace')} open={say('file') !== undefined}>{card}</Disclosure> : card;
}

function Outcome({ request: { state, countsUntil, reason } }: { request: RecognitionRequest }) {
  const t = useText(messages);
  const formats = useFormats();
  const title = t(`state.${state}`);
  if (state === 'ACCEPTED') return <Notice tone="ok" live={false} title={title}>{t('accepted.text', { day: formats.day(countsUntil ?? ''), reason: reason ?? '' })}</Notice>;
  if (state === 'REFUSED') return <Notice tone="warn" live={false} title={title}>{t('refused.text', { reason: ended(reason ?? '') })}</Notice>;
  return <Notice live={false} title={title}>{t(state === 'WAITING' ? 'waiting.text' : 'withdrawn.text')}</Notice>;
}

/** Another sentence follows. */
const ended = (text: string): string => (/[.?!…]$/.test(text) ? text : `${text}.`);

function Send({ id }: { id: string }) {
  const t = useText(messages);
  return (
    <Card title={t('send.title')} id="send" lead={t('send.lead')}>
      <form method="post" action={`${base}/${id}/submission`}><Button icon="send">{t('send.button')}</Button></form>
    </Card>
  );
}

function Withdraw({ request: { id, state } }: { request: RecognitionRequest }) {
  const t = useText(messages);
  return (
    <form method="post" action={`${base}/${id}/withdrawal`} className="stack">
      <p className="muted small">{t(state === 'DRAFT' ? 'withdraw.drop-lead' : 'withdraw.lead')}</p>
      <div className="row">
        <Button variant="ghost" icon="x">{t(state === 'DRAFT' ? 'withdraw.drop' : 'withdraw.button')}</Button>
        <LinkButton href="/certificates" variant="ghost">{t('form.back')}</LinkButton>
      </div>
    </form>
  );
}

/** On the page of one's certificates: what was asked for, and the way to ask. */
export function OwnRequests({ requests }: { requests: readonly RecognitionRequest[] }) {
  const t = useText(messages);
  return (
    <section className="stack" aria-labelledby="elsewhere">
      <h2 id="elsewhere">{t('own.title')}</h2>
      <p className="muted">{t('own.lead')}</p>
      <div className="row"><LinkButton href={`${base}/new`} variant="ghost" icon="plus">{t('own.ask')}</LinkButton></div>
      {requests.map((request) => <OwnRequestCard key={request.id} request={request} />)}
    </section>
  );
}

function OwnRequestCard({ request: { id, title, number, issuer, issuedOn, courseTitle, state } }: { request: RecognitionRequest }) {
  const t = useText(messages);
  const formats = useFormats();
  return (
    <Card title={title} action={<RequestTag state={state} />} tight footer={<LinkButton href={`${base}/${id}`} variant="quiet" aria-label={t('own.open-of', { title })}>{t(state === 'DRAFT' ? 'own.go-on' : 'own.open')}</LinkButton>}>
      <p className="muted">{t('own.line', { course: courseTitle, number, issuer, day: formats.day(issuedOn) })}</p>
    </Card>
  );
}
