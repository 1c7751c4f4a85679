import { confirmRule, draftRule, saveWhat } from '../../app/learning/index.server.ts';
import { everybody } from '../../app/learning/rules/assignment-rule.ts';
import type { Actor } from '../../app/people/actor.ts';
import { addPerson } from '../../app/people/commands/add-person.server.ts';
import { momentOf } from '../../app/people/ports.ts';
import type { Day } from '../../app/platform/clock.ts';
import { newId } from '../../app/platform/ids.ts';
import type { Db } from '../../db/client.ts';
import type { TestClock } from '../support/clock.ts';
import { testPorts } from './calls.ts';

interface Desk {
  db: Db;
  clock: TestClock;
  courseId: string;
}

/** A rule of the province that gives the course to everybody by a day, as a training administrator writes and confirms it; its job carries it out. @returns the rule */
export async function ruleForEverybody({ db, clock, courseId }: Desk, trainer: Actor, dueOn: Day): Promise<string> {
  const ports = testPorts(db, clock);
  const id = newId();
  const { today } = momentOf(ports);
  mustWork(await draftRule(ports, trainer, { id, unitId: null, name: 'An toàn thông tin cho mọi người', who: everybody }));
  mustWork(await saveWhat(ports, trainer, id, { revision: 0, what: { courses: [courseId], due: { kind: 'DATE', on: dueOn }, isMandatory: true }, validFrom: today, validTo: null }));
  mustWork(await confirmRule(ports, trainer, id, { revision: 1, isSure: true }));
  return id;
}

/** Somebody new in a unit; which course is hers is the rule's business. @returns her id */
export async function addNewcomer({ db, clock }: Desk, trainer: Actor, unitId: string, number: number): Promise<string> {
  const outcome = await addPerson(testPorts(db, clock), trainer, {
    fullName: 'Tống Thị Ngân Hà', email: `nguoi-moi-${number}@vi-du.invalid`, staffNo: `NM-${String(number).padStart(6, '0')}`, category: 'CIVIL_SERVANT', unitId, position: 'Công chức', joinedOn: momentOf(testPorts(db, clock)).today,
  });
  mustWork(outcome);
  return outcome.ok ? outcome.id : '';
}

function mustWork(outcome: { ok: boolean; faults?: unknown }): void {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.faults));
}
