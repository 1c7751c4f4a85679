import { Faults, useFaults } from '../../people/index.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { Button, Card, LinkButton, RadioGroup, TextInput } from '../../ui/index.ts';
import { contestantKinds } from '../forms/outside.ts';
import { outsideMessages as messages } from '../messages/outside.ts';
import type { Profile } from '../queries/profile.server.ts';

/** The one field with which people from outside begin. */
export function EmailForm({ next }: { next: string | undefined }) {
  const t = useText(messages);
  const { say, value } = useFaults();
  return (
    <form method="post" action="/contests/sign-in" noValidate className="stack">
      {next ? <input type="hidden" name="next" value={next} /> : null}
      <TextInput name="email" type="email" label={t('email')} hint={t('email-hint')} error={say('email')} defaultValue={value('email')} autoComplete="email" autoCapitalize="none" spellCheck={false} required />
      <Button wide icon="mail">{t('send')}</Button>
    </form>
  );
}

interface CodeCardProps {
  title: string;
  submit: string;
  /** Where another code is asked for. */
  again: string;
  next?: string | undefined;
  minutes: number;
  tries: number;
}

/** Where the digits of a mail are typed. */
export function CodeCard({ title, submit, again, next, minutes, tries }: CodeCardProps) {
  const t = useText(messages);
  const { say } = useFaults();
  return (
    <div className="narrow stack">
      <Card>
        <h1>{title}</h1>
        <p className="muted">{t('code.lead', { minutes, tries })}</p>
        <Faults />
        <form method="post" noValidate className="stack">
          {next ? <input type="hidden" name="next" value={next} /> : null}
          <TextInput name="code" label={t('code.label')} error={say('code')} inputMode="numeric" autoComplete="one-time-code" maxLength={20} required />
          <Button wide>{submit}</Button>
        </form>
        <p className="muted">{t('code.none')}</p>
        <LinkButton variant="ghost" href={again}>{t('code.again')}</LinkButton>
      </Card>
    </div>
  );
}

/** Officials have an account already, and are led to it. */
export function OfficialsCard({ next }: { next: string | undefined }) {
  const t = useText(messages);
  return (
    <Card title={t('sign-in.official')} id="officials">
      <p>{t('sign-in.official-text')}</p>
      <div className="row"><LinkButton variant="ghost" icon="key-round" href={`/sign-in?next=${encodeURIComponent(next ?? '/contests')}`}>{t('sign-in.official-link')}</LinkButton></div>
    </Card>
  );
}

export function ProfileFields({ profile, next }: { profile: Profile; next: string | undefined }) {
  const t = useText(messages);
  const { say, value } = useFaults();
  const optional = t('profile.optional');
  return (
    <>
      <Faults />
      <form method="post" noValidate className="stack">
        {next ? <input type="hidden" name="next" value={next} /> : null}
        <RadioGroup name="kind" legend={t('profile.kind')} error={say('kind')} value={value('kind', profile.kind ?? 'INDIVIDUAL')} options={contestantKinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))} columns required />
        {profile.isOutside ? <TextInput name="fullName" label={t('profile.full-name')} error={say('fullName')} defaultValue={value('fullName', profile.isNew ? '' : profile.fullName)} autoComplete="name" required /> : <input type="hidden" name="fullName" value={profile.fullName} />}
        <TextInput name="legalName" label={t('profile.legal-name')} hint={t('profile.legal-name-hint')} error={say('legalName')} defaultValue={value('legalName', profile.legalName)} autoComplete="organization" />
        <TextInput name="taxCode" label={t('profile.tax-code')} hint={t('profile.tax-code-hint')} error={say('taxCode')} defaultValue={value('taxCode', profile.taxCode)} inputMode="numeric" />
        <TextInput name="phone" type="tel" label={t('profile.phone')} optionalText={optional} error={say('phone')} defaultValue={value('phone', profile.phone)} autoComplete="tel" />
        <TextInput name="place" label={t('profile.place')} optionalText={optional} error={say('place')} defaultValue={value('place', profile.place)} />
        <div className="row"><Button icon="save">{t('profile.save')}</Button></div>
      </form>
    </>
  );
}
