import { type Framework, frameworkOfTitles } from './framework.ts';

/**
 * The Multi-professional framework of 2017: what is measured against no other edition is measured against this one. The
 * titles are ours, so that nobody meets a bare number; the framework itself has the wording.
 */
export const framework2017: Framework = frameworkOfTitles('2017', 'Multi-professional framework (2017)', [
  [
    'Answering for one’s practice',
    'Autonomy and its limits',
    'When to ask for help',
    'Assessment in partnership',
    'Helping people decide',
    'Clinical reasoning and diagnosis',
    'Choosing and adjusting treatment',
    'Judging and managing risk',
    'Working across agencies',
    'Shaping care to local need',
    'Knowledge of the specialty',
  ],
  [
    'Building productive teams',
    'Values in everyday practice',
    'Measuring the role’s impact',
    'Learning from peer review',
    'Redesigning services',
    'Improvement together with people',
    'Consultancy across boundaries',
    'Leading through the unfamiliar',
    'Looking ahead to change',
    'Challenge and raising concerns',
    'Agreeing a safe scope',
  ],
  [
    'Planning one’s own learning',
    'Self-directed, reflective learning',
    'Health literacy',
    'A culture of learning',
    'Learning together as teams',
    'Finding others’ learning needs',
    'Building the workforce’s skills',
    'Teaching, supervising and mentoring',
  ],
  [
    'Taking part in research',
    'Evaluating and auditing practice',
    'Appraising and using evidence',
    'Spotting gaps in evidence',
    'Starting further research',
    'Governance and documentation',
    'Sharing what was found',
    'Links with researchers',
  ],
]);
