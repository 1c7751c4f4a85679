import type { ReactNode } from 'react';
import { useText } from '../../platform/i18n/react.tsx';
import { Button, Card, LinkButton, PageHead, type Crumb } from '../../ui/index.ts';
import { adminMessages } from '../messages/admin.ts';
import { PersonCrumbs } from './admin-crumbs.tsx';
import { Faults } from './faults.tsx';

export interface DeedPageProps {
  person: { id: string; fullName: string; revision: number };
  /** The page between hers and this one. */
  between?: Crumb;
  title: string;
  lead?: string;
  /** The words on the button; the title when left out. */
  submit?: string;
  danger?: boolean;
  /** Facts to check before the deed. */
  facts?: ReactNode;
  children?: ReactNode;
}

/** One deed on one person: what it does, whom it concerns, its fields, do it or leave it. The revision travels along. */
export function DeedPage({ person, between, title, lead, submit, danger, facts, children }: DeedPageProps) {
  const t = useText(adminMessages);
  return (
    <>
      <PageHead title={`${title}: ${person.fullName}`} lead={lead} breadcrumb={<PersonCrumbs person={person} between={between} here={title} />} />
      <div className="form">
        <Faults />
        {facts}
        <Card>
          <form method="post" className="stack">
            <input type="hidden" name="revision" value={person.revision} />
            {children}
            <div className="row">
              <Button variant={danger ? 'danger' : 'primary'}>{submit ?? title}</Button>
              <LinkButton variant="ghost" href={`/admin/people/${person.id}`}>{t('cancel')}</LinkButton>
            </div>
          </form>
        </Card>
      </div>
    </>
  );
}
