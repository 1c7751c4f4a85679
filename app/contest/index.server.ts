/** The contest's front door for other features, jobs and the server. */
export { commitRound, unblindRound } from './commands/commit-round.server.ts';
export { openFinal } from './commands/open-final.server.ts';
export { decidePrize } from './commands/decide-prize.server.ts';
export { awardPrizes, publishResults } from './commands/publish-results.server.ts';
export { closeCall } from './commands/close-call.server.ts';
export { answerAppeal, raiseAppeal } from './commands/appeal.server.ts';
export { setGalleryConsent } from './commands/gallery-consent.server.ts';
export { proposeAdoption } from './commands/propose-adoption.server.ts';
export { addAdoptionStep, changeAdoptionState, completeAdoptionStep, setRecognition } from './commands/write-adoption.server.ts';
export { writePilot } from './commands/write-pilot.server.ts';
export { promptAdoptions } from './commands/prompt-adoptions.server.ts';
export { answerPrompts } from './commands/answer-prompt.server.ts';
export { explainGap } from './commands/explain-gap.server.ts';
export { remindContests } from './commands/remind-contests.server.ts';
export { promptAdoptionsJob } from './adoption-jobs.ts';
export { storePastSubmission } from './past-submission.server.ts';
export { carriesAdoptions } from './queries/adoptions.server.ts';
export { adoptionFigures, type AdoptionFigures } from './queries/adoption-figures.server.ts';
export { unitAdoptions, unitPilots } from './queries/unit-adoptions.server.ts';
export { readResults, type ResultsNow } from './queries/results-now.server.ts';
export { makeBlindCopies } from './commands/make-blind-copies.server.ts';
export { castVote, closeVote, openVote } from './commands/public-vote.server.ts';
export { sendCode, tellOldAddress } from './commands/send-code.server.ts';

export { sweepEntryFiles } from './commands/sweep-entry-files.server.ts';
export { listAdoptionWork, type AdoptionWork } from './queries/adoption-work.server.ts';
export { listContestWork, type ContestWork } from './queries/waiting-work.server.ts';
export { contestSettings } from './settings.server.ts';
