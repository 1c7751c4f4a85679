import type { RouteConfigEntry } from '@remix-run/route-config';
import { assignmentRoutes } from './urls/assignments.ts';
import { assessmentRoutes } from './urls/assessment.ts';
import { certificatesRoutes } from './urls/certificates.ts';
import { classRoutes } from './urls/classes.ts';
import { editingRoutes } from './urls/editing.ts';
import { escalationRoutes } from './urls/escalations.ts';
import { readingRoutes } from './urls/reading.ts';
import { recallRoutes } from './urls/recall.ts';
import { reminderRoutes } from './urls/reminders.ts';
import { talkRoutes } from './urls/talk.ts';

/** URLs of learning. */
export const learningRoutes: RouteConfigEntry[] = [...readingRoutes, ...assessmentRoutes, ...certificatesRoutes, ...editingRoutes, ...reminderRoutes, ...escalationRoutes, ...recallRoutes, ...assignmentRoutes, ...classRoutes, ...talkRoutes];
