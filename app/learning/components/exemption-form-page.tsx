import { Faults, useFaults } from '../../people/index.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Button, Card, LinkButton, PageHead, RadioGroup, Select, TextArea, TextInput } from '../../ui/index.ts';
import { exemptionMessages } from '../messages/exemptions.ts';
import type { CourseChoice } from '../queries/assignment-choices.server.ts';
import type { Exemptable, ExemptionRow } from '../queries/exemption-pages.server.ts';
import { exemptionKinds, lastDayOf } from '../rules/exemption.ts';
import { ExemptionCrumbs } from './exemption-pages.tsx';

/** First the person is found, then the form says what she is exempted from. */
export function ExemptionFindPage({ q, found }: { q: string; found: readonly Exemptable[] }) {
  const t = useText(exemptionMessages);
  return (
    <div className="stack-l">
      <PageHead title={t('add')} lead={t('find.lead')} breadcrumb={<ExemptionCrumbs here={t('add')} />} />
      <Card title={t('find.title')} id="find">
        <form method="get" action="/admin/exemptions/new" className="inline-form">
          <TextInput name="q" label={t('filter.search')} defaultValue={q} />
          <Button icon="search">{t('filter.find')}</Button>
        </form>
        {q.trim() !== '' && found.length === 0 ? <p className="muted">{t('find.none')}</p> : null}
        {found.length > 0 ? (
          <ul className="stack">
            {found.map((person) => (
              <li key={person.id}>
                <a href={`/admin/exemptions/new?user=${person.id}`} aria-label={t('find.choose', { person: person.fullName })}>{person.fullName}</a>
                <span className="muted small block">{[person.staffNo, person.unitName].filter(Boolean).join(' · ')}</span>
              </li>
            ))}
          </ul>
        ) : null}
      </Card>
    </div>
  );
}

export function ExemptionFormPage({ id, person, courses, today }: { id: string; person: Exemptable; courses: readonly CourseChoice[]; today: string }) {
  const t = useText(exemptionMessages);
  const title = t('form.title', { person: person.fullName });
  return (
    <div className="stack-l">
      <PageHead title={title} lead={t('form.lead', { unit: person.unitName ?? '–' })} breadcrumb={<ExemptionCrumbs here={title} />} />
      <Faults />
      <Card>
        <form method="post" action={`/admin/exemptions/new?user=${person.id}`} className="form stack" noValidate>
          <input type="hidden" name="id" value={id} />
          <input type="hidden" name="userId" value={person.id} />
          <ExemptionFields courses={courses} today={today} />
          <div className="actions">
            <Button icon="save">{t('form.save')}</Button>
            <LinkButton href="/admin/exemptions/new" variant="ghost">{t('form.other-person')}</LinkButton>
          </div>
        </form>
      </Card>
    </div>
  );
}

function ExemptionFields({ courses, today }: { courses: readonly CourseChoice[]; today: string }) {
  const t = useText(exemptionMessages);
  const { say, value } = useFaults();
  const hint = { LONG_LEAVE: t('kind-hint.LONG_LEAVE'), RECOGNISED: t('kind-hint.RECOGNISED') } as const;
  const field = (name: string, stored = '') => ({ name, error: say(name), defaultValue: value(name, stored) });
  return (
    <>
      <RadioGroup name="kind" legend={t('form.kind')} required error={say('kind')} value={value('kind')} options={exemptionKinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`), ...(kind === 'LONG_LEAVE' || kind === 'RECOGNISED' ? { hint: hint[kind] } : {}) }))} />
      <Select {...field('courseId')} label={t('form.course')} emptyLabel={t('all-courses')} options={courses.map((course) => ({ value: course.id, label: course.title }))} />
      <TextInput {...field('validFrom', today)} type="date" width="middle" label={t('form.from')} required />
      <TextInput {...field('lastDay')} type="date" width="middle" label={t('form.to')} hint={t('form.to-hint')} required />
      <TextArea {...field('reason')} label={t('form.reason')} hint={t('form.reason-hint')} rows={2} maxLength={500} required />
      <fieldset className="field">
        <legend className="group-title">{t('form.certificate')}</legend>
        <div className="stack">
          <p className="field-hint">{t('form.certificate-hint')}</p>
          <TextInput {...field('number')} label={t('form.number')} maxLength={100} width="middle" />
          <TextInput {...field('issuer')} label={t('form.issuer')} maxLength={200} />
          <TextInput {...field('issuedOn')} type="date" label={t('form.issued-on')} width="middle" />
        </div>
      </fieldset>
    </>
  );
}

/** Ends an exemption before its day. */
export function ExemptionEndPage({ exemption }: { exemption: ExemptionRow }) {
  const t = useText(exemptionMessages);
  const formats = useFormats();
  const { say, value } = useFaults();
  const title = t('end.title', { person: exemption.fullName });
  return (
    <div className="stack-l">
      <PageHead title={title} lead={t('end.lead', { course: exemption.courseTitle ?? t('all-courses'), from: formats.day(exemption.validFrom), to: formats.day(lastDayOf(exemption)) })} breadcrumb={<ExemptionCrumbs here={title} />} />
      <Faults />
      <Card>
        <form method="post" className="form stack" noValidate>
          <TextArea name="reason" label={t('end.reason')} rows={2} maxLength={500} required error={say('reason')} defaultValue={value('reason')} />
          <div className="actions">
            <Button variant="danger">{t('end.button')}</Button>
            <LinkButton href="/admin/exemptions" variant="ghost">{t('end.back')}</LinkButton>
          </div>
        </form>
      </Card>
    </div>
  );
}
