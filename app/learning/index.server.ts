/** Front door of learning for the server, jobs and other features. */
export { autoSubmit } from './commands/auto-submit.server.ts';
export { publishAll, type PublishAllOptions, type PublishOutcome } from './commands/publish-all.server.ts';
export { courseReleased, releaseCourseVersion, type Releaser } from './commands/release-course-version.server.ts';
