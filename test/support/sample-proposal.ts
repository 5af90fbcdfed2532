/** A priority of the Oversight Group, plainly a sample. */
export const samplePriority = {
  title: 'Falls and frailty at home',
  areaOfPractice: 'Frailty',
  need: {
    highPriority: 'Admissions of older people after falls rise every winter.',
    atScale: 'Every one of the 42 systems asks for it, some 1,200 people a year.',
    systemLevel: 'No employer can train for it alone: it crosses community, ambulance and hospital care.',
  },
  evidence: 'A sample survey of 2026.',
  since: '2026-03-02',
};

/** A proposal that answers such a need, plainly a sample. */
export const sampleProposal = {
  title: 'Frailty at home for advanced practitioners',
  areaOfPractice: 'Frailty',
  credentialType: 'multi-professional-including-medicine' as const,
  professions: ['Paramedics', 'Physiotherapists', 'Doctors'],
  scope: 'Assess and treat older people at home after a fall, and decide who need not go to hospital.',
  scale: '150 people a year in 42 systems, for ten years or more.',
  alternatives: 'A short course was tried: it prepares nobody to decide alone.',
  sponsor: {
    organisation: 'Sample group',
    contactName: 'Sample contact',
    contactEmail: 'contact@example.org',
  },
};
